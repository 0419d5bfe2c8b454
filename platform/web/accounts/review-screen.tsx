// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { request } from '../data/request.ts';
import { useMay } from '../session/session.ts';
import { type Column, FactsTable } from '../ui/facts/facts-table.tsx';
import { PageTitle, Sheet } from '../ui/sheet/sheet.tsx';
import { AsOf } from '../ui/stamp/as-of.tsx';
import { Empty } from '../ui/states/empty.tsx';
import { Tag } from '../ui/tag/tag.tsx';
import { useWords } from '../words/words.ts';

const row = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string().nullable(),
  unit: z.object({ id: z.number(), name: z.string() }),
  reasons: z.array(z.enum(['unused', 'no-post', 'ended-post', 'broad', 'shared'])),
});
type Row = z.infer<typeof row>;

const review = z.object({ asOf: z.string(), unusedDays: z.number(), accounts: z.array(row) });

const reviewQuery = queryOptions({
  queryKey: ['accounts', 'review'],
  queryFn: ({ signal }) => request('/api/accounts/review', { answer: review, signal }),
});

/** Accounts that should be looked at, each with its reasons and the way to it. */
export default function ReviewScreen(): ReactNode {
  const say = useWords();
  const { data } = useSuspenseQuery(reviewQuery);
  return (
    <>
      <PageTitle title={say('review.title')} lead={say('review.lead')} tools={<AsOf at={data.asOf} />} />
      {data.accounts.length === 0 ? (
        <Empty title={say('review.none')}>{say('review.none.why')}</Empty>
      ) : (
        <Sheet title={say('review.title')} aside={say('review.count', { count: data.accounts.length })} flush>
          <Rows rows={data.accounts} days={data.unusedDays} />
        </Sheet>
      )}
    </>
  );
}

function Rows({ rows, days }: { readonly rows: readonly Row[]; readonly days: number }): ReactNode {
  const say = useWords();
  const may = useMay();
  const columns: Column<Row>[] = [
    {
      id: 'login',
      name: say('accounts.login'),
      cell: ({ id, login }) => (may('platform.accounts') ? <a href={`/accounts/${id}`}>{login}</a> : login),
    },
    { id: 'name', name: say('accounts.name'), cell: ({ name }) => name },
    { id: 'unit', name: say('list.place'), cell: ({ unit }) => unit.name },
    {
      id: 'reasons',
      name: say('review.reasons'),
      cell: ({ reasons }) =>
        reasons.map((reason) => (
          <span key={reason}>
            <Tag tone="wait">{say(`review.reason.${reason}`, { days })}</Tag>{' '}
          </span>
        )),
    },
  ];
  return <FactsTable label={say('review.title')} columns={columns} rows={rows} keyOf={({ id }) => id} />;
}
