// SPDX-License-Identifier: Apache-2.0
import { combined, type Figure } from '@beichen/kernel/measures.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import type { MeasureAsked, MeasureSource } from './measure-source.ts';
import { waitingSince } from './waiting-since.ts';

/** A figure with what it needs to be believed: when it was read, and whether something that happened waits to be counted. */
export type Reading = { readonly figure: Figure; readonly asOf: Instant | null; readonly stale: boolean };

/**
 * The transaction of whoever asks, and the worker's connection. What is counted from records is counted as the worker, as every reading
 * is: a record that its parties alone may see counts all the same, whoever asks.
 */
export type Readers = { readonly tx: Database; readonly worker: Database };

type Row = Figure & { readonly as_of: Instant };

/**
 * The figure of a measure at a node, whose units `asked` names. `sum` and `histogram` add the readings of the leaves, `distinct` is counted
 * from the records, and `none` is the node's own reading. The caller must see all the units: a part of them would be a wrong figure.
 */
export async function readingAt(
  { tx, worker }: Readers,
  source: MeasureSource,
  about: { readonly node: number; readonly asked: MeasureAsked },
): Promise<Reading> {
  const { node, asked } = about;
  const { id, combine } = source.declaration;
  if (source.together !== undefined)
    return { figure: await source.together(worker, asked), asOf: asked.knownAt, stale: false };
  // Asked before the readings: what is counted in between makes them newer than is claimed, never older.
  const stale = (await waitingSince(worker, source, asked)) !== null;
  const wanted = combine === 'none' ? [node] : asked.units;
  const { rows } = await sql<Row>`
    SELECT num, den, buckets, as_of FROM reading WHERE measure = ${id} AND period = ${asked.span.period} AND unit_id = ANY (${wanted})`.execute(
    tx,
  );
  const asOf =
    rows
      .map((row) => row.as_of)
      .sort()
      .at(-1) ?? null;
  return { figure: combined(rows), asOf, stale };
}
