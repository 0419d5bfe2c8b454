// SPDX-License-Identifier: Apache-2.0
import { civilDate, instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SmallCity, smallCity } from '../../testing/small-city.ts';
import type { PlannedTree } from '../pack.ts';
import { loadCells } from './load-cells.ts';

const NOW = instant('2026-10-12T01:00:00.000Z');

let small: SmallCity;
beforeEach(async () => {
  small = await smallCity();
});
afterEach(() => small.city.drop());

/** A hundredth of a degree each way. */
const square = (x: number): PlannedTree['cells'][number]['outline'] => [
  [[x, 0, x + 10_000, 0, x + 10_000, 10_000, x, 10_000]],
];

const load = (cells: PlannedTree['cells']): Promise<void> =>
  small.city.worker.db
    .transaction()
    .execute((tx) =>
      loadCells(tx, { asOf: civilDate('2026-01-01'), kinds: {}, units: [], relations: [], households: [], cells }, NOW),
    );

async function kept(): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    SELECT concat_ws(' ', u.code, b.origin, b."from", b.west, c.made_by) AS text FROM unit_boundary b JOIN unit u ON u.id = b.unit_id
      JOIN boundary_change c ON c.id = b.change ORDER BY u.code`.execute(small.city.worker.db);
  return rows.map(({ text }) => text);
}

test('a sketch comes once, marked as one and in nobody’s name; what is there already stays', async () => {
  await load([{ code: 'A', outline: square(0) }]);
  expect(await kept()).toEqual(['A sketch 2026-01-01 0']);
  await load([
    { code: 'A', outline: square(50_000) },
    { code: 'B', outline: square(10_000) },
  ]);
  expect(await kept()).toEqual(['A sketch 2026-01-01 0', 'B sketch 2026-01-01 10000']);
});
