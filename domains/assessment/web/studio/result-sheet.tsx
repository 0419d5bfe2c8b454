// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note, Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { memo, type ReactNode, useDeferredValue } from 'react';
import type { Outcome } from '../trial/tried.ts';
import type { TrialState } from '../trial/use-trial.ts';
import { useWords } from '../words.ts';
import { GroupCounts, type Names, StarCounts } from './counts.tsx';
import { MovedList } from './moved-list.tsx';
import styles from './studio.module.css';

type Props = Pick<TrialState, 'outcome' | 'tried' | 'broken'> & {
  /** Why there are no facts to try it on. */
  readonly error: Error | null;
  readonly onAgain: () => unknown;
  /** Whether the reader sees some of the units alone. */
  readonly part: boolean;
  /** What the two are called; without, the edition that holds and the draft. */
  readonly names?: Names | undefined;
};

/** Who moves: the draft beside what it was made from, on the facts of one period. */
export const ResultSheet = memo(function ResultSheet({
  outcome,
  tried,
  broken,
  error,
  onAgain,
  part,
  names,
}: Props): ReactNode {
  const say = useWords();
  return (
    <Sheet
      title={say('studio.who')}
      flush
      aside={
        <>
          <Tag tone="pause">{say('studio.trial')}</Tag>
          {outcome !== undefined && tried !== undefined && !tried.partial && (
            <span>{say('studio.reckoned', { count: outcome.units, ms: numberText(tried.ms, 0) })}</span>
          )}
        </>
      }
    >
      {error !== null || broken ? (
        <Failure error={error ?? new Error('worker')} doing={say('studio.trying')} onAgain={() => void onAgain()} />
      ) : tried?.partial === true ? (
        <Note tone="wait">{say('studio.partial')}</Note>
      ) : outcome === undefined ? (
        <Waiting begun={tried !== undefined} compared={names !== undefined} />
      ) : (
        <>
          {part && <Note>{say('studio.seen')}</Note>}
          <Shown outcome={outcome} names={names} faulty={(tried?.faults.length ?? 0) > 0} seq={tried?.seq ?? 0} />
        </>
      )}
    </Sheet>
  );
});

function Waiting({ begun, compared }: { readonly begun: boolean; readonly compared: boolean }): ReactNode {
  const say = useWords();
  if (!begun) return <Skeleton lines={8}>{say('studio.facts.loading')}</Skeleton>;
  return <p className={styles['quiet']}>{say(compared ? 'compare.unusable' : 'studio.faulty')}</p>;
}

/** Measures without facts that are named. */
const NAMED = 4;

type ShownProps = {
  readonly outcome: Outcome;
  readonly names: Names | undefined;
  readonly faulty: boolean;
  readonly seq: number;
};

function Shown({ outcome, names, faulty, seq }: ShownProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { lacking } = outcome;
  // The list comes first: the tables may follow it a moment later.
  const settled = useDeferredValue(outcome);
  const figures = [
    ['moved', outcome.moved.length],
    ['more', outcome.more],
    ['fewer', outcome.fewer],
  ] as const;
  return (
    <>
      {faulty && <Note tone="wait">{say('studio.stale')}</Note>}
      {lacking.length > 0 && (
        <Note tone="wait">
          {say('studio.lacking', {
            count: lacking.length,
            measures: lacking.slice(0, NAMED).map(name).join(say('list.comma')),
          })}
        </Note>
      )}
      <dl className={styles['figures']} data-seq={seq}>
        {figures.map(([key, count]) => (
          <div key={key}>
            <dt>{say(`studio.figure.${key}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <Tables outcome={settled} names={names} />
      <h3 className={styles['heading']}>{say('studio.moved.title')}</h3>
      <MovedList outcome={outcome} />
    </>
  );
}

const Tables = memo(function Tables({ outcome, names }: Pick<ShownProps, 'outcome' | 'names'>): ReactNode {
  return (
    <div className={styles['two']}>
      <div>
        <StarCounts outcome={outcome} names={names} />
      </div>
      <GroupCounts groups={outcome.groups} />
    </div>
  );
});
