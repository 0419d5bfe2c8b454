// SPDX-License-Identifier: Apache-2.0
import { Columns } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { z } from 'zod';
import type { editionShape } from '../../model/drafts.ts';
import type { MethodEntry } from '../../model/results.ts';
import type { periodsQuery } from '../data/queries.ts';
import { useToday } from '../decide/use-today.ts';
import DifferenceSheet from '../differences/difference-sheet.tsx';
import { periodsOfKind } from '../shape/periods-of-kind.ts';
import { ResultSheet } from '../studio/result-sheet.tsx';
import styles from '../studio/studio.module.css';
import { editionQuery, factsQuery } from '../studio/studio-queries.ts';
import { isPart, PeriodChoice, subjectIn } from '../studio/trial-facts.tsx';
import { useTrial } from '../trial/use-trial.ts';
import { useWords } from '../words.ts';

type Periods = Awaited<ReturnType<NonNullable<typeof periodsQuery.queryFn>>>['periods'];
type Props = { readonly editions: readonly MethodEntry[]; readonly periods: Periods };

/** The latest edition, and the one before it: of the same method where there is one. */
function firstChoice(editions: readonly MethodEntry[]): [number, number] {
  const newer = editions.findIndex(({ method }, at) => editions[at + 1]?.method === method);
  return newer < 0 ? [0, 0] : [newer + 1, newer];
}

export function Compared({ editions, periods }: Props): ReactNode {
  const say = useWords();
  const today = useToday();
  const [[one, other], setChosen] = useState(() => firstChoice(editions));
  const first = useQuery(editionQuery(editions[one]));
  const second = useQuery(editionQuery(editions[other]));
  const error = first.error ?? second.error;
  return (
    <>
      <div className={clsx(styles['start'], styles['editions'])}>
        <Choice
          label={say('compare.first')}
          editions={editions}
          chosen={one}
          onChoose={(at) => setChosen([at, other])}
        />
        <Choice
          label={say('compare.second')}
          editions={editions}
          chosen={other}
          onChoose={(at) => setChosen([one, at])}
        />
      </div>
      {error !== null ? (
        <Failure error={error} doing={say('compare.doing')} onAgain={() => void first.refetch()} />
      ) : first.data === undefined || second.data === undefined ? (
        <Skeleton lines={6}>{say('compare.loading')}</Skeleton>
      ) : one === other ? (
        <Note>{say('compare.same')}</Note>
      ) : subjectIn(first.data.source) !== subjectIn(second.data.source) ? (
        <Note tone="wait">{say('compare.subject')}</Note>
      ) : (
        <Both
          key={`${one} ${other}`}
          first={first.data}
          second={second.data}
          periods={periodsOfKind(periods, { kind: editions[other]?.periodKind ?? null, today })}
        />
      )}
    </>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly editions: readonly MethodEntry[];
  readonly chosen: number;
  readonly onChoose: (at: number) => void;
};

function Choice({ label, editions, chosen, onChoose }: ChoiceProps): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <label>
      {label}
      <select value={chosen} onChange={({ target }) => onChoose(Number(target.value))}>
        {editions.map(({ method, edition, outline }, at) => (
          <option key={`${method} ${edition}`} value={at}>
            {say('drafts.named', { title: name(outline.title), edition })}
          </option>
        ))}
      </select>
    </label>
  );
}

type Edition = z.infer<typeof editionShape>;

function Both({ first, second, periods }: { first: Edition; second: Edition; periods: readonly string[] }): ReactNode {
  const [period, setPeriod] = useState(periods[0]);
  const facts = useQuery(factsQuery(period, subjectIn(second.source)));
  const { tryText, ...trial } = useTrial(facts.data, first.source);
  useEffect(() => tryText(second.source), [tryText, second.source]);
  const names = useMemo(() => ({ before: first.edition, after: second.edition }), [first.edition, second.edition]);
  return (
    <>
      <PeriodChoice periods={periods} chosen={period} onChoose={setPeriod} />
      <Columns
        split="7+5"
        main={
          period !== undefined && (
            <ResultSheet
              outcome={trial.outcome}
              tried={trial.tried}
              broken={trial.broken}
              names={names}
              part={isPart(facts.data)}
              error={facts.error}
              onAgain={facts.refetch}
            />
          )
        }
        side={
          <DifferenceSheet edition={first.edition} after={second.source} before={first.source} name={second.edition} />
        }
      />
    </>
  );
}
