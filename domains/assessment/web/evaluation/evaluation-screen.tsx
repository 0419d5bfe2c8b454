// SPDX-License-Identifier: Apache-2.0
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { Columns, PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { AsOf } from '@beichen/platform-web/ui/stamp/as-of.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { homeHref, rankingHref } from '../data/addresses.ts';
import { type EvaluationAnswer, evaluationQuery } from '../data/queries.ts';
import { FreezeButton } from '../freeze/freeze-button.tsx';
import { usePeriodName } from '../head/period-chooser.tsx';
import { ResultNotes } from '../head/result-notes.tsx';
import { StandingTag } from '../head/standing-tag.tsx';
import { NameButton } from '../naming/name-button.tsx';
import { useWords } from '../words.ts';
import { BasisSheet } from './basis-sheet.tsx';
import { CountsSheet } from './counts-sheet.tsx';
import { LackingSheet } from './lacking-sheet.tsx';
import { RecomputeSheet } from './recompute-sheet.tsx';

/** One run over a period: what it rests on, how many it holds, and how anybody computes it again. */
export default function EvaluationScreen(): ReactNode {
  const say = useWords();
  const { evaluation: id = '' } = useParams({ strict: false });
  const page = useQuery(evaluationQuery(id));
  if (page.data !== undefined) return <Shown {...page.data} />;
  if (!page.isError) return <Skeleton lines={8}>{say('run.loading')}</Skeleton>;
  return <Failure error={page.error} doing={say('run.doing')} onAgain={() => void page.refetch()} />;
}

function Shown({ evaluation, counts }: EvaluationAnswer): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { id, period, method, outline, state, asOf, edition, stale } = evaluation;
  const seen = state !== 'requested' && state !== 'failed';
  return (
    <>
      <PageTitle
        crumbs={
          <Crumbs path={[{ label: say('results.title'), href: '/assessment' }, { label: name(outline.title) }]} />
        }
        title={named(period)}
        tools={
          <>
            <StandingTag head={evaluation} />
            <AsOf at={asOf} edition={edition} stale={stale} />
            {seen && <ButtonLink href={homeHref({ period, method, evaluation: id })}>{say('run.toChart')}</ButtonLink>}
            {state === 'live' && <FreezeButton head={evaluation} title={outline.title} />}
            {state === 'final' && outline.ranked && (
              <ButtonLink href={rankingHref({ period, method })}>{say('ranking.to')}</ButtonLink>
            )}
            <NameButton head={evaluation} title={outline.title} />
          </>
        }
      />
      <ResultNotes evaluation={evaluation} />
      <Columns
        main={
          <>
            <BasisSheet evaluation={evaluation} />
            {evaluation.lacking.length > 0 && <LackingSheet evaluation={evaluation} />}
            {state !== 'failed' && <RecomputeSheet evaluation={evaluation} />}
          </>
        }
        side={
          state === 'requested' || state === 'failed' ? null : <CountsSheet evaluation={evaluation} counts={counts} />
        }
      />
    </>
  );
}
