// SPDX-License-Identifier: Apache-2.0
import { useSession } from '@beichen/platform-web/session/session.ts';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { coverageHref } from '../data/addresses.ts';
import { coverageQuery, unitQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import { CoverageTables } from './coverage-tables.tsx';
import { Gaps } from './gaps.tsx';

/** What lacks a Party body, or somebody in its post: below one's own unit, or one further down; the address says which, and which list is open. */
export default function CoverageScreen(): ReactNode {
  const say = useWords();
  const [post] = useSession().posts;
  const { unit, list } = useSearch({ strict: false }) as { unit?: unknown; list?: unknown };
  const id = unit === undefined ? post?.unit.id : Number(unit);
  if (id === undefined) return <Empty title={say('unit.noPost')}>{say('unit.noPost.why')}</Empty>;
  return <Coverage key={id} unit={id} list={list === undefined ? undefined : String(list)} />;
}

type Props = { readonly unit: number; readonly list: string | undefined };

function Coverage({ unit, list }: Props): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(coverageQuery(unit));
  const { data: about } = useQuery(unitQuery(String(unit)));
  const path = (about?.chain ?? []).map((above) => ({ label: above.name, href: coverageHref(above.id) }));
  const open = data?.lists.find((one) => one.list === list);
  return (
    <>
      <PageTitle
        title={data === undefined ? say('coverage.title') : say('coverage.of', { unit: data.unit.name })}
        crumbs={path.length > 0 && <Crumbs path={path} />}
        lead={say('coverage.lead')}
      />
      {data === undefined ? (
        error === null ? (
          <Skeleton lines={6}>{say('coverage.loading')}</Skeleton>
        ) : (
          <Failure error={error} doing={say('coverage.doing')} onAgain={() => void refetch()} />
        )
      ) : (
        <>
          {open !== undefined && <Gaps key={open.list} unit={unit} due={open} />}
          <CoverageTables page={data} />
        </>
      )}
    </>
  );
}
