// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import { civilDate, type Instant } from '@beichen/kernel/time.ts';
import { pino } from 'pino';
import { RememberedCallers } from '../login/remembered-callers.ts';
import type { Services } from '../services.ts';
import type { TestCity } from './test-city.ts';

/** A clock that a test turns. */
export type TestClock = { at: Instant };

const PACKS = join(import.meta.dirname, '../../../packs');

/** Stands for what a test has not opened. */
function absent<T extends object>(what: string): T {
  return new Proxy({} as T, {
    get: (_, name) => {
      throw new Error(`this test opened no ${what}, and its code asked for ${String(name)}`);
    },
  });
}

/** Services over a test city, at a time that the test sets. What a test needs otherwise it says in `own`. */
export function testServices(city: TestCity, clock: TestClock, own: Partial<Services> = {}): Services {
  return {
    db: city.app.db,
    callers: new RememberedCallers(),
    time: { now: () => clock.at, zone: 'Asia/Shanghai' },
    calendar: { rows: [], coveredFrom: civilDate('2020-01-01'), coveredUntil: civilDate('2030-12-31') },
    log: pino({ level: 'silent' }),
    vault: absent('vault'),
    files: absent('store of files'),
    addJob: async () => undefined,
    measures: new Map(),
    holdings: new Map(),
    roles: [],
    lines: {},
    pack: join(PACKS, 'nanyang'),
    demo: false,
    ...own,
  };
}

/** Folder of a pack of this repository. */
export function packFolder(name: string): string {
  return join(PACKS, name);
}
