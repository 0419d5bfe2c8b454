// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { inScope, NOBODY, type Viewer } from '@beichen/platform-server/db/scope.ts';
import { type TestCity, testCity } from '@beichen/platform-server/testing/test-city.ts';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrationsOfModules } from '../apps/server/modules.ts';

const NOW = '2026-09-28T02:00:00.000Z';
const ME = randomUUID();

/** 1 ⊃ 2, 3. Unit 2 has a case of each sensitivity that waits to be dispatched; `handled` is an internal one that unit 3 handles. */
const CASES = { open: randomUUID(), internal: randomUUID(), restricted: randomUUID(), handled: randomUUID() };
type Name = keyof typeof CASES;

const sighted = (path: string, internal: boolean): Viewer => ({
  ...NOBODY,
  person: ME,
  actor: `person:${ME}`,
  scope: { all: [path], lines: [], ...(internal ? { internal: { all: [path], lines: [] } } : {}) },
});

let city: TestCity;
/** The case of each name is about this subject. */
const subjects = new Map<Name, string>();

async function plantCase(name: Name): Promise<void> {
  const { db } = city.owner;
  const id = CASES[name];
  const isHandled = name === 'handled';
  const internal = name === 'internal' || isHandled;
  await sql`INSERT INTO cases (id, number, kind, category, restricted, internal, unit_id, path, summary, place, version, recorded_at, stage, deferred, reported_at, handler)
    VALUES (${id}, ${name}, 'k', 'c', ${name === 'restricted'}, ${internal}, 2, '1/2/', '…', '', 1, ${NOW}, ${isHandled ? 'dispatched' : 'reported'}, false, ${NOW}, ${isHandled ? 3 : null})`.execute(
    db,
  );
  await sql`INSERT INTO case_action (case_id, n, unit_id, move, recorded_at, stage, deferred, reported_at)
    VALUES (${id}, 1, 2, 'report', ${NOW}, 'reported', false, ${NOW})`.execute(db);
  if (isHandled) await sql`INSERT INTO case_handler VALUES (${id}, 3, '1/3/', NULL, true)`.execute(db);
  const subject = randomUUID();
  subjects.set(name, subject);
  const place = name === 'restricted' ? sql`NULL, NULL` : sql`2, '1/2/'`;
  await sql`INSERT INTO person VALUES (${subject}, ${NOW})`.execute(db);
  await sql`INSERT INTO subject_of (record, subject, unit_id, path, line, internal) VALUES (${id}, ${subject}, ${place}, NULL, ${internal})`.execute(
    db,
  );
}

beforeAll(async () => {
  city = await testCity(migrationsOfModules());
  const { db } = city.owner;
  for (const [id, path, parent] of [
    [1, '1/', null],
    [2, '1/2/', 1],
    [3, '1/3/', 1],
  ] as const)
    await sql`INSERT INTO unit (id, code, kind, name_entered, name, parent_id, level, path, pinyin, initials)
      VALUES (${id}, ${`c${id}`}, 'k', 'n', 'n', ${parent}, 1, ${path}, 'n', ${`u${id}`})`.execute(db);
  await sql`INSERT INTO person VALUES (${ME}, ${NOW})`.execute(db);
  for (const name of Object.keys(CASES) as Name[]) await plantCase(name);
  await sql`INSERT INTO method_edition (method, edition, subject, outline, measures, source, digest, published_at)
    VALUES ('m', '1', 'k', '{}', '{}', '', '', ${NOW})`.execute(db);
});
afterAll(() => city.drop());

