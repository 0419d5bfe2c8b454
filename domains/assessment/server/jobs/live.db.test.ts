// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import {
  compileMethod,
  type Explanation,
  evaluate,
  explainer,
  parseMethod,
  readCatalogue,
  unitResults,
} from '@beichen/method';
import { readFacts, readUnits } from '@beichen/method/sheets';
import { inTransaction } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AssessedCity, actorAt, assessedCity, packFolder } from '../../testing/city.ts';

const nanyang = packFolder('nanyang');
let city: AssessedCity;

beforeAll(async () => {
  city = await assessedCity({ pack: nanyang, units: `${nanyang}/example/units.csv` });
  await city.load();
});
afterAll(() => city.drop());

const countOf = async (table: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${sql.table(table)}`.execute(
    city.city.owner.db,
  );
  return rows[0]?.n ?? -1;
};

describe('loading the pack', () => {
  test('brings five editions, the catalogue and the 27,868 facts of the example', async () => {
    expect(await countOf('method_edition')).toBe(5);
    expect(await countOf('catalogue_edition')).toBe(1);
    // wc -l of facts.csv, less its heading.
    expect(await countOf('declared_fact')).toBe(27_868);
  });

  test('twice changes nothing, and asks for nothing', async () => {
    const waiting = city.jobs.size;
    await city.load();
    expect(await countOf('declared_fact')).toBe(27_868);
    expect(city.jobs.size).toBe(waiting);
  });
});

async function fromFiles() {
  const read = (path: string) => readFileSync(`${nanyang}/${path}`);
  const parsed = parseMethod('m', read('methods/community-stars.yaml').toString());
  const catalogue = readCatalogue('c', read('measures.yaml').toString());
  const units = await readUnits({ name: 'u', bytes: read('example/units.csv') });
  if (!parsed.ok || !units.ok || !catalogue.ok) throw new Error('the pack is broken');
  const compiled = compileMethod(parsed.value.method);
  const expected = { subject: 'community', ratios: compiled.ratios };
  const facts = await readFacts({ name: 'f', bytes: read('example/2026-q3/facts.csv') }, units.value, expected);
  if (!facts.ok) throw new Error('the facts are broken');
  const evaluation = evaluate(compiled, { units: units.value, facts: facts.value });
  if (!evaluation.ok) throw new Error('the method cannot be evaluated');
  return { evaluation: evaluation.value, vocabulary: (measure: string) => catalogue.value.measures.get(measure) };
}

describe('the live result', () => {
  test('is what the method gives through files, explanations included', async () => {
    await city.work();
    const { evaluation, vocabulary } = await fromFiles();
    const stored = await sql<{ code: string; explanation: Buffer }>`
      SELECT u.code, r.explanation FROM result r JOIN unit u ON u.id = r.unit_id ORDER BY u.code`.execute(
      city.city.owner.db,
    );
    const told = stored.rows.map(({ code, explanation }) => ({
      code,
      explanation: JSON.parse(inflateSync(explanation).toString()) as Explanation,
    }));
    expect(told.map((row) => row.explanation.result)).toEqual([...unitResults(evaluation)]);
    const explain = explainer(evaluation, vocabulary);
    const { seatOf } = evaluation.seats;
    for (const { code, explanation } of told) {
      const seat = seatOf[evaluation.table.units.index.get(code) as number] as number;
      expect(explanation).toEqual(JSON.parse(JSON.stringify(explain(seat))));
    }
    const { rows } = await sql<{
      lacking: string[];
      state: string;
      digest: string | null;
    }>`SELECT lacking, state, digest FROM evaluation`.execute(city.city.owner.db);
    expect(rows).toEqual([{ lacking: [], state: 'live', digest: null }]);
  });

  test('run again, writes nothing', async () => {
    const before = await sql`SELECT xmin::text, hash FROM result ORDER BY unit_id`.execute(city.city.owner.db);
    const [job] = city.module.jobs;
    await job?.run({ db: city.city.worker.db, now: () => city.now }, { edition: 1, period: '2026-q3' });
    const after = await sql`SELECT xmin::text, hash FROM result ORDER BY unit_id`.execute(city.city.owner.db);
    expect(after.rows).toEqual(before.rows);
  });

  // It failed by “could not serialize access” and waited for the queue to try again.
  test('overtaken by another transaction, begins anew and is done', async () => {
    const [job] = city.module.jobs;
    const run = () => job?.run({ db: city.city.worker.db, now: () => city.now }, { edition: 1, period: '2026-q3' });
    let running: Promise<unknown> | undefined;
    // Whoever moves a unit rewrites the place of the evaluation; the job has its snapshot by then, and waits for the row.
    await inTransaction(city.city.worker.db, 'ordinary', async (tx) => {
      await sql`UPDATE evaluation SET path = path`.execute(tx);
      running = run();
      running?.catch(() => undefined);
      await untilOneWaits();
    });
    await expect(running).resolves.toBeUndefined();
  });
});

/** Until some connection waits for a row that another has locked. */
async function untilOneWaits(): Promise<void> {
  for (let waiting = 0; waiting === 0; ) {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::integer AS n FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE datname = current_database() AND NOT granted`.execute(
      city.city.owner.db,
    );
    waiting = rows[0]?.n ?? 0;
  }
}

describe('the star chart', () => {
  test('shows the city all 423 communities with their counties and streets', async () => {
    const actor = await actorAt(city.city.owner.db, ['4113'], ['assessment.read']);
    const chart = (await city.ask(actor, '/api/assessment/chart', { query: { period: '2026-q3' } })) as {
      units: { stars: number; group: string }[];
      nodes: unknown[];
    };
    expect(chart.units).toHaveLength(423);
    // The README of the example: 8 five stars … 7 none.
    expect(chart.units.filter(({ stars }) => stars === 5)).toHaveLength(9);
    expect(chart.nodes).toHaveLength(1 + 13 + 45);
  });
});
