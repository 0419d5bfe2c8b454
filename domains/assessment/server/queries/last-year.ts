// SPDX-License-Identifier: Apache-2.0
import { getPeriod, samePeriodLastYear } from '@beichen/kernel/periods.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { scopeChangesOf } from '../../../org/server/public.ts';
import type { LastYear } from '../../model/last-year.ts';
import { figuresOf } from '../../rules/last-year.ts';
import { findResult, foremostHead, type HeadRow } from './results.ts';

/**
 * A unit's figures of the same period a year before, where they are of the same scope: what came to it or went from it between the last
 * days of the two periods makes them another unit's.
 */
export async function lastYearOf(tx: Database, head: HeadRow, unit: number): Promise<LastYear> {
  const { id: period } = samePeriodLastYear(getPeriod(head.period));
  const before = await foremostHead(tx, { period, method: head.method });
  if (before === undefined) return { period, has: 'nothing', changes: [], facts: [] };
  const result = await findResult(tx, { head: before, previous: null }, unit);
  const changes = await scopeChangesOf(tx, unit, { after: before.tree_date, until: head.tree_date });
  if (result === undefined) return { period, has: 'others', changes, facts: [] };
  return { period, has: 'result', changes, facts: changes.length > 0 ? [] : figuresOf(result.explanation) };
}
