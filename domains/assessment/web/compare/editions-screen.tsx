// SPDX-License-Identifier: Apache-2.0
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { methodsQuery, periodsQuery } from '../data/queries.ts';
import { draftsHref } from '../studio/studio-queries.ts';
import { useWords } from '../words.ts';
import { Compared } from './compared.tsx';

/** Any two published editions, and what each unit would have by the one and by the other. */
export default function EditionsScreen(): ReactNode {
  const say = useWords();
  const methods = useQuery(methodsQuery);
  const periods = useQuery(periodsQuery);
  const error = methods.error ?? periods.error;
  const again = (): void => void Promise.all([methods.refetch(), periods.refetch()]);
  return (
    <>
      <PageTitle
        title={say('compare.title')}
        crumbs={<Crumbs path={[{ label: say('drafts.title'), href: draftsHref }]} />}
        lead={say('compare.lead')}
      />
      {methods.data !== undefined && periods.data !== undefined ? (
        methods.data.methods.length === 0 ? (
          <Empty title={say('compare.none')}>{say('compare.none.why')}</Empty>
        ) : (
          <Compared editions={methods.data.methods} periods={periods.data.periods} />
        )
      ) : error === null ? (
        <Skeleton lines={8}>{say('compare.loading')}</Skeleton>
      ) : (
        <Failure error={error} doing={say('compare.doing')} onAgain={again} />
      )}
    </>
  );
}
