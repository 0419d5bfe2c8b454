// SPDX-License-Identifier: Apache-2.0
import { setImmediate as turn } from 'node:timers/promises';
import type { SeatedRow } from '../../rules/result-rows.ts';
import { type PackedRow, packedRow } from '../store/results.ts';

/** Rows made before others have a turn: a few milliseconds. */
const AT_ONCE = 10;

/** Makes and packs rows. A city's take seconds, and the same process answers requests. */
export async function packedRows(rows: readonly SeatedRow[]): Promise<PackedRow[]> {
  const packed: PackedRow[] = [];
  for (const [index, seated] of rows.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await turn();
    packed.push(packedRow(seated.row()));
  }
  return packed;
}
