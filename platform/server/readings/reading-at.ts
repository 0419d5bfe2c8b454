// SPDX-License-Identifier: Apache-2.0
import { combined, type Figure } from '@beichen/kernel/measures.ts';
import { rangeOf } from '@beichen/kernel/paths.ts';
import { boundsOf, getPeriod, lastDay } from '@beichen/kernel/periods.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import type { MeasureSource } from './measure-source.ts';

/** A figure with what it needs to be believed: when it was read, and whether something that happened waits to be counted. */
export type Reading = { readonly figure: Figure; readonly asOf: Instant | null; readonly stale: boolean };

type Asked = { readonly source: MeasureSource; readonly period: string; readonly zone: string; readonly now: Instant };

/** The units below a node, itself included, as the tree stood on the period's last day, or stands today if that is still to come. */
async function unitsBelow(tx: Database, path: string, day: string): Promise<number[]> {
  const { low, high } = rangeOf(path);
  const { rows } = await sql<{ unit_id: number }>`
    SELECT unit_id FROM unit_place WHERE path >= ${low} AND path < ${high} AND "from" <= ${day} AND ("to" IS NULL OR "to" > ${day})`.execute(
    tx,
  );
  return rows.map((row) => row.unit_id);
}

type Row = { num: number; den: number | null; buckets: number[] | null; as_of: Instant };

/**
 * The figure of a measure at a node. `sum` and `histogram` add the readings of the leaves, `distinct` is counted from the records, and
 * `none` is the node's own reading. The caller must see the whole subtree: a part of it would be a wrong figure.
 */
export async function readingAt(
  tx: Database,
  node: { readonly unit: number; readonly path: string },
  asked: Asked,
): Promise<Reading> {
  const { source, zone, now } = asked;
  const period = getPeriod(asked.period);
  const units = await unitsBelow(tx, node.path, lastDay(period));
  const stale = await sql<{ since: Instant | null }>`SELECT oldest_stale() AS since`.execute(tx);
  const isStale = (stale.rows[0]?.since ?? null) !== null;
  if (source.together !== undefined) {
    const span = { period: period.id, ...boundsOf(period, zone) };
    return { figure: await source.together(tx, { units, span, knownAt: now }), asOf: now, stale: isStale };
  }
  const wanted = source.declaration.combine === 'none' ? [node.unit] : units;
  const { rows } = await sql<Row>`
    SELECT num, den, buckets, as_of FROM reading WHERE measure = ${source.declaration.id} AND period = ${period.id} AND unit_id = ANY (${wanted})`.execute(
    tx,
  );
  const asOf =
    rows
      .map((row) => row.as_of)
      .sort()
      .at(-1) ?? null;
  return { figure: combined(rows), asOf, stale: isStale };
}
