// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { announcedCalendar } from '@beichen/kernel/testing/calendars.ts';
import { civilDate, type Instant, instant } from '@beichen/kernel/time.ts';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { inScope, inTransaction } from '@beichen/platform-server/db/scope.ts';
import { pump } from '@beichen/platform-server/events/pump.ts';
import type { CommandRoute, QueryRoute } from '@beichen/platform-server/http/route.ts';
import type { MeasureSource } from '@beichen/platform-server/readings/measure-source.ts';
import type { ServerModule } from '@beichen/platform-server/server-module.ts';
import type { Services } from '@beichen/platform-server/services.ts';
import { type TestCity, testCity } from '@beichen/platform-server/testing/test-city.ts';
import { bindAssessment } from '../server/index.ts';
import { plantUnits, unitIdOf } from './plant-units.ts';

export const packFolder = (name: string): string => join(import.meta.dirname, '../../../packs', name);

/** 1 to 7 October 2026 are the holiday, Saturday the 10th is made up. */
const ANNOUNCED = announcedCalendar();

/** A moment after the third quarter of 2026. */
const LATER = instant('2026-10-12T02:42:00.000Z');

type WaitingJob = { readonly name: string; readonly payload: unknown };

/** A city with this domain alone, its job queue a list, its clock set by hand. */
export type AssessedCity = {
  readonly city: TestCity;
  readonly module: ServerModule;
  readonly jobs: Map<string, WaitingJob>;
  now: Instant;
  /** Loads the pack as a start does. */
  load(): Promise<void>;
  /** Runs what waits in the queue. Gives the names. */
  work(): Promise<string[]>;
  ask(actor: Actor, path: string, asked?: { params?: object; query?: object }): Promise<unknown>;
  /** Does a command as somebody, at an address as it is sent. Gives the answer. */
  order(actor: Actor, path: string, input: object): Promise<unknown>;
  /** Takes up what was told, as the worker does. Gives how many events. */
  pump(): Promise<number>;
  drop(): Promise<void>;
};

export type CityOptions = {
  readonly pack: string;
  readonly units: string;
  readonly sources?: (worker: Database) => readonly MeasureSource[];
  readonly migrations?: readonly { domain: string; folder: string }[];
};

function servicesOf(
  city: TestCity,
  given: {
    pack: string;
    measures: ReadonlyMap<string, MeasureSource>;
    now: () => Instant;
    jobs: Map<string, WaitingJob>;
  },
): Services {
  let unkeyed = 0;
  const services: Partial<Services> = {
    db: city.app.db,
    time: { now: given.now, zone: 'Asia/Shanghai' },
    calendar: ANNOUNCED,
    measures: given.measures,
    roles: [
      {
        id: 'test',
        title: { zh: '测试岗位', en: 'Test post' },
        at: ['city'],
        sensitivity: 'internal',
        permissions: [],
        appointedBy: [],
        sources: {},
      },
    ],
    pack: given.pack,
    demo: true,
    addJob: async (_tx, name, { payload, key }) => {
      unkeyed += 1;
      given.jobs.set(key ?? `unkeyed ${unkeyed}`, { name, payload });
    },
  };
  return services as Services;
}

/** What addresses of a row look like. */
const shapeOf = ({ path }: CommandRoute): RegExp => new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

/** What somebody sees behind the door of a route. */
function viewerAt({ door }: QueryRoute, actor: Actor) {
  return viewerOf(actor, 'assessment.read', typeof door === 'object' ? door.sees : undefined);
}

