// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { reckon } from '@beichen/platform-server/readings/reckon.ts';
import { sql } from 'kysely';
import { applesPicked, plantApple } from './apples.ts';
import { type AssessedCity, assessedCity } from './city.ts';

const FOLDER = join(import.meta.dirname, 'orchard');

/** The orchard with its apples of the third quarter of 2026. `before` runs before each look at the records. */
export async function orchardCity(before?: (tx: Database) => Promise<void>): Promise<AssessedCity> {
  const city = await assessedCity({
    pack: FOLDER,
    units: join(FOLDER, 'example/units.csv'),
    sources: () => [applesPicked(before)],
    migrations: [{ domain: 'apples', folder: join(FOLDER, 'migrations') }],
  });
  await city.load();
  const { db } = city.city.owner;
  const ripe = '2026-08-01T04:00:00Z';
  const inTime = '2026-08-01T09:00:00Z';
  const late = '2026-08-09T04:00:00Z';
  // n1: 3 of 4 in time. n2: 1 of 2. n3: none ripe. s1: 2 of 2.
  for (const [n, unit, picked] of [
    ['11', 'n1', inTime],
    ['12', 'n1', inTime],
    ['13', 'n1', late],
    ['14', 'n1', inTime],
    ['21', 'n2', inTime],
    ['22', 'n2', null],
    ['41', 's1', inTime],
    ['42', 's1', inTime],
  ] as const)
    await plantApple(db, { n, unit, ripe, picked, recorded: '2026-08-10T04:00:00Z' });
  return city;
}

/** Takes all readings of the quarter anew, and the live result after them. */
export async function countApples(city: AssessedCity): Promise<void> {
  const { db } = city.city.worker;
  await sql`INSERT INTO stale_mark (measure, unit_id, period, at)
    SELECT 'apples.picked_in_time', id, '2026-q3', ${city.now} FROM unit`.execute(db);
  const sources = new Map([['apples.picked_in_time', applesPicked()]]);
  const about = { sources, zone: 'Asia/Shanghai', now: city.now };
  await reckon(db, about, async (tx, reckoned) => city.module.onReadings?.(tx, reckoned, city.now));
  await city.work();
}
