// SPDX-License-Identifier: Apache-2.0
import { type Instant, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import type { Database } from '../db/connect.ts';
import type { TimeSource } from '../services.ts';

const SETTING = 'demo-clock';

/** Real time. */
export function realTime(zone: string): TimeSource {
  return { zone, now: () => instantOfMillis(Date.now()) };
}

/** The demo's clock: real time moved by an offset that the database remembers, so that it goes on where it was. */
export type DemoTime = TimeSource & { moveTo(at: Instant): Promise<void> };

/** Starts the demo clock at `start` when the city is new. `db` is the worker's. */
export async function demoTime(db: Database, zone: string, start: Instant): Promise<DemoTime> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
  const known = row?.value as { offset: number } | undefined;
  let offset = known?.offset ?? millisOf(start) - Date.now();
  const keep = async (): Promise<void> => {
    const value = JSON.stringify({ offset });
    await db
      .insertInto('setting')
      .values({ name: SETTING, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  };
  if (known === undefined) await keep();
  return {
    zone,
    now: () => instantOfMillis(Date.now() + offset),
    moveTo: async (at) => {
      offset = millisOf(at) - Date.now();
      await keep();
    },
  };
}

export function isDemoTime(time: TimeSource): time is DemoTime {
  return 'moveTo' in time;
}
