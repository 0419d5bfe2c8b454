// SPDX-License-Identifier: Apache-2.0

import { kindOfProblem } from '@beichen/platform-web/data/problem.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Icon } from '@beichen/platform-web/ui/icon/icon.tsx';
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { rankingHref } from '../data/addresses.ts';
import { useAddress } from '../data/asked.ts';
import { periodsQuery, type Ranking, rankingQuery, type Wanted } from '../data/queries.ts';
import styles from '../decide/decide.module.css';
import { PeriodChooser, usePeriodName } from '../head/period-chooser.tsx';
import { ResultNotes } from '../head/result-notes.tsx';
import { ResultTools } from '../head/result-tools.tsx';
import { type Head, periodsOf, pickResult } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';
import { GroupSheet } from './group-sheet.tsx';
import { ReleaseNote } from './release-note.tsx';

/** Ranks within peer groups: of organisations, never of people. */
export default function RankingScreen(): ReactNode {
  const say = useWords();
  const address = useAddress();
  const periods = useQuery(periodsQuery);
  if (periods.data === undefined)
    return periods.isError ? (
      <Failure error={periods.error} doing={say('ranking.doing')} onAgain={() => void periods.refetch()} />
    ) : (
      <Skeleton lines={8}>{say('ranking.loading')}</Skeleton>
    );
  const wanted = pickResult(periods.data.periods, address);
  if (wanted === undefined) return <Empty title={say('home.none')}>{say('home.none.why')}</Empty>;
  return <Asked wanted={wanted} heads={periods.data.periods} />;
}

function Asked({ wanted, heads }: { readonly wanted: Wanted; readonly heads: readonly Head[] }): ReactNode {
  const say = useWords();
  const ranking = useQuery(rankingQuery(wanted));
  if (ranking.data !== undefined) return <Shown ranking={ranking.data} heads={heads} />;
  if (!ranking.isError) return <Skeleton lines={8}>{say('ranking.loading')}</Skeleton>;
  if (kindOfProblem(ranking.error) === 'absent')
    return <Empty title={say('ranking.none')}>{say('ranking.none.why')}</Empty>;
  return <Failure error={ranking.error} doing={say('ranking.doing')} onAgain={() => void ranking.refetch()} />;
}

function Shown({ ranking, heads }: { readonly ranking: Ranking; readonly heads: readonly Head[] }): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { evaluation, groups } = ranking;
  const { method, period, outline } = evaluation;
  return (
    <>
      <PageTitle
        title={say('ranking.titleOf', { period: named(period) })}
        lead={name(outline.title)}
        tools={
          <ResultTools evaluation={evaluation}>
            <PeriodChooser
              periods={periodsOf(heads, method)}
              current={period}
              hrefOf={(one) => rankingHref({ period: one, method })}
            />
            <Button size="small" onClick={() => print()}>
              <Icon name="printer" size={14} />
              {say('unit.print')}
            </Button>
          </ResultTools>
        }
      />
      <ResultNotes evaluation={evaluation} />
      <div className={styles['sheets']}>
        <ReleaseNote ranking={ranking} />
        {groups.some(({ units }) => units.some(({ band }) => band !== null)) && <Note>{say('ranking.banded')}</Note>}
        {groups.map((group) => (
          <GroupSheet key={group.group} group={group} ranking={ranking} />
        ))}
      </div>
    </>
  );
}
