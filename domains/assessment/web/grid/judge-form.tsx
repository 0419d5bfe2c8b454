// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Choices } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { z } from 'zod';
import { useWords } from '../words.ts';
import styles from './grid.module.css';
import { JudgeFields } from './judge-fields.tsx';
import { actsFor, type Draft, type FactAct, inputOf, startOf, wantingOf } from './judge-input.ts';
import type { FactProps } from './marks.ts';

const CorrectionPreview = lazy(() => import('./correction-preview.tsx'));

type Measure = NonNullable<FactProps['grid']['items'][number]['measure']>;
type Fact = FactProps['unit']['facts'][number];

/** What the reader may say of a fact in their step; what was typed stays until it was written. */
export function JudgeForm({ grid, unit, item: at, marks }: FactProps): ReactNode {
  const say = useWords();
  const measure = grid.items[at]?.measure ?? null;
  const fact = unit.facts[at];
  const step = grid.review.steps.find(({ id }) => id === unit.speaks);
  if (step === undefined || measure === null || fact === undefined)
    return <p className="bc-aux">{say('judge.notNow')}</p>;
  return (
    <Judging
      grid={grid}
      unit={unit}
      fact={fact}
      measure={measure}
      acts={actsFor(step, marks, grid.review.concludedAt !== null)}
    />
  );
}

type JudgingProps = Pick<FactProps, 'grid' | 'unit'> & {
  readonly fact: Fact;
  readonly measure: Measure;
  readonly acts: readonly FactAct[];
};

function Judging({ grid, unit, fact, measure, acts }: JudgingProps): ReactNode {
  const say = useWords();
  const [picked, setPicked] = useState<FactAct | null>(null);
  const [draft, setDraft] = useState<Draft>(() => startOf(fact, unit));
  const [tried, setTried] = useState(false);
  const act = acts.length === 1 ? (acts[0] ?? null) : picked !== null && acts.includes(picked) ? picked : null;
  const command = useCommand<object, z.ZodObject>({
    path: `/api/assessment/reviews/${grid.review.id}/judgements`,
    answer: z.object({ id: z.uuid() }),
    touches: ['assessment'],
    onDone: () => {
      setTried(false);
      setPicked(null);
      setDraft({ ...draft, reason: '' });
    },
  });
  const wanting = act === null ? new Set<string>() : wantingOf(act, draft, measure.form);
  const send = (): void => {
    setTried(true);
    if (act === null || wanting.size > 0) return;
    const about = { unit: unit.id, section: grid.section.id, measure: measure.id };
    command.run({ ...about, ...inputOf(act, draft, { seen: { num: fact.num, den: fact.den }, form: measure.form }) });
  };
  return (
    <div className={styles['judge']}>
      {acts.length > 1 && (
        <Choices
          label={say('judge.opinion')}
          options={acts.map((one) => ({ value: one, label: say(`act.${one}`), more: say(`act.${one}.more`) }))}
          value={act}
          onChange={setPicked}
        />
      )}
      {act !== null && (
        <JudgeFields
          about={{ act, measure, owners: unit.owners, today: grid.review.today }}
          draft={draft}
          onFill={(changed) => setDraft({ ...draft, ...changed })}
          wanting={tried ? wanting : new Set()}
        />
      )}
      {act === 'correct' && (
        <Suspense fallback={null}>
          <CorrectionPreview grid={grid} unit={unit} measure={measure} draft={draft} />
        </Suspense>
      )}
      {command.error !== null && <Failure error={command.error} doing={say('judge.doing')} />}
      {act !== null && (
        <Button look="primary" busy={command.busy} onClick={send}>
          {say(`act.${act}.send`)}
        </Button>
      )}
      {act === 'correct' && <p className="bc-aux">{say('judge.keeps')}</p>}
    </div>
  );
}
