// SPDX-License-Identifier: Apache-2.0
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import clsx from 'clsx';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { unitPage } from '../../model/units.ts';
import { unitHref } from '../data/addresses.ts';
import { unitQuery } from '../data/queries.ts';
import { useFirstFault } from '../form/faults.ts';
import { useWords } from '../words.ts';
import styles from './change.module.css';
import { stepOfPath } from './draft.ts';
import { SentChange } from './sent-change.tsx';
import { StepHow } from './step-how.tsx';
import { StepLook } from './step-look.tsx';
import { StepWhat } from './step-what.tsx';
import { StepWhere } from './step-where.tsx';
import { useWizard, type Wizard } from './use-wizard.ts';

type Seen = z.infer<typeof unitPage>;

/** A change of the tree, prepared step by step: what, how, where everything goes, and a last look before it is decided. */
export default function ChangeScreen(): ReactNode {
  const { unit: id = '' } = useParams({ strict: false }) as { unit?: string };
  const { data } = useSuspenseQuery(unitQuery(id));
  return <ChangeOf key={id} seen={data} />;
}

function ChangeOf({ seen }: { readonly seen: Seen }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const [sent, setSent] = useState<string | null>(null);
  const { unit, chain } = seen;
  const back = <ButtonLink href={unitHref(unit.id)}>{say('change.toUnit', { unit: unit.name })}</ButtonLink>;
  const path = [...chain, unit].map((above) => ({ label: above.name, href: unitHref(above.id) }));
  return (
    <div className={styles['page']}>
      <PageTitle
        title={say('change.title', { unit: unit.name })}
        lead={`${name(unit.kindTitle)} · ${unit.code}`}
        crumbs={<Crumbs path={path} />}
      />
      {sent !== null ? (
        <SentChange id={sent} back={back} />
      ) : unit.closedOn !== null ? (
        <Empty title={say('unit.closed', { date: dateText(unit.closedOn, language, true) })} actions={back}>
          {say('change.closed.why')}
        </Empty>
      ) : (
        <WizardForm seen={seen} onSent={setSent} />
      )}
    </div>
  );
}

type WizardProps = { readonly seen: Seen; readonly onSent: (id: string) => void };

function WizardForm({ seen, onSent }: WizardProps): ReactNode {
  const say = useWords();
  const above = seen.chain[seen.chain.length - 1];
  const unit = {
    id: seen.unit.id,
    name: seen.unit.name,
    parent: above === undefined ? null : { id: above.id, name: above.name },
  };
  const wizard = useWizard(unit);
  const { step } = wizard;
  const form = useFirstFault<HTMLFormElement>(wizard.tried);
  const heading = useArrival(step);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    wizard.next();
  };
  const props = { seen, unit, wizard };
  return (
    <>
      <Way wizard={wizard} />
      {wizard.resumed && (
        <Note>
          {say('change.resumed')}{' '}
          <Button size="small" onClick={wizard.forget}>
            {say('change.again')}
          </Button>
        </Note>
      )}
      <form ref={form} className={styles['form']} noValidate onSubmit={submit} onKeyDown={stayOnSearch}>
        <h2 ref={heading} tabIndex={-1}>
          {say(`step.${step}`)}
        </h2>
        <Elsewhere wizard={wizard} />
        {step === 'what' && <StepWhat {...props} />}
        {step === 'how' && <StepHow {...props} />}
        {step === 'where' && <StepWhere {...props} />}
        {step === 'look' && (
          <StepLook
            {...props}
            onSent={(id) => {
              wizard.sent();
              onSent(id);
            }}
          />
        )}
        {wizard.error !== null && <Failure error={wizard.error} doing={say('change.checking')} />}
        {step !== 'look' && (
          <div className={styles['dock']}>
            <Button look="primary" type="submit" busy={wizard.busy}>
              {say(wizard.busy ? 'change.busy' : `step.${step}.next`)}
            </Button>
            <BackButton wizard={wizard} />
          </div>
        )}
      </form>
    </>
  );
}

/** Enter in a field that only searches or narrows a list does not go on to the next step. */
function stayOnSearch(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key === 'Enter' && target instanceof HTMLInputElement && target.type === 'search') event.preventDefault();
}

/** On arrival at another step its title takes the focus; not on the first. */
function useArrival(step: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, [step]);
  return heading;
}

function BackButton({ wizard: { steps, step, goTo } }: { readonly wizard: Wizard }): ReactNode {
  const say = useWords();
  const before = steps[steps.indexOf(step) - 1];
  if (before === undefined) return null;
  return <Button onClick={() => goTo(before)}>{say('change.back', { step: say(`step.${before}`) })}</Button>;
}

/** The steps, those behind one to go back to. */
function Way({ wizard: { steps, step, goTo } }: { readonly wizard: Wizard }): ReactNode {
  const say = useWords();
  const at = steps.indexOf(step);
  return (
    <ol className={styles['way']} aria-label={say('change.way')}>
      {steps.map((one, index) => (
        <li key={one} className={clsx(one === step && styles['here'])} aria-current={one === step ? 'step' : undefined}>
          <span className={styles['turn']}>{index + 1}</span>
          {index < at ? (
            <button type="button" onClick={() => goTo(one)}>
              {say(`step.${one}`)}
            </button>
          ) : (
            say(`step.${one}`)
          )}
        </li>
      ))}
    </ol>
  );
}

/** Faults whose fields stand in another step, each with the way there. */
function Elsewhere({ wizard: { faults, step, goTo } }: { readonly wizard: Wizard }): ReactNode {
  const say = useWords();
  const others = [...faults].filter(([path]) => stepOfPath(path) !== step);
  if (others.length === 0) return null;
  return (
    <div role="alert">
      <Note tone="bad">
        <ul className={styles['faults']}>
          {others.map(([path, text]) => (
            <li key={path}>
              {text}
              <Button size="small" onClick={() => goTo(stepOfPath(path))}>
                {say('change.mendAt', { step: say(`step.${stepOfPath(path)}`) })}
              </Button>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
