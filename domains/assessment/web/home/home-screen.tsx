// SPDX-License-Identifier: Apache-2.0

import { kindOfProblem } from '@beichen/platform-web/data/problem.ts';
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { homeHref } from '../data/addresses.ts';
import { useAddress } from '../data/asked.ts';
import { chartQuery, periodsQuery, type Wanted } from '../data/queries.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { type Head, pickResult } from '../shape/pick-result.ts';
import { UnitPage } from '../unit/unit-page.tsx';
import { useWords } from '../words.ts';
import { CitySky } from './city-sky.tsx';

/** The first page: the stars of all that the reader sees; whoever sees one unit alone lands on its stars. */
export default function HomeScreen(): ReactNode {
  const say = useWords();
  const address = useAddress();
  const periods = useQuery(periodsQuery);
  if (periods.data === undefined)
    return periods.isError ? (
      <Failure error={periods.error} doing={say('home.doing')} onAgain={() => void periods.refetch()} />
    ) : (
      <Skeleton lines={8}>{say('home.loading')}</Skeleton>
    );
  const heads = periods.data.periods;
  const wanted = pickResult(heads, address);
  if (wanted === undefined) return <Empty title={say('home.none')}>{say('home.none.why')}</Empty>;
  return <Result heads={heads} wanted={wanted} root={address.unit} />;
}

type Props = { readonly heads: readonly Head[]; readonly wanted: Wanted; readonly root: string | undefined };

function Result({ heads, wanted, root }: Props): ReactNode {
  const say = useWords();
  const chart = useQuery(chartQuery(wanted, root));
  if (chart.data === undefined) {
    if (!chart.isError) return <Skeleton lines={8}>{say('home.loading')}</Skeleton>;
    if (kindOfProblem(chart.error) === 'absent') return <NoResult period={wanted.period} />;
    return <Failure error={chart.error} doing={say('home.doing')} onAgain={() => void chart.refetch()} />;
  }
  const [only, ...others] = chart.data.units;
  if (only !== undefined && others.length === 0)
    return <UnitPage unit={String(only.id)} wanted={wanted} heads={heads} home />;
  return <CitySky chart={chart.data} heads={heads} wanted={wanted} within={root !== undefined} />;
}

function NoResult({ period }: { readonly period: string }): ReactNode {
  const say = useWords();
  const named = usePeriodName();
  return (
    <>
      <PageTitle title={named(period)} />
      <Empty
        title={say('home.noResult', { period: named(period) })}
        actions={<ButtonLink href={homeHref({})}>{say('home.newest')}</ButtonLink>}
      >
        {say('home.noResult.why')}
      </Empty>
    </>
  );
}
