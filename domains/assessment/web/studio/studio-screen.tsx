// SPDX-License-Identifier: Apache-2.0
import { getPeriod } from '@beichen/kernel/periods.ts';
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { useSession } from '@beichen/platform-web/session/session.ts';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { DraftPage } from '../../model/drafts.ts';
import { periodsQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import { Studio } from './studio.tsx';
import { draftQuery } from './studio-queries.ts';

/** Periods of the kind of the draft that have a result, those that are over first: what is over is known whole. */
function usePeriodsOf(draft: DraftPage | undefined): readonly string[] {
  const { data } = useQuery(periodsQuery);
  const { city } = useSession();
  const today = dateOf(useCityNow() as Instant, city.zone);
  return useMemo(() => {
    const kind = /^period: *(\w+)/mu.exec(draft?.source ?? '')?.[1] ?? 'quarter';
    const fit = (data?.periods ?? []).filter(({ period }) => getPeriod(period).kind === kind);
    const over = fit.filter(({ treeDate }) => treeDate < today);
    return [...new Set([...over, ...fit].map(({ period }) => period))];
  }, [data, draft, today]);
}

/** A draft of a method beside what it would come to. */
export default function StudioScreen(): ReactNode {
  const say = useWords();
  const { draft: id = '' } = useParams({ strict: false });
  const draft = useQuery(draftQuery(id));
  const results = useQuery(periodsQuery);
  const periods = usePeriodsOf(draft.data);
  if (draft.data !== undefined && results.data !== undefined)
    return <Studio key={draft.data.id} draft={draft.data} periods={periods} />;
  const error = draft.error ?? results.error;
  return error === null ? (
    <Skeleton lines={10}>{say('studio.loading')}</Skeleton>
  ) : (
    <Failure error={error} doing={say('studio.doing')} onAgain={() => void draft.refetch()} />
  );
}
