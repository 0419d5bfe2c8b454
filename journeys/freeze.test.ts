// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { instant } from '@beichen/kernel/time.ts';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../apps/cli/run.ts';
import { type RunningCity, startCity, withFolder } from './testing/running-city.ts';

const QUARTER = 'period=2026-q3&method=community-stars';
const MEASURE = 'cases.closed_on_time';
/** The quarter is over. */
const AFTER = instant('2026-10-12T02:00:00.000Z');
/** A whole city is loaded and frozen; beside busy neighbours that takes minutes. In ms. */
const PATIENCE = 600_000;

type Drill = {
  evaluation: { id: string; state: string };
  num: number;
  den: number;
  total: number;
  hidden: number;
  rows: { record: string; counts: boolean }[];
};
type Chart = {
  evaluation: { id: string; state: string; digest: string | null; stale: boolean };
  units: { id: number; stars: number; total: number; group: string }[];
};

let running: RunningCity;
let cookie: string;

beforeAll(async () => {
  running = await startCity();
  await running.settled();
  // What fell due meanwhile rings.
  await running.moveTo(AFTER);
  while ((await due()) > 0) await sleep(50);
  await running.settled();
  // A session does not outlive a fortnight.
  cookie = await running.signIn('city-organiser');
}, PATIENCE);
afterAll(() => running.stop());

/** Clocks that should have rung by then. */
async function due(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM clock WHERE stopped_at IS NULL AND fired_at IS NULL AND due_at <= ${AFTER}`.execute(
    running.city.worker.db,
  );
  return rows[0]?.n ?? 0;
}

async function get<Answer>(path: string, as = cookie): Promise<Answer> {
  const answer = await fetch(`${running.url}${path}`, { headers: { Cookie: as } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

async function post(path: string, body: object, as = cookie): Promise<{ status: number; answer: { id: string } }> {
  const key = uuidv7From(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
  const headers = {
    Cookie: as,
    Origin: running.url,
    'Content-Type': 'application/json',
    'Idempotency-Key': key,
  };
  const answer = await fetch(`${running.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, answer: (await answer.json()) as { id: string } };
}

const chart = (query = ''): Promise<Chart> => get(`/api/assessment/chart?${QUARTER}${query}`);
const drill = (unit: number, query = ''): Promise<Drill> =>
  get(`/api/assessment/units/${unit}/records?${QUARTER}&measure=${MEASURE}${query}`);

async function openPackage(id: string): Promise<Record<string, string>> {
  const answer = await fetch(`${running.url}/api/assessment/evaluations/${id}/package`, {
    headers: { Cookie: cookie },
  });
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** The digest that the command line gives for a package, by the one command that its README names. */
async function assessedAnew(files: Record<string, string>): Promise<string> {
  return await withFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const [, ...words] = /npx beichen (.*)/u.exec(files['README.txt'] ?? '') ?? [];
    const args = (words[0] ?? '').split(' ').map((word) => (/\.(yaml|csv)$/.test(word) ? join(folder, word) : word));
    let out = '';
    const terminal = {
      out: (text: string) => {
        out += text;
      },
      err: () => undefined,
      watched: false,
      language: 'zh' as const,
    };
    expect(await run(args, terminal)).toBe(0);
    return (JSON.parse(out) as { digest: string }).digest;
  });
}

/** A case of the quarter copied as if a transaction of September had come to light only now. */
async function backdate(record: string): Promise<void> {
  const other = { id: uuidv7From(1, new Uint8Array(16).fill(7)), number: 'LATE-26-0001' };
  const { db } = running.city.owner;
  await sql`INSERT INTO cases SELECT (jsonb_populate_record(c, ${JSON.stringify(other)}::jsonb)).* FROM cases c WHERE id = ${record}`.execute(
    db,
  );
  await sql`INSERT INTO case_action SELECT (jsonb_populate_record(a, ${JSON.stringify({ case_id: other.id })}::jsonb)).*
    FROM case_action a WHERE case_id = ${record}`.execute(db);
  await sql`INSERT INTO stale_mark (measure, unit_id, period, at) SELECT ${MEASURE}, unit_id, '2026-q3', now() FROM cases WHERE id = ${other.id}`.execute(
    db,
  );
}

test(
  'freeze: a late record, a backdated one, a community that moved and a person who was erased change neither digest nor list',
  async () => {
    const street = await running.signIn('street-organiser');
    const wanted = { period: '2026-q3', method: 'community-stars' };
    expect((await post('/api/assessment/freeze', wanted, street)).status).toBe(403);
    const live = await chart();
    expect(live.evaluation.state).toBe('live');

    const asked = await post('/api/assessment/freeze', wanted);
    expect(asked.status).toBe(201);
    await running.settled();
    const final = await chart();
    expect(final.evaluation).toMatchObject({ id: asked.answer.id, state: 'final' });
    // Frozen from the records, live from readings of the same records: the same stars.
    expect(final.units).toEqual(live.units);
    const { digest } = final.evaluation;
    const files = await openPackage(asked.answer.id);
    expect(await assessedAnew(files)).toBe(digest);

    const units = final.units.map(({ id }) => id).slice(0, 3);
    const lists = await Promise.all(units.map((unit) => drill(unit)));
    for (const { den, total, hidden, rows } of lists) expect([total, hidden, rows.length]).toEqual([den, 0, den]);
    const [unit = 0] = units;
    const [record = ''] = lists[0]?.rows.map((row) => row.record) ?? [];
    const { db } = running.city.worker;

    await backdate(record);
    const elsewhere = await sql<{ id: number }>`
    SELECT s.id FROM unit s JOIN unit c ON c.id = ${unit} WHERE s.kind = 'street' AND split_part(s.path, '/', 2) <> split_part(c.path, '/', 2) ORDER BY s.id LIMIT 1`.execute(
      db,
    );
    await sql`SELECT move_unit(${unit}, ${elsewhere.rows[0]?.id}, '2026-08-01'::date)`.execute(db);
    await sql`SELECT vault_erase(subject) FROM subject_of WHERE record = ANY (${lists[0]?.rows.map((row) => row.record)})`.execute(
      db,
    );
    await running.settled();

    const moved = await chart(`&evaluation=${live.evaluation.id}`);
    const groupOf = ({ units: list }: Chart) => list.find(({ id }) => id === unit)?.group;
    // The live result has all of it …
    expect((await drill(unit, `&evaluation=${live.evaluation.id}`)).total).toBe((lists[0]?.total ?? 0) + 1);
    expect(groupOf(moved)).not.toBe(groupOf(final));
    // … and the frozen one nothing.
    expect((await chart()).units).toEqual(final.units);
    expect((await chart()).evaluation.digest).toBe(digest);
    expect(await Promise.all(units.map((one) => drill(one)))).toEqual(lists);
    const after = await openPackage(asked.answer.id);
    expect(after).toEqual(files);
    expect(await assessedAnew(after)).toBe(digest);
  },
  PATIENCE,
);
