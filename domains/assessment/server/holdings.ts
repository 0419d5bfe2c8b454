// SPDX-License-Identifier: Apache-2.0
import { getPeriod, lastDay } from '@beichen/kernel/periods.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Handover, Held, Holding, Passed } from '@beichen/platform-server/holdings.ts';
import { sql } from 'kysely';

/** Periods that are not over on a day: results of the others follow the tree as it was. */
async function openPeriods(tx: Database, units: readonly number[], on: CivilDate): Promise<string[]> {
  const { rows } = await sql<{
    period: string;
  }>`SELECT DISTINCT period FROM declared_fact WHERE unit_id = ANY (${[...units]})`.execute(tx);
  return rows.map(({ period }) => period).filter((period) => lastDay(getPeriod(period)) >= on);
}

/** Copies what was declared to the unit that follows, where that has declared nothing of the kind. What was declared stays where it was. */
async function passFacts(tx: Database, { from, to, records, on, now }: Handover): Promise<Passed> {
  const periods = await openPeriods(tx, [from], on);
  const some = records === null ? sql`true` : sql`period || ' ' || measure = ANY (${[...records]})`;
  const { rows } = await sql<{ record: string }>`
    WITH latest AS (SELECT DISTINCT ON (period, measure) * FROM declared_fact
        WHERE unit_id = ${from} AND period = ANY (${periods}) AND ${some} ORDER BY period, measure, declared_at DESC, declared_by IS NULL, id)
    INSERT INTO declared_fact (id, unit_id, path, measure, period, num, den, declared_by, declared_at)
      SELECT gen_random_uuid(), unit.id, unit.path, measure, period, num, den, declared_by, ${now}::timestamptz FROM latest JOIN unit ON unit.id = ${to}
      WHERE NOT EXISTS (SELECT FROM declared_fact own WHERE own.unit_id = ${to} AND own.period = latest.period AND own.measure = latest.measure)
    RETURNING period || ' ' || measure AS record`.execute(tx);
  return { went: rows.map(({ record }) => record).sort() };
}

async function countFacts(
  tx: Database,
  { units, on }: { readonly units: readonly number[]; readonly on: CivilDate },
): Promise<ReadonlyMap<number, number>> {
  const periods = await openPeriods(tx, units, on);
  const { rows } = await sql<{ unit: number; n: number }>`
    SELECT unit_id AS unit, count(DISTINCT (period, measure))::integer AS n FROM declared_fact
    WHERE unit_id = ANY (${[...units]}) AND period = ANY (${periods}) GROUP BY unit_id`.execute(tx);
  return new Map(rows.map(({ unit, n }) => [unit, n]));
}

async function listFacts(
  tx: Database,
  titles: ReadonlyMap<string, { readonly title: Words }>,
  at: { readonly unit: number; readonly on: CivilDate; readonly limit: number },
): Promise<readonly Held[]> {
  const periods = await openPeriods(tx, [at.unit], at.on);
  const { rows } = await sql<{ period: string; measure: string }>`
    SELECT DISTINCT period, measure FROM declared_fact WHERE unit_id = ${at.unit} AND period = ANY (${periods}) ORDER BY period, measure LIMIT ${at.limit}`.execute(
    tx,
  );
  return rows.map(({ period, measure }) => ({
    record: `${period} ${measure}`,
    title: `${period} ${titles.get(measure)?.title.zh ?? measure}`,
  }));
}

/** Facts declared for periods that are not over. */
export function declaredFactsHeld(titles: ReadonlyMap<string, { readonly title: Words }>): Holding {
  return {
    id: 'assessment.declared',
    title: { zh: '本期填报数据', en: 'Facts declared for the open periods' },
    isWork: false,
    count: countFacts,
    list: (tx, at) => listFacts(tx, titles, at),
    pass: passFacts,
  };
}
