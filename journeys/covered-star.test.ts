// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningCity, startCity } from './testing/running-city.ts';
import { COMMUNITIES, writeStreetPack } from './testing/street-pack.ts';

const QUARTER = 'period=2026-q3&method=case-stars';
const MEASURE = 'org.units_covered';
/** The quarter is over. */
const AFTER = instant('2026-10-12T02:00:00.000Z');
const [, , COVERED] = COMMUNITIES;

type Drill = {
  evaluation: { state: string };
  num: number;
  den: number;
  total: number;
  rows: { label: string; title: string; href: string; counts: boolean }[];
};

let running: RunningCity;
let cookie: string;

async function change(file: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const next = text.replace(from, to);
  expect(next).not.toBe(text);
  await writeFile(file, next);
}

/** The street's pack, where a joint committee covers one of the three communities, and the method asks whether one does. */
async function coveredPack(folder: string): Promise<void> {
  await writeStreetPack(folder);
  await change(
    join(folder, 'pack.yaml'),
    '    community: { zh: 社区, en: Community }\n',
    `    community: { zh: 社区, en: Community, covered_by: joint-committee }
    joint-committee: { zh: 社区联合党委, en: Joint committee, tree: party, under: [community], covers: [community] }
  example: { units: { file: example/bodies.csv }, relations: example/relations.csv }
`,
  );
  await writeFile(
    join(folder, 'example/bodies.csv'),
    `code,name,kind,parent\n${COVERED}D,社区联合党委,joint-committee,${COVERED}\n`,
  );
  await writeFile(join(folder, 'example/relations.csv'), `kind,unit,over,post\ncovers,${COVERED}D,${COVERED},\n`);
  await change(
    join(folder, 'methods/case-stars.yaml'),
    'ranking:',
    `  - id: bodies
    title: { zh: 党组织, en: Bodies }
    items:
      - { id: covered, title: { zh: 党组织覆盖, en: Covered }, full: 10, measure: ${MEASURE}, rule: { linear: [0, 1] } }
ranking:`,
  );
}

beforeAll(async () => {
  running = await startCity({ pack: coveredPack });
  await running.settled();
  await running.moveTo(AFTER);
  while ((await due()) > 0) await sleep(50);
  await running.settled();
  cookie = await running.signIn('city-organiser');
}, 120_000);
afterAll(() => running.stop());

async function due(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM clock WHERE stopped_at IS NULL AND fired_at IS NULL AND due_at <= ${AFTER}`.execute(
    running.city.worker.db,
  );
  return rows[0]?.n ?? 0;
}

async function get<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(`${running.url}${path}`, { headers: { Cookie: cookie } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

async function post(path: string, body: object): Promise<number> {
  const key = uuidv7From(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
  const headers = { Cookie: cookie, Origin: running.url, 'Content-Type': 'application/json', 'Idempotency-Key': key };
  return (await fetch(`${running.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
}

async function idOf(code: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`SELECT id FROM unit WHERE code = ${code}`.execute(running.city.worker.db);
  return rows[0]?.id ?? 0;
}

async function behind(code: string): Promise<Drill> {
  return await get(`/api/assessment/units/${await idOf(code)}/records?${QUARTER}&measure=${MEASURE}`);
}

test('a method that asks whether units are covered reads it from the ties, leads to the units, and keeps both when it is frozen', async () => {
  // A record that is named otherwise than records are broke the drill of the live result, and the freeze.
  const [covered, bare] = [await behind(COVERED), await behind(COMMUNITIES[0])];
  expect(covered).toMatchObject({ evaluation: { state: 'live' }, num: 1, den: 1, total: 1 });
  expect(covered.rows).toMatchObject([{ label: COVERED, href: `/units/${await idOf(COVERED)}`, counts: true }]);
  expect(bare).toMatchObject({ num: 0, den: 1, rows: [{ label: COMMUNITIES[0], counts: false }] });

  expect(await post('/api/assessment/freeze', { period: '2026-q3', method: 'case-stars' })).toBe(201);
  await running.settled();
  expect(await behind(COVERED)).toMatchObject({ ...covered, evaluation: { state: 'final' } });
  // The tie turns out to have ended in September: the live result says so, the final one stays, with its list.
  const { rows: ties } = await sql<{ id: string }>`SELECT id FROM unit_relation`.execute(running.city.worker.db);
  const ended = { on: '2026-09-15', reason: '换届后没有重新设定' };
  expect(await post(`/api/org/relations/${ties[0]?.id}/end`, ended)).toBe(200);
  expect(await behind(COVERED)).toMatchObject({ ...covered, evaluation: { state: 'final' } });
  const rows = await get<{ total: number; rows: { counts: boolean }[] }>(
    `/api/measures/${MEASURE}/records?period=2026-q3&unit=${await idOf(COVERED)}`,
  );
  expect(rows).toMatchObject({ total: 1, rows: [{ counts: false }] });
});