/** Runs statements of the app role in one transaction that is rolled back; `done`, or what the database says of the first refused. */
async function attempt(viewer: Viewer, ...statements: RawBuilder<unknown>[]): Promise<string> {
  return await inScope(city.app.db, viewer, async (tx) => {
    for (const statement of statements) await statement.execute(tx);
    throw new Error('done');
  }).catch((error: Error) => error.message.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'));
}

async function casesSeen(viewer: Viewer): Promise<string[]> {
  return await inScope(city.app.db, viewer, async (tx) => {
    const { rows } = await sql<{ number: string }>`SELECT number FROM cases ORDER BY number`.execute(tx);
    return rows.map(({ number }) => number);
  });
}

describe('in plain SQL, as the role of the app', () => {
  test('an open post sees no internal case, its actions, its handler or whom it names; an internal one does', async () => {
    expect(await casesSeen(sighted('1/', false))).toEqual(['open']);
    expect(await casesSeen(sighted('1/', true))).toEqual(['handled', 'internal', 'open']);
    // Where it is handled, as where it lies.
    expect(await casesSeen(sighted('1/3/', false))).toEqual([]);
    expect(await casesSeen(sighted('1/3/', true))).toEqual(['handled']);
    const count = async (viewer: Viewer, from: RawBuilder<unknown>): Promise<number> =>
      await inScope(city.app.db, viewer, async (tx) => (await sql`SELECT FROM ${from}`.execute(tx)).rows.length);
    const named = sql`unnest(${[...subjects.values()]}::uuid[]) AS s WHERE in_sight(s)`;
    for (const [from, open, internal] of [
      [sql`case_action`, 1, 3],
      [sql`case_handler`, 0, 1],
      [named, 1, 3],
    ] as const)
      expect([await count(sighted('1/', false), from), await count(sighted('1/', true), from)]).toEqual([
        open,
        internal,
      ]);
  });

  test('nobody makes oneself a party to a case, or gives oneself a code for it', async () => {
    for (const name of ['restricted', 'internal', 'open'] as const) {
      const party = sql`INSERT INTO party VALUES (${ME}, ${CASES[name]}, 'reporter', ${NOW})`;
      const code = sql`INSERT INTO public_token VALUES ('\\x00', ${CASES[name]}, ${NOW}, ${NOW})`;
      expect(await attempt(sighted('1/', false), party)).toBe('party: record … was not written by this transaction');
      expect(await attempt(sighted('1/', false), code)).toBe(
        'public_token: record … was not written by this transaction',
      );
    }
  });

  test('a case gets a handler by being dispatched to it, and that unit’s own place', async () => {
    const handler = (name: Name, unit: number, path: string) =>
      sql`INSERT INTO case_handler VALUES (${CASES[name]}, ${unit}, ${path}, NULL, false)`;
    const dispatched = (name: Name, unit: number) =>
      sql`UPDATE cases SET stage = 'dispatched', handler = ${unit} WHERE id = ${CASES[name]}`;
    const alone = 'case_handler: record … was not written by this transaction';
    const refused = (unit: number) => `case_handler: case … is not handled by unit ${unit} there`;
    const viewer = sighted('1/', true);
    expect(await attempt(viewer, handler('open', 3, '1/3/'))).toBe(alone);
    expect(await attempt(viewer, handler('restricted', 3, '1/3/'))).toBe(alone);
    expect(await attempt(viewer, dispatched('open', 3), handler('open', 2, '1/2/'))).toBe(refused(2));
    expect(await attempt(viewer, dispatched('open', 3), handler('open', 3, '1/2/'))).toBe(refused(3));
    expect(await attempt(viewer, dispatched('internal', 3), handler('internal', 3, '1/3/'))).toBe(refused(3));
    // One that is not seen is not changed, so its handler is refused.
    expect(await attempt(viewer, dispatched('restricted', 3), handler('restricted', 3, '1/3/'))).toBe(alone);
    expect(await attempt(viewer, dispatched('open', 3), handler('open', 3, '1/3/'))).toBe('done');
    expect(
      await attempt(
        viewer,
        dispatched('internal', 3),
        sql`INSERT INTO case_handler VALUES (${CASES.internal}, 3, '1/3/', NULL, true)`,
      ),
    ).toBe('done');
  });

  test('what a case is, where it lies and who reported it cannot be changed', async () => {
    for (const change of [
      sql`restricted = true`,
      sql`internal = true`,
      sql`path = '1/3/'`,
      sql`unit_id = 3`,
      sql`line = 'x'`,
      sql`reporter = ${ME}`,
      sql`kind = 'x'`,
    ])
      expect(await attempt(sighted('1/', true), sql`UPDATE cases SET ${change} WHERE id = ${CASES.open}`)).toBe(
        'permission denied for table cases',
      );
  });

  test('a freeze is asked for by oneself, of the whole that one oversees, with the right to what is internal', async () => {
    type Asked = { readonly by: string; readonly unit: number; readonly path: string };
    const asked = ({ by, unit, path }: Asked, state = 'requested') =>
      sql`INSERT INTO evaluation (id, edition, period, state, unit_id, path, tree_date, as_of, lacking, requested_by)
        SELECT ${randomUUID()}, id, '2026-q3', ${state}, ${unit}, ${path}, '2026-09-30', ${NOW}, '{}', ${by} FROM method_edition`;
    const mine = { by: ME, unit: 1, path: '1/' };
    const refused = 'new row violates row-level security policy for table "evaluation"';
    expect(await attempt(sighted('1/', true), asked(mine))).toBe('done');
    expect(await attempt(sighted('1/', false), asked(mine))).toBe(refused);
    expect(await attempt(sighted('1/2/', true), asked(mine))).toBe(refused);
    // The whole city under the place of a unit that one does oversee.
    expect(await attempt(sighted('1/2/', true), asked({ ...mine, path: '1/2/' }))).toBe(refused);
    expect(await attempt(sighted('1/', true), asked({ ...mine, by: subjects.get('open') ?? '' }))).toBe(refused);
    expect(await attempt(sighted('1/', true), asked(mine, 'live'))).toBe(refused);
  });

  test('no event and no clock of a case that was left alone', async () => {
    const event = sql`INSERT INTO outbox (name, unit_id, record, instants, at) VALUES ('cases.closed', 2, ${CASES.open}, '{}', ${NOW})`;
    const stop = sql`SELECT stop_clock(${CASES.open}, 'close', ${NOW})`;
    expect(await attempt(sighted('1/', true), event)).toBe('outbox: record … was not written by this transaction');
    expect(await attempt(sighted('1/', true), stop)).toBe('clock: record … was not written by this transaction');
  });
});
