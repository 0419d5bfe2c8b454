// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { civilDate, type Instant, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import type { WorkingCalendar } from '@beichen/kernel/working-days.ts';
import { workingTimeOf } from '@beichen/kernel/working-time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { perform } from '@beichen/platform-server/action/perform.ts';
import { isOvertaken } from '@beichen/platform-server/db/overtaken.ts';
import { inTransaction } from '@beichen/platform-server/db/scope.ts';
import { LostRace } from '@beichen/platform-server/db/write-together.ts';
import { pump } from '@beichen/platform-server/events/pump.ts';
import type { MeasureSource } from '@beichen/platform-server/readings/measure-source.ts';
import { reckon } from '@beichen/platform-server/readings/reckon.ts';
import { type TestCity, testCity } from '@beichen/platform-server/testing/test-city.ts';
import { ring } from '@beichen/platform-server/worker/ring.ts';
import { sql } from 'kysely';
import { casesModule } from '../module.ts';
import type { CaseDeps } from '../server/actions/deps.ts';
import { caseMeasures } from '../server/measures.ts';
import { followCalendar } from '../server/pack/follow-calendar.ts';
import { countedKinds } from './counted-kinds.ts';

export const ZONE = 'Asia/Shanghai';

/** 1 ⊃ counties 2, 3; 2 ⊃ streets 4, 5; 3 ⊃ streets 6, 7; each street two communities, 8 to 15. */
export const PARENTS: readonly (readonly [number, number | null])[] = [
  [1, null],
  [2, 1],
  [3, 1],
  [4, 2],
  [5, 2],
  [6, 3],
  [7, 3],
  ...[8, 9, 10, 11, 12, 13, 14, 15].map((id) => [id, Math.floor(id / 2)] as const),
];
export const COMMUNITIES = [8, 9, 10, 11, 12, 13, 14, 15] as const;

/** Four persons who report, dispatch, close and answer. */
export const PEOPLE = [1, 2, 3, 4].map((n) => `019a0000-0000-7000-8000-00000000000${n}`);

const EVERY_WEEKDAY: WorkingCalendar = {
  rows: [],
  coveredFrom: civilDate('2020-01-01'),
  coveredUntil: civilDate('2030-12-31'),
};

const permissions = casesModule.permissions.map(({ id }) => id);

/** Somebody with all rights over cases from a place of the tree down. */
export function officer(person: string, path: string): Actor {
  return {
    kind: 'person',
    person,
    grants: [{ role: 'test', permissions, unit: 1, path, line: null, sensitivity: 'internal' }],
  };
}

export type CountedCity = {
  readonly city: TestCity;
  readonly deps: CaseDeps;
  readonly sources: readonly MeasureSource[];
  now: Instant;
  /** Acts as one of the people; `undefined` where it was refused, or another was faster. `ahead` is by how many ms this server's clock is wrong. */
  act<Input, Loaded, Decision>(
    order: { readonly action: Action<Input, Loaded, Decision>; readonly input: Input },
    by: { readonly person: string; readonly ahead: number },
  ): Promise<unknown>;
  /** One round of the worker. Gives whether anything was done. */
  round(): Promise<boolean>;
  /** Lets everything that happened be counted; clocks that ran ahead are caught up with first. */
  settle(): Promise<void>;
  newId(): string;
  /** From now on the city goes by another calendar, as after a start on a changed pack: due times are computed again. */
  changeCalendar(calendar: WorkingCalendar): Promise<void>;
  drop(): Promise<void>;
};

async function plant(city: TestCity): Promise<void> {
  const { db } = city.owner;
  const paths = new Map<number, string>();
  for (const [id, parent] of PARENTS) {
    const path = `${parent === null ? '' : paths.get(parent)}${id}/`;
    const level = path.split('/').length - 1;
    const kind = level === 4 ? 'community' : 'office';
    paths.set(id, path);
    await sql`INSERT INTO unit (id, code, kind, name_entered, name, parent_id, level, path, pinyin, initials)
      VALUES (${id}, ${`c${id}`}, ${kind}, 'n', 'n', ${parent}, ${level}, ${path}, 'n', ${`u${id}`})`.execute(db);
    await sql`INSERT INTO unit_place VALUES (${id}, '2020-01-01', NULL, ${parent}, ${level}, ${path})`.execute(db);
  }
  for (const person of PEOPLE) await sql`INSERT INTO person VALUES (${person}, '2026-01-01T00:00:00.000Z')`.execute(db);
}

/** A refusal of the rules, or a race that was lost: the one thing that a caller would be told. */
function isAnswer(error: unknown): boolean {
  return error instanceof Refusal || error instanceof LostRace;
}

/** As at a start on a changed pack. */
async function redate({ worker }: TestCity, deps: CaseDeps, now: Instant): Promise<void> {
  await inTransaction(worker.db, 'ordinary', async (tx) => {
    await sql`SELECT hold_tree()`.execute(tx);
    await followCalendar(tx, deps, now);
  });
}

/** Whether any reading was taken anew; a round that was overtaken is to be tried again. */
async function reckonOnce({ worker }: TestCity, about: Parameters<typeof reckon>[1]): Promise<boolean> {
  try {
    return (await reckon(worker.db, about, async () => undefined)).length > 0;
  } catch (error) {
    if (isOvertaken(error)) return true;
    throw error;
  }
}

export async function countedCity(start: Instant, calendar: WorkingCalendar = EVERY_WEEKDAY): Promise<CountedCity> {
  const folderOf = (domain: string): string => join(import.meta.dirname, `../../${domain}/server/migrations`);
  const city = await testCity(['org', 'cases'].map((domain) => ({ domain, folder: folderOf(domain) })));
  await plant(city);
  const deps = { kinds: countedKinds, time: workingTimeOf(calendar, ZONE), vault: undefined as never };
  const sources = caseMeasures(deps);
  const byId = new Map(sources.map((source) => [source.declaration.id, source]));
  const clock = { now: start };
  const newId = (): string => uuidv7From(millisOf(clock.now), randomBytes(16));
  let reckoning: Promise<boolean> = Promise.resolve(false);
  const round = async (): Promise<boolean> => {
    const { now } = clock;
    const rung = await ring(city.worker.db, now);
    const taken = await pump(city.worker.db, { sources, subscribers: [], zone: ZONE, now });
    // One process reckons at a time, as in the worker.
    reckoning = reckoning.then(() => reckonOnce(city, { sources: byId, zone: ZONE, now: clock.now }));
    return (await reckoning) || rung + taken > 0;
  };
  return {
    city,
    deps,
    sources,
    get now() {
      return clock.now;
    },
    set now(now) {
      clock.now = now;
    },
    async act({ action, input }, { person, ahead }) {
      const now = instantOfMillis(millisOf(clock.now) + ahead);
      const hash = createHash('sha256').update(JSON.stringify(input)).digest();
      const ctx = { db: city.app.db, now, intention: { id: newId(), hash } };
      try {
        return (await perform(ctx, officer(person, '1/'), { action, input })).answer;
      } catch (error) {
        if (isAnswer(error)) return undefined;
        throw error;
      }
    },
    round,
    async settle() {
      clock.now = instantOfMillis(millisOf(clock.now) + 10_000);
      while (await round());
    },
    newId,
    async changeCalendar(changed) {
      deps.time = workingTimeOf(changed, ZONE);
      await redate(city, deps, clock.now);
    },
    drop: () => city.drop(),
  };
}
