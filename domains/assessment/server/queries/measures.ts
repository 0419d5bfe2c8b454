// SPDX-License-Identifier: Apache-2.0
import type { PeriodKind } from '@beichen/kernel/periods.ts';
import { type Catalogue, type Measure, readCatalogue } from '@beichen/method';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { MeasureEntry } from '../../model/results.ts';
import { findResultMeasure, meanOfPeriods } from '../../rules/result-measures.ts';
import { getHead } from './results.ts';

/** Catalogues by their digests, read once: they never change. */
const known = new Map<string, Catalogue>();

async function catalogueOf(tx: Database, digest: string): Promise<Catalogue> {
  const held = known.get(digest);
  if (held !== undefined) return held;
  const { rows } = await sql<{ source: string }>`
    SELECT source FROM catalogue_edition WHERE digest = ${digest}`.execute(tx);
  const read = readCatalogue('measures.yaml', rows[0]?.source ?? '');
  if (!read.ok) throw new Error(`catalogue ${digest} cannot be read`);
  known.set(digest, read.value);
  return read.value;
}

/** A measure as its catalogue describes it. */
export function measureEntry(measure: Measure): MeasureEntry {
  const { id, title, form, unit, numerator, denominator, act, source, owner, basis } = measure;
  return { id, title, form, unit, numerator, denominator, act, source, owner, basis };
}

/** The measures that an evaluation looks at, in the words of the catalogue that it was made with. @throws Refusal */
export async function measuresOfEvaluation(tx: Database, evaluation: string): Promise<MeasureEntry[]> {
  const head = await getHead(tx, evaluation);
  if (head.catalogue === null) return [];
  const catalogue = await catalogueOf(tx, head.catalogue);
  const { rows } = await sql<{ measures: string[]; kinds: Record<string, PeriodKind | null> }>`
    SELECT m.measures, (SELECT jsonb_object_agg(k.method, k.period_kind) FROM (
      SELECT DISTINCT ON (o.method) o.method, o.period_kind FROM method_edition o ORDER BY o.method, o.id DESC) k) AS kinds
    FROM evaluation e JOIN method_edition m ON m.id = e.edition WHERE e.id = ${evaluation}`.execute(tx);
  const [row] = rows;
  return (row?.measures ?? []).flatMap((id) => {
    const entry = catalogue.measures.get(id);
    if (entry === undefined) return [];
    const named = findResultMeasure(id);
    const mean = named && meanOfPeriods(named, row?.kinds[named.method], head.period);
    return [{ ...measureEntry(entry), ...(mean === undefined ? {} : { mean }) }];
  });
}