export async function assessedCity(options: CityOptions): Promise<AssessedCity> {
  const folder = join(import.meta.dirname, '../server/migrations');
  const city = await testCity([{ domain: 'assessment', folder }, ...(options.migrations ?? [])]);
  await plantUnits(city.owner.db, options.units, '2020-01-01');
  const jobs = new Map<string, WaitingJob>();
  const clock = { now: LATER };
  const sources = options.sources?.(city.worker.db) ?? [];
  const measures = new Map(sources.map((source) => [source.declaration.id, source]));
  const module = await bindAssessment(servicesOf(city, { pack: options.pack, measures, now: () => clock.now, jobs }));
  const work = async (): Promise<string[]> => {
    const done: string[] = [];
    for (const [key, { name, payload }] of jobs) {
      jobs.delete(key);
      await module.jobs.find((job) => job.name === name)?.run({ db: city.worker.db, now: () => clock.now }, payload);
      done.push(name);
    }
    return done;
  };
  const ask: AssessedCity['ask'] = async (actor, path, asked = {}) => {
    const route = module.routes.find((row): row is QueryRoute => row.kind === 'query' && row.path === path);
    if (route === undefined) throw new Error(`no route ${path}`);
    const params = route.params.parse(asked.params ?? {}) as never;
    const query = route.query.parse(asked.query ?? {}) as never;
    const found = await inScope(city.app.db, viewerAt(route, actor), (tx) =>
      route.run({ tx, actor, now: clock.now }, { params, query }),
    );
    return found instanceof Response ? found : route.output.parse(found);
  };
  const order: AssessedCity['order'] = async (actor, path, input) => {
    const route = module.routes.find((row): row is CommandRoute => row.kind === 'command' && shapeOf(row).test(path));
    if (route === undefined) throw new Error(`no command ${path}`);
    const params = route.params.parse(shapeOf(route).exec(path)?.groups ?? {}) as object;
    const intention = { id: randomUUID(), hash: Buffer.from('test') };
    const ctx = { db: city.app.db, now: clock.now, intention };
    const { answer } = await perform(ctx, actor, {
      action: route.action,
      input: { ...params, ...(route.input.parse(input) as object) } as never,
    });
    return answer;
  };
  const pumpAll = (): Promise<number> =>
    pump(city.worker.db, { sources, subscribers: module.subscribers, zone: 'Asia/Shanghai', now: clock.now });
  return {
    city,
    module,
    jobs,
    order,
    pump: pumpAll,
    get now() {
      return clock.now;
    },
    set now(now) {
      clock.now = now;
    },
    load: () => inTransaction(city.worker.db, 'ordinary', async (tx) => module.load?.(tx, clock.now)),
    work,
    ask,
    drop: () => city.drop(),
  };
}

export type PersonActor = Extract<Actor, { kind: 'person' }>;

const PERSON = '019a0000-0000-7000-8000-000000000001';

/** Somebody who may do these things at the units of these codes and below; always the same person. */
export async function actorAt(
  db: Database,
  codes: readonly string[],
  permissions: readonly string[],
): Promise<PersonActor> {
  return await personAt(db, { person: PERSON, codes, permissions });
}

/** This person may do these things at the units of these codes and below, beside what they may already. */
export async function personAt(
  db: Database,
  about: { readonly person: string; readonly codes: readonly string[]; readonly permissions: readonly string[] },
): Promise<PersonActor> {
  const { person, codes, permissions } = about;
  const grants = await Promise.all(
    codes.map(async (code) => {
      const unit = await unitIdOf(db, code);
      const { path } = await db.selectFrom('unit').select('path').where('id', '=', unit).executeTakeFirstOrThrow();
      return { role: 'test', permissions, unit, path, line: null, sensitivity: 'internal' as const };
    }),
  );
  await db
    .insertInto('person')
    .values({ id: person, made_at: LATER })
    .onConflict((known) => known.doNothing())
    .execute();
  const rows = grants.map(({ unit: unit_id, ...grant }) => {
    const held = { ...grant, permissions: [...permissions], unit_id, person };
    return { ...held, id: randomUUID(), from: civilDate('2026-01-01'), to: null };
  });
  await db.insertInto('access_grant').values(rows).execute();
  return { kind: 'person', person, grants };
}
