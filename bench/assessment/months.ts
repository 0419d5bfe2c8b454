// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { drawFacts, makeUnits } from '../method/table.ts';
import type { BenchCity } from '../platform/city.ts';
import { idInCity, METHOD } from './monthly-stars.ts';

export const YEAR = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`);

const PLANT = `
  INSERT INTO declared_fact (id, unit_id, path, measure, period, num, den, declared_at)
  SELECT gen_random_uuid(), u.id, u.path, f.measure, $1, f.num, f.den, now() - interval '1 hour'
  FROM unnest($2::text[], $3::integer[], $4::double precision[], $5::double precision[]) AS f(measure, at, num, den)
  JOIN (SELECT id, path, (row_number() OVER (ORDER BY path) - 1)::integer AS at FROM unit WHERE kind = 'community') u USING (at)`;

/** Facts that are sent to the database at once. */
const BATCH = 400_000;

const orNull = (x: number | undefined): number | null => (x === undefined || Number.isNaN(x) ? null : x);

/** Declares the facts of a month for every community, drawn by the month's own seed. */
export async function plantMonth(city: BenchCity, month: string): Promise<void> {
  const [{ n } = { n: 0 }] = await city.ask<{ n: number }>(
    `SELECT count(*)::integer AS n FROM unit WHERE kind = 'community'`,
  );
  const units = makeUnits(n);
  const first = units.kinds.indexOf('community');
  let [measures, at, nums, dens] = [[], [], [], []] as [string[], number[], (number | null)[], (number | null)[]];
  const flush = async (): Promise<void> => {
    await city.ask(PLANT, [month, measures, at, nums, dens]);
    [measures, at, nums, dens] = [[], [], [], []];
  };
  for (const [measure, { num, den, given }] of drawFacts(units, Number(month.slice(-2)))) {
    for (let place = 0; place < n; place += 1) {
      if (given[first + place] !== 1) continue;
      measures.push(idInCity(measure));
      at.push(place);
      nums.push(orNull(num[first + place]));
      dens.push(orNull(den[first + place]));
    }
    if (measures.length > BATCH) await flush();
  }
  await flush();
}

/** Another figure for one fact of a community in each county: as a month does that is still being declared. */
export async function declareAgain(city: BenchCity, month: string): Promise<void> {
  await city.ask(
    `INSERT INTO declared_fact (id, unit_id, path, measure, period, num, den, declared_at)
     SELECT gen_random_uuid(), unit_id, path, measure, period, num + 1, den, now() FROM (
       SELECT DISTINCT ON (split_part(path, '/', 2)) * FROM declared_fact WHERE period = $1 AND measure = $2 ORDER BY split_part(path, '/', 2), unit_id) one`,
    [month, idInCity('patrols.done')],
  );
}

/** Asks for the results of these months as the product does, one job each, and waits until the last is there; gives seconds. */
export async function reckonMonths(city: BenchCity, months: readonly string[]): Promise<number> {
  const [{ id } = { id: 0 }] = await city.ask<{ id: number }>('SELECT id FROM method_edition WHERE method = $1', [
    METHOD,
  ]);
  const begun = performance.now();
  await city.ask(
    `SELECT ${city.jobs}.add_job('assessment.reckon', json_build_object('edition', $1::integer, 'period', month), job_key := 'assessment.reckon:' || $1 || ':' || month)
     FROM unnest($2::text[]) AS month`,
    [id, months],
  );
  for (;;) {
    const [state] = await city.ask<{ open: number; broken: string | null }>(
      `SELECT count(*)::integer AS open, max(last_error) AS broken FROM ${city.jobs}.jobs WHERE task_identifier = 'assessment.reckon'`,
    );
    if (state?.broken != null) throw new Error(state.broken);
    if (state?.open === 0) return (performance.now() - begun) / 1000;
    await sleep(10);
  }
}
