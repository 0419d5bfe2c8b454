// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { instant } from '@beichen/kernel/time.ts';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Assessed, assessed } from './testing/assessed-anew.ts';
import { type RunningCity, startCity, withFolder } from './testing/running-city.ts';
import { QUARTERS, writeYearPack } from './testing/year-pack.ts';

/** All of 2026 is over. */
const AFTER = instant('2027-01-12T02:00:00.000Z');

let city: RunningCity;
let cookie = '';

beforeAll(async () => {
  city = await startCity({ pack: writeYearPack });
  await city.settled();
  await city.moveTo(AFTER);
  await city.settled();
  cookie = await city.signIn('organiser');
}, 300_000);
afterAll(() => city?.stop());

/** Freezes a period. Gives the run, and the digest that is published of it. */
async function frozen(method: string, period: string): Promise<{ id: string; digest: string }> {
  const headers = {
    Cookie: cookie,
    Origin: city.url,
    'Content-Type': 'application/json',
    'Idempotency-Key': uuidv7From(Date.now(), crypto.getRandomValues(new Uint8Array(16))),
  };
  const body = JSON.stringify({ method, period });
  const answer = await fetch(`${city.url}/api/assessment/freeze`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  const { id } = (await answer.json()) as { id: string };
  await city.settled();
  const path = `${city.url}/api/assessment/evaluations/${id}`;
  const page = (await (await fetch(path, { headers: { Cookie: cookie } })).json()) as {
    evaluation: { state: string; digest: string };
  };
  expect([period, page.evaluation.state]).toEqual([period, 'final']);
  return { id, digest: page.evaluation.digest };
}

type Files = Readonly<Record<string, Uint8Array>>;

/** A package as it is downloaded. */
async function download(id: string): Promise<Files> {
  const path = `${city.url}/api/assessment/evaluations/${id}/package`;
  const answer = await fetch(path, { headers: { Cookie: cookie } });
  return unzipSync(new Uint8Array(await answer.arrayBuffer()));
}

/** What the command line makes of a package, with other facts in it where some are given. */
const recomputed = (files: Files, facts?: string): Promise<Assessed> =>
  withFolder(async (folder) => {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    if (facts !== undefined) writeFileSync(join(folder, 'facts.csv'), facts);
    return await assessed(folder);
  });

/** Points as METHOD.md has them written: in digits, two decimals at most. */
const digits = (points: number): string => String(Number(points.toFixed(2)));

/** The facts of the year as an outsider makes them from four recomputed quarters: each total, and the sum of a star with how many quarters it is of. */
function yearFacts(quarters: readonly Assessed[]): string {
  const units = quarters[0]?.results.map(({ unit }) => unit) ?? [];
  const rows = units.flatMap((unit) => {
    const own = quarters.flatMap(({ results }) => results.filter((result) => result.unit === unit));
    const homes = own.reduce((sum, { sections }) => sum + (sections['homes']?.points ?? 0), 0);
    return [
      ...own.map(({ total }, at) => `${unit},assessment.care-stars.q${at + 1}.total,${digits(total)},`),
      `${unit},assessment.care-stars.section.homes,${digits(homes)},${own.length}`,
    ];
  });
  return ['unit,measure,num,den', ...rows, ''].join('\n');
}

type Published = { readonly digest: string; readonly files: Files };
const quarters: Published[] = [];
let year: Published;

test('recompute-as-an-outsider: four quarters from their packages, and the year from those four, to the digests that were published', async () => {
  for (const period of QUARTERS) {
    const { id, digest } = await frozen('care-stars', period);
    quarters.push({ digest, files: await download(id) });
  }
  const { id, digest } = await frozen('care-year', '2026');
  year = { digest, files: await download(id) };
  const again: Assessed[] = [];
  for (const { files } of quarters) again.push(await recomputed(files));
  expect(again.map((one) => one.digest)).toEqual(quarters.map((one) => one.digest));
  // A1 in spring: 10 visits are 10, 3 of 4 homes 7.5. A2: 2, and 1 of 3 is 3.33. B1: nothing.
  expect(again[0]?.results.map(({ unit, total }) => [unit, total])).toEqual([
    ['A1', 17.5],
    ['A2', 5.33],
    ['B1', 0],
  ]);
  // The package of the year alone, and then with none of its facts but those of the quarters that were just recomputed.
  expect((await recomputed(year.files)).digest).toBe(year.digest);
  const made = await recomputed(year.files, yearFacts(again));
  expect(made.digest).toBe(year.digest);
  // A1: 17.5, 18, 13.67 (7 + 6.67) and 17.14 (10 + 7.14) are 8.75 + 9 + 6.84 + 8.57 = 33.16; homes (7.5 + 10 + 6.67 + 7.14) / 4 = 7.83.
  expect(made.results[0]).toMatchObject({
    unit: 'A1',
    total: 40.99,
    sections: { quarters: { points: 33.16 }, homes: { points: 7.83 } },
  });
}, 300_000);

test('a figure that was changed in one quarter shows in its digest, and in that of the year made of it', async () => {
  const [spring, ...others] = quarters;
  if (spring === undefined) throw new Error('no quarter');
  const facts = new TextDecoder().decode(spring.files['facts.csv']);
  const changed = await recomputed(spring.files, facts.replace('A2,care.visits,2,', 'A2,care.visits,9,'));
  expect(changed.digest).not.toBe(spring.digest);
  const again = [changed];
  for (const { files } of others) again.push(await recomputed(files));
  expect((await recomputed(year.files, yearFacts(again))).digest).not.toBe(year.digest);
}, 120_000);
