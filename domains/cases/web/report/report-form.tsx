// SPDX-License-Identifier: Apache-2.0
import { dateOf, timeOf } from '@beichen/kernel/time.ts';
import { kindOfProblem } from '@beichen/platform-web/data/problem.ts';
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { useSession } from '@beichen/platform-web/session/session.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Choices, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Icon } from '@beichen/platform-web/ui/icon/icon.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { kindView } from '../../model/views.ts';
import { useWords } from '../words.ts';
import { type Draft, type DraftField, faultsOf } from './draft.ts';
import { PlacePicker } from './place-picker.tsx';
import styles from './report.module.css';
import type { useReport } from './use-report.ts';

type Kind = z.infer<typeof kindView>['kinds'][number];

type Props = {
  readonly kind: Kind;
  readonly root: Draft['units'][number];
  readonly report: ReturnType<typeof useReport>;
};

const SUMMARY_MOST = 200;

/** What stands against sending, told at the fields once sending was tried; the first of them then takes the focus. */
function useFaults(body: Readonly<Record<string, unknown>>) {
  const say = useWords();
  const name = useNames();
  const [tried, setTried] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const faults = faultsOf(body, useCityNow());
  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [tried]);
  const faultOf = (field: DraftField): string | undefined => {
    const fault = tried > 0 ? faults.get(field) : undefined;
    if (fault === undefined) return undefined;
    return fault === 'wanting' ? say(`report.fault.${field}`) : `${name(fault.what)}${say('stop')}${name(fault.mend)}`;
  };
  return { form, faultOf, count: faults.size, shown: tried > 0 && faults.size > 0, refuse: () => setTried(tried + 1) };
}

export function ReportForm({ kind, root, report }: Props): ReactNode {
  const say = useWords();
  const { draft, error, busy } = report;
  // Who works in a community reports for it; who stands above chooses one.
  const preset = kind.units.includes(root.kind);
  const body = report.bodyFor(kind.id, preset ? [root] : draft.units.filter(({ kind: of }) => kind.units.includes(of)));
  const { form, faultOf, count, shown, refuse } = useFaults(body);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (count > 0) refuse();
    else report.send(body);
  };
  const offline = error !== null && kindOfProblem(error) === 'offline';
  return (
    <form ref={form} className={styles['form']} onSubmit={submit} noValidate>
      {report.resumed && <Note>{say('report.resumed')}</Note>}
      {!report.keeps && <Note tone="wait">{say('report.notKept')}</Note>}
      <Matter kind={kind} root={root} report={report} faultOf={faultOf} />
      <Resident report={report} phoneFault={faultOf('phone')} />
      {offline && (
        <div role="alert">
          <Note tone="pause">
            {say('report.offline')}
            {draft.resident && say('report.offline.contact')}
          </Note>
        </div>
      )}
      {error !== null && !offline && <Failure error={error} doing={say('report.sending')} />}
      <div className={styles['dock']}>
        <Button look="primary" size="large" type="submit" busy={busy}>
          {say(busy ? 'report.busy' : offline ? 'report.sendAgain' : 'report.send')}
        </Button>
        {shown && <p className={styles['short']}>{say('report.short', { count })}</p>}
      </div>
    </form>
  );
}

type MatterProps = Props & { readonly faultOf: (field: DraftField) => string | undefined };

/** What it is, and where. */
function Matter({ kind, root, report, faultOf }: MatterProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { draft, change } = report;
  return (
    <>
      <Choices
        label={say('report.category')}
        shape="tiles"
        value={draft.category === '' ? null : draft.category}
        options={kind.categories.map(({ id, title }) => ({ value: id, label: name(title) }))}
        onChange={(category) => change({ category })}
        fault={faultOf('category')}
      />
      <TextField
        label={say('report.summary')}
        aside={say('report.letters', { count: draft.summary.length, most: SUMMARY_MOST })}
        hint={say('report.summary.hint')}
        rows={2}
        most={SUMMARY_MOST}
        value={draft.summary}
        onChange={(summary) => change({ summary })}
        fault={faultOf('summary')}
      />
      {kind.units.includes(root.kind) ? (
        <div className={styles['preset']}>
          <Icon name="place" size={20} />
          <p>
            <b>{root.name}</b>
            <span>{say('report.unit.preset')}</span>
          </p>
        </div>
      ) : (
        <PlacePicker
          root={root}
          wanted={kind.units}
          chosen={draft.units}
          onChange={(units) => change({ units: [...units] })}
          fault={faultOf('unit')}
        />
      )}
      <TextField
        label={say('report.place')}
        hint={say('report.place.hint')}
        most={100}
        value={draft.place}
        onChange={(place) => change({ place })}
        fault={faultOf('place')}
      />
      <ClaimedTime report={report} fault={faultOf('occurredAt')} />
    </>
  );
}

type ClaimedProps = { readonly report: Props['report']; readonly fault: string | undefined };

/** When it happened, where that is known; nothing is counted by it. */
function ClaimedTime({ report, fault }: ClaimedProps): ReactNode {
  const say = useWords();
  const { city } = useSession();
  const now = useCityNow();
  return (
    <TextField
      label={say('report.claimed')}
      aside={say('report.optional')}
      hint={say('report.claimed.hint')}
      type="datetime-local"
      max={`${dateOf(now, city.zone)}T${timeOf(now, city.zone)}`}
      value={report.draft.claimed}
      onChange={(claimed) => report.change({ claimed })}
      fault={fault}
    />
  );
}

type ResidentProps = { readonly report: Props['report']; readonly phoneFault: string | undefined };

/** Whose case it is. A resident leaves a number or none; it goes to the vault and nowhere else. */
function Resident({ report, phoneFault }: ResidentProps): ReactNode {
  const say = useWords();
  const { draft, contact, change, changeContact } = report;
  return (
    <>
      <Choices
        label={say('report.who')}
        shape="tiles"
        value={draft.resident ? 'resident' : 'self'}
        options={[
          { value: 'self', label: say('report.who.self') },
          { value: 'resident', label: say('report.who.resident') },
        ]}
        onChange={(who) => change({ resident: who === 'resident' })}
      />
      {draft.resident && (
        <>
          <TextField
            label={say('report.phone')}
            aside={say('report.optional')}
            type="tel"
            most={20}
            value={contact.phone}
            onChange={(phone) => changeContact({ phone })}
            fault={phoneFault}
          />
          <TextField
            label={say('report.name')}
            aside={say('report.optional')}
            most={50}
            value={contact.name}
            onChange={(name) => changeContact({ name })}
            hint={say('report.vault')}
          />
        </>
      )}
    </>
  );
}
