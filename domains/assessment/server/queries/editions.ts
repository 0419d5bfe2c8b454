// SPDX-License-Identifier: Apache-2.0
import type { PeriodKind } from '@beichen/kernel/periods.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import { type CompiledMethod, compileMethod, parseMethod, placeOf } from '@beichen/method';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { MethodEntry } from '../../model/results.ts';
import { assessmentTables } from '../tables.ts';

export type LoadedEdition = {
  readonly id: number;
  readonly measures: readonly string[];
  readonly source: string;
  readonly compiled: CompiledMethod;
};

/** Published editions, compiled once: they never change. */
export class Editions {
  private readonly known = new Map<number, LoadedEdition>();

  async get(tx: Database, id: number): Promise<LoadedEdition> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const row = await assessmentTables(tx)
      .selectFrom('method_edition')
      .select(['id', 'measures', 'source'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const parsed = parseMethod('method.yaml', row.source);
    if (!parsed.ok) throw new Error(parsed.faults.map((fault) => `${placeOf(fault)} ${fault.what.en}`).join('\n'));
    const loaded = { ...row, compiled: compileMethod(parsed.value.method) };
    this.known.set(id, loaded);
    return loaded;
  }
}

/** The edition of each method that assesses a kind of period on a day: of those whose dates cover it the one published last. */
export async function editionsOn(
  tx: Database,
  asked: { readonly kind: string; readonly day: CivilDate },
): Promise<{ id: number; method: string; subject: string; measures: string[] }[]> {
  return await assessmentTables(tx)
    .selectFrom('method_edition')
    .distinctOn('method')
    .select(['id', 'method', 'subject', 'measures'])
    .where('period_kind', '=', asked.kind)
    .where((row) => row.or([row('starts', 'is', null), row('starts', '<=', asked.day)]))
    .where((row) => row.or([row('ends', 'is', null), row('ends', '>=', asked.day)]))
    .orderBy('method')
    .orderBy('id', 'desc')
    .execute();
}

/** Every published edition, the methods in the order in which they were first published, of each the latest edition first. */
export async function publishedEditions(tx: Database): Promise<MethodEntry[]> {
  const { rows } = await sql<MethodEntry>`
    SELECT method, edition, period_kind AS "periodKind", starts, ends, outline FROM method_edition
    ORDER BY min(id) OVER (PARTITION BY method), id DESC`.execute(tx);
  return rows;
}

/** The edition that a draft became, with the periods of its kind that have evaluations. */
export async function publishedFrom(
  tx: Database,
  draft: string,
): Promise<
  | {
      readonly kind: PeriodKind;
      readonly starts: CivilDate;
      readonly ends: CivilDate;
      readonly known: readonly string[];
    }
  | undefined
> {
  const { rows } = await sql<{ kind: PeriodKind; starts: CivilDate; ends: CivilDate; known: string[] }>`
    SELECT m.period_kind AS kind, m.starts, m.ends, ARRAY(SELECT DISTINCT e.period FROM evaluation e JOIN method_edition o ON o.id = e.edition
      WHERE o.period_kind = m.period_kind ORDER BY 1) AS known
    FROM method_edition m WHERE m.draft = ${draft} AND m.period_kind IS NOT NULL`.execute(tx);
  return rows[0];
}
