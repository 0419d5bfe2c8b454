// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { z } from 'zod';
import type { previewShape } from '../../model/changes.ts';
import { previewQuery, TOPIC } from '../data/queries.ts';
import { type Fault, faultsIn, useFaultTexts } from '../form/faults.ts';
import { StepsList } from '../history/steps-list.tsx';
import { useWords } from '../words.ts';
import styles from './change.module.css';
import { changeOf, stepsOf } from './draft.ts';
import type { StepProps } from './step-what.tsx';
import { useLies } from './step-where.tsx';

type Preview = z.infer<typeof previewShape>;
type Props = StepProps & { readonly onSent: (id: string) => void };

const planned = z.object({ id: z.string(), state: z.string() });

/** The last look: what will be done and what it touches, by the rules that decide on it. */
export function StepLook({ unit, wizard, onSent }: Props): ReactNode {
  const say = useWords();
  const { draft } = wizard;
  const asks = stepsOf(draft).includes('where');
  const { lies, error: liesError, again } = useLies(draft, unit, asks);
  const change = changeOf(draft, unit, lies);
  const preview = useQuery({
    ...previewQuery(change ?? { kind: 'rename', unit: unit.id, name: '' }, draft.from),
    enabled: change !== undefined && (!asks || lies !== undefined),
  });
  useTold(wizard, preview.data?.faults ?? faultsIn(preview.error));
  const error = liesError ?? preview.error;
  if (preview.data === undefined)
    return error === null ? (
      <Skeleton lines={6}>{say('look.loading')}</Skeleton>
    ) : (
      <Failure
        error={error}
        doing={say('look.doing')}
        onAgain={() => {
          again();
          void preview.refetch();
        }}
      />
    );
  return (
    <>
      <Foreseen preview={preview.data} wizard={wizard} />
      <Decide {...{ unit, wizard, onSent }} change={change} stands={preview.data.faults.length > 0} />
    </>
  );
}

/** What stands against it is told above the step, each with the way to its field. */
function useTold({ refuse }: Props['wizard'], faults: readonly Fault[]): void {
  const texts = useFaultTexts()(faults);
  const told = JSON.stringify([...texts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the faults themselves are new at each drawing, their text is not
  useEffect(() => refuse(texts), [told]);
}

function Foreseen({ preview, wizard }: { readonly preview: Preview; readonly wizard: Props['wizard'] }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { from, basis } = wizard.draft;
  return (
    <>
      <FactsList
        facts={[
          { name: say('look.from'), value: dateText(from, language, true) },
          { name: say('change.basis'), value: basis },
        ]}
      />
      {preview.warnings.length > 0 && (
        <Note tone="wait">
          <b>{say('look.warnings')}</b>
          <ul>
            {preview.warnings.map((warning) => (
              <li key={warning.zh}>{name(warning)}</li>
            ))}
          </ul>
        </Note>
      )}
      <section>
        <h3>{say('look.steps')}</h3>
        <StepsList steps={preview.steps} />
      </section>
      {preview.touched.length > 0 && (
        <section>
          <h3>{say('look.touched')}</h3>
          <FactsList facts={preview.touched.map((one) => ({ name: one.unit.name, value: touchedText(one) }))} />
        </section>
      )}
    </>
  );

  function touchedText({ below, held }: Preview['touched'][number]): string {
    const parts = [
      ...(below > 0 ? [say('look.below', { count: numberText(below) })] : []),
      ...held
        .filter(({ count }) => count > 0)
        .map(({ title, count }) => say('look.held', { what: name(title), count: numberText(count) })),
    ];
    return parts.length === 0 ? say('look.nothing') : parts.join(say('list.comma'));
  }
}

type DecideProps = Omit<Props, 'seen'> & {
  readonly change: ReturnType<typeof changeOf>;
  readonly stands: boolean;
};

function Decide({ wizard, change, stands, onSent }: DecideProps): ReactNode {
  const say = useWords();
  const { draft, steps, goTo } = wizard;
  const { id, from, basis } = draft;
  const before = steps[steps.length - 2] ?? 'what';
  const command = useCommand<object, typeof planned>({
    path: '/api/org/changes',
    answer: planned,
    touches: [TOPIC],
    onDone: () => onSent(id),
  });
  return (
    <>
      <Note>{say('look.follows')}</Note>
      {command.error !== null && <Failure error={command.error} doing={say('look.sending')} />}
      <div className={styles['dock']}>
        <Button
          look="primary"
          busy={command.busy}
          because={stands ? say('look.stands') : undefined}
          onClick={() => command.run({ id, from, basis: basis.trim(), change })}
        >
          {say('look.send')}
        </Button>
        <Button onClick={() => goTo(before)}>{say('change.back', { step: say(`step.${before}`) })}</Button>
      </div>
    </>
  );
}
