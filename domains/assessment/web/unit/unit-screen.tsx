// SPDX-License-Identifier: Apache-2.0
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAddress } from '../data/asked.ts';
import { periodsQuery } from '../data/queries.ts';
import { pickResult } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';
import { UnitPage } from './unit-page.tsx';

/** Why a unit's stars are won or not. */
export default function UnitScreen(): ReactNode {
  const say = useWords();
  const { unit = '' } = useParams({ strict: false });
  const address = useAddress();
  const periods = useQuery(periodsQuery);
  if (periods.data === undefined)
    return periods.isError ? (
      <Failure error={periods.error} doing={say('unit.doing')} onAgain={() => void periods.refetch()} />
    ) : (
      <Skeleton lines={8}>{say('unit.loading')}</Skeleton>
    );
  const heads = periods.data.periods;
  const wanted = pickResult(heads, address);
  if (wanted === undefined) return <Empty title={say('home.none')}>{say('home.none.why')}</Empty>;
  return <UnitPage key={unit} unit={unit} wanted={wanted} heads={heads} star={address.star} />;
}
