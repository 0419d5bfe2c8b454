// SPDX-License-Identifier: Apache-2.0
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { DraftPage } from '../../model/drafts.ts';
import { periodsQuery } from '../data/queries.ts';
import { useToday } from '../decide/use-today.ts';
import { periodsOfKind } from '../shape/periods-of-kind.ts';
import { useWords } from '../words.ts';
import { Studio } from './studio.tsx';
import { draftQuery } from './studio-queries.ts';

/** Periods of the kind of the draft. */
function usePeriodsOf(draft: DraftPage | undefined): readonly string[] {
  const { data } = useQuery(periodsQuery);
  const today = useToday();
  return useMemo(() => {
    const kind = /^period: *(\w+)/mu.exec(draft?.source ?? '')?.[1] ?? 'quarter';
    return periodsOfKind(data?.periods ?? [], { kind, today });
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
