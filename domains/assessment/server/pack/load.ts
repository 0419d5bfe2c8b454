// SPDX-License-Identifier: Apache-2.0
import { civilDate, type Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { Edition } from '../../model/results.ts';
import { assessmentTables } from '../tables.ts';
import type { AssessmentPack, ExamplePeriod } from './read.ts';

/** A published edition reads differently in the pack: the results that were made by it could no longer be told. */
class EditedEdition extends Error {
  constructor({ method, edition }: Edition) {
    super(
      `${method} “${edition}” 已发布，不能再改；请恢复原文，改动另立新版本 · is published and cannot change: restore it, and give the change an edition of its own`,
    );
    this.name = 'EditedEdition';
  }
}

async function loadEdition(tx: Database, edition: Edition, now: Instant): Promise<void> {
  const known = await assessmentTables(tx)
    .selectFrom('method_edition')
    .select('digest')
    .where('method', '=', edition.method)
    .where('edition', '=', edition.edition)
    .executeTakeFirst();
  if (known?.digest === edition.digest) return;
  if (known !== undefined) throw new EditedEdition(edition);
  await assessmentTables(tx)
    .insertInto('method_edition')
    .values({
      method: edition.method,
      edition: edition.edition,
      subject: edition.subject,
      period_kind: edition.periodKind,
      starts: edition.starts === null ? null : civilDate(edition.starts),
      ends: edition.ends === null ? null : civilDate(edition.ends),
      outline: JSON.stringify(edition.outline),
      measures: [...edition.measures],
      source: edition.source,
      digest: edition.digest,
      published_at: now,
    })
    .execute();
}

/** The facts of an example in columns, without those that records give. */
function columnsOf({ table }: ExamplePeriod, given: ReadonlySet<string>) {
  const columns = {
    codes: [] as string[],
    measures: [] as string[],
    nums: [] as (number | null)[],
    dens: [] as (number | null)[],
  };
  const orNull = (x: number | undefined): number | null => (x === undefined || Number.isNaN(x) ? null : x);
  for (const [measure, { num, den, given: has }] of table.facts) {
    if (given.has(measure)) continue;
    for (const [unit, code] of table.units.ids.entries()) {
      if (has[unit] !== 1) continue;
      columns.codes.push(code);
      columns.measures.push(measure);
      columns.nums.push(orNull(num[unit]));
      columns.dens.push(orNull(den[unit]));
    }
  }
  return columns;
}

/** Declares what differs from what is declared already; what somebody declared by hand stays, and the rest stays as it is. Gives how many facts were new. */
async function declare(
  tx: Database,
  example: ExamplePeriod,
  about: { readonly given: ReadonlySet<string>; readonly now: Instant },
): Promise<number> {
  const { codes, measures, nums, dens } = columnsOf(example, about.given);
  const { numAffectedRows } = await sql`
    WITH held AS (
      SELECT DISTINCT ON (measure, unit_id) measure, unit_id, num, den, declared_by IS NOT NULL AS by_hand FROM declared_fact WHERE period = ${example.period}
      ORDER BY measure, unit_id, declared_at DESC, declared_by IS NULL, id)
    INSERT INTO declared_fact (id, unit_id, path, measure, period, num, den, declared_by, declared_at)
    SELECT gen_random_uuid(), unit.id, unit.path, f.measure, ${example.period}, f.num, f.den, NULL, ${about.now}
    FROM unnest(${codes}::text[], ${measures}::text[], ${nums}::double precision[], ${dens}::double precision[]) AS f(code, measure, num, den)
    JOIN unit ON unit.code = f.code
    LEFT JOIN held ON held.measure = f.measure AND held.unit_id = unit.id
    WHERE held.unit_id IS NULL OR (NOT held.by_hand AND (held.num, held.den) IS DISTINCT FROM (f.num, f.den))`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}

/**
 * Brings editions, catalogue and example into the database. Doing it twice changes nothing. Gives the periods whose facts changed.
 * `given` are the measures that records give: nobody declares those.
 * @throws EditedEdition
 */
export async function loadPack(
  tx: Database,
  pack: AssessmentPack,
  about: { readonly given: ReadonlySet<string>; readonly now: Instant },
): Promise<string[]> {
  for (const edition of pack.editions) await loadEdition(tx, edition, about.now);
  await assessmentTables(tx)
    .insertInto('catalogue_edition')
    .values({ digest: pack.catalogueDigest, source: pack.catalogueText, loaded_at: about.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const changed: string[] = [];
  for (const example of pack.example) if ((await declare(tx, example, about)) > 0) changed.push(example.period);
  return changed;
}
