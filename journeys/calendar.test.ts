// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyOf, type Credentials, send } from './testing/client.ts';
import type { RunningCity } from './testing/running-city.ts';
import { move, report, SMALL, startSmallTown } from './testing/small-town.ts';

let town: RunningCity;
let clerk: Credentials;
let id: string;

type Page = {
  readonly case: { readonly lastDay: string; readonly version: number };
  readonly timeline: readonly { readonly move: string }[];
};

const page = async (): Promise<Page> =>
  bodyOf(await send(town.url, { method: 'GET', path: `/api/cases/${id}` }, clerk));

beforeAll(async () => {
  town = await startSmallTown();
  clerk = { cookie: await town.signIn('clerk') };
  id = await report(town.url, clerk);
  const neighbour = { cookie: await town.signIn('neighbour') };
  await move(town.url, neighbour, { id, verb: 'dispatch', body: { version: 1, handler: SMALL.office } });
});
afterAll(() => town.stop());

test('a city that is started on another calendar goes by it, also for what was begun before', async () => {
  // Three working days from Monday 28 September: Tuesday 29, Wednesday 30, and after the holidays of 1 to 7 October Thursday 8.
  expect((await page()).case).toMatchObject({ lastDay: '2026-10-08', version: 2 });
  await town.restart();
  expect((await page()).case, 'a start on the same calendar moves nothing').toMatchObject({ version: 2 });

  const file = join(town.data, 'pack', 'calendar.csv');
  const announced = await readFile(file, 'utf8');
  // The holidays end a day earlier: Wednesday 7 October is the third day.
  await writeFile(file, announced.replace('2026,rest,2026-10-01,2026-10-07', '2026,rest,2026-10-01,2026-10-06'));
  await town.restart();
  const { case: moved, timeline } = await page();
  expect(moved).toMatchObject({ lastDay: '2026-10-07', version: 3 });
  expect(timeline.map((action) => action.move)).toEqual(['redate', 'dispatch', 'report']);

  await town.restart();
  expect((await page()).case.version).toBe(3);
});
