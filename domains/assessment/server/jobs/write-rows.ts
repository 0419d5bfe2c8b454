// SPDX-License-Identifier: Apache-2.0
import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { SeatedRow } from '../../rules/result-rows.ts';
import { type PackedRow, packedRow, writeResults } from '../store/results.ts';

/** Rows made before others have a turn: a few milliseconds. */
const AT_ONCE = 10;
/** Rows written by one statement: those of a province, packed, are more than one can take. */
const A_STATEMENT = 1_000;

/** Makes and packs rows. A city's take seconds, and the same process answers requests. */
async function packedRows(rows: readonly SeatedRow[]): Promise<PackedRow[]> {
  const packed: PackedRow[] = [];
  for (const [index, seated] of rows.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await turn();
    packed.push(packedRow(seated.row()));
  }
  return packed;
}

/** Makes rows and writes those that differ from what is stored. Gives how many it wrote, and the hashes of all. */
export async function writeRows(
  tx: Database,
  evaluation: string,
  given: { readonly rows: readonly SeatedRow[]; readonly stored: ReadonlyMap<number, string> },
): Promise<{ readonly written: number; readonly hashes: ReadonlyMap<number, string> }> {
  const { rows, stored } = given;
  const hashes = new Map<number, string>();
  let written = 0;
  for (let from = 0; from < rows.length; from += A_STATEMENT) {
    const packed = await packedRows(rows.slice(from, from + A_STATEMENT));
    written += await writeResults(tx, evaluation, { rows: packed, stored });
    for (const { unit_id, hash } of packed) hashes.set(unit_id, hash);
  }
  return { written, hashes };
}
