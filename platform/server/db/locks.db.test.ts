// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { instant } from '@beichen/kernel/time.ts';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { inScope, NOBODY, type Viewer } from './scope.ts';
import { writeTogether } from './write-together.ts';

const NOW = instant('2026-09-28T02:00:00.000Z');
const ME = randomUUID();

/** Toys of unit 1, of which the app changes the word: an open one, an internal one, and one that its parties alone see. */
const [OPEN, INTERNAL, SECRET] = [randomUUID(), randomUUID(), randomUUID()] as [string, string, string];

const me: Viewer = { ...NOBODY, person: ME, actor: `person:${ME}` };
const over = (path: string, more: Partial<Viewer['scope']> = {}): Viewer => ({
  ...me,
  scope: { all: [path], lines: [], ...more },
});

let city: TestCity;

beforeAll(async () => {
  city = await testCity([]);
  const { db } = city.owner;
  await sql`INSERT INTO unit (id, code, kind, name_entered, name, level, path, pinyin, initials)
    VALUES (1, 'T', 'city', '市', '市', 1, '1/', 's', 's')`.execute(db);
  await sql`CREATE TABLE toy (id uuid PRIMARY KEY, path text, line text, internal boolean, restricted boolean, word text)`.execute(
    db,
  );
  const seen = '(NOT restricted AND in_scope(path, line, internal)) OR is_party(id)';
  await sql`CALL guard('toy', ${sql.lit(seen)}, ${sql.lit(`(${seen}) OR path = '1/'`)})`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE ON toy TO testcity_app`.execute(db);
  await sql`CALL holds_records('toy')`.execute(db);
  await sql`INSERT INTO file_host VALUES ('toy')`.execute(db);
  await sql`INSERT INTO toy VALUES (${OPEN}, '1/', 'water', false, false, 'red'), (${INTERNAL}, '1/', 'water', true, false, 'red'),
    (${SECRET}, '1/', NULL, false, true, 'red')`.execute(db);
  await sql`INSERT INTO person VALUES (${ME}, ${NOW})`.execute(db);
});
afterAll(() => city.drop());

/** Runs statements of the app role in one transaction; which were refused, by what the database says. */
async function attempt(viewer: Viewer, ...statements: RawBuilder<unknown>[]): Promise<string> {
  return await inScope(city.app.db, viewer, async (tx) => {
    for (const statement of statements) await statement.execute(tx);
    return 'done';
  }).catch((error: Error) => error.message.replace(/[0-9a-f-]{36}/g, '…'));
}

async function toysSeen(viewer: Viewer): Promise<string[]> {
  return await inScope(city.app.db, viewer, async (tx) => {
    const { rows } = await sql<{ id: string }>`SELECT id FROM toy`.execute(tx);
    const names = new Map([
      [OPEN, 'open'],
      [INTERNAL, 'internal'],
      [SECRET, 'secret'],
    ]);
    return rows.map(({ id }) => names.get(id) ?? 'another').sort();
  });
}

/** A row of each table that says something of a record. */
const ABOUT: readonly (readonly [string, (record: string) => RawBuilder<unknown>])[] = [
  ['party', (record) => sql`INSERT INTO party VALUES (${ME}, ${record}, 'reporter', ${NOW})`],
  [
    'public_token',
    (record) => sql`INSERT INTO public_token VALUES (decode(md5(random()::text), 'hex'), ${record}, ${NOW}, ${NOW})`,
  ],
  [
    'clock',
    (record) => sql`INSERT INTO clock (record, name, unit_id, event, started_at, due_at, estimated, rule, pauses)
      VALUES (${record}, 'close', 1, 'toys.late', ${NOW}, ${NOW}, false, '{}', '[]')`,
  ],
  [
    'outbox',
    (record) =>
      sql`INSERT INTO outbox (name, unit_id, record, instants, at) VALUES ('toys.made', 1, ${record}, '{}', ${NOW})`,
  ],
];

const made = (id: string) => sql`INSERT INTO toy VALUES (${id}, '1/', NULL, false, true, 'new')`;

describe.each(ABOUT)('a row of %s by the app', (table, about) => {
  test('is refused about a record that the transaction did not write, seen or not', async () => {
    const refused = `${table}: record … was not written by this transaction`;
    expect(await attempt(me, about(SECRET))).toBe(refused);
    expect(await attempt(over('1/'), about(OPEN))).toBe(refused);
    expect(await attempt(over('1/'), about(randomUUID()))).toBe(refused);
    // Two rows at once, the first of which would give sight of the second's record.
    expect(await attempt(me, about(SECRET), about(SECRET))).toBe(refused);
    expect(await attempt(me, sql`SAVEPOINT s`, about(SECRET))).toBe(refused);
    expect(await toysSeen(me)).not.toContain('secret');
  });

  test('is taken with a record that it adds, or changes', async () => {
    const id = randomUUID();
    expect(await attempt(me, made(id), about(id))).toBe('done');
    expect(await attempt(over('1/'), sql`UPDATE toy SET word = 'blue' WHERE id = ${OPEN}`, about(OPEN))).toBe('done');
  });

  test('is taken where both go out as one statement, whose parts do not see each other', async () => {
    const id = randomUUID();
    const parts = [made(id), about(id)].map((query) => ({ query }));
    await inScope(city.app.db, me, (tx) => writeTogether(tx, parts));
    const { rows } = await sql`SELECT FROM ${sql.table(table)} WHERE record = ${id}`.execute(city.owner.db);
    expect(rows).toHaveLength(1);
  });

  test('is not bound to a record where the worker adds it', async () => {
    const statement = about(randomUUID());
    await expect(statement.execute(city.worker.db)).resolves.toBeDefined();
  });
});

test('the app stops no clock of a record that it did not touch', async () => {
  await sql`INSERT INTO clock (record, name, unit_id, event, started_at, due_at, estimated, rule, pauses)
    VALUES (${INTERNAL}, 'close', 1, 'toys.late', ${NOW}, ${NOW}, false, '{}', '[]')`.execute(city.worker.db);
  const stop = sql`SELECT stop_clock(${INTERNAL}, 'close', ${NOW})`;
  expect(await attempt(over('1/'), stop)).toBe('clock: record … was not written by this transaction');
  const change = sql`UPDATE toy SET word = 'blue' WHERE id = ${INTERNAL}`;
  expect(await attempt(over('1/', { internal: { all: ['1/'], lines: [] } }), change, stop)).toBe('done');
});

test('nobody writes into the audit in another’s name, nor makes persons', async () => {
  const entry = (actor: string) =>
    sql`INSERT INTO audit_entry VALUES (${randomUUID()}, ${NOW}, ${actor}, 'toys.paint', 'x', NULL, '{}')`;
  const refused = 'new row violates row-level security policy for table "audit_entry"';
  expect(await attempt(me, entry(`person:${ME}`))).toBe('done');
  expect(await attempt(me, entry(`person:${randomUUID()}`))).toBe(refused);
  expect(await attempt(me, entry('system:assessment'))).toBe(refused);
  await expect(entry('nobody').execute(city.app.db)).rejects.toThrow(refused);
  expect(await attempt(me, sql`INSERT INTO person VALUES (${randomUUID()}, ${NOW})`)).toBe(
    'permission denied for table person',
  );
});

test('nobody adds a file, or takes one away, in another’s name', async () => {
  const id = randomUUID();
  const file = (by: string) =>
    sql`INSERT INTO file VALUES (${id}, 'toy', ${OPEN}, sha256('x'), 1, 'text/plain', 'x.txt', ${by}, ${NOW})`;
  const removal = (by: string) => sql`INSERT INTO file_removal VALUES (${id}, ${by}, ${NOW})`;
  const refused = (table: string) => `new row violates row-level security policy for table "${table}"`;
  const viewer = over('1/');
  expect(await attempt(viewer, file('person:other'))).toBe(refused('file'));
  expect(await attempt(viewer, file(viewer.actor))).toBe('done');
  expect(await attempt(viewer, removal('person:other'))).toBe(refused('file_removal'));
  expect(await attempt(viewer, removal(viewer.actor))).toBe('done');
});

describe('internal records', () => {
  test('are seen where a post reaches that says so, and nowhere else', async () => {
    expect(await toysSeen(over('1/'))).not.toContain('internal');
    expect(await toysSeen(over('1/', { internal: { all: ['1/'], lines: [] } }))).toContain('internal');
    expect(await toysSeen(over('1/', { internal: { all: ['1/3/'], lines: [] } }))).not.toContain('internal');
    // A post on one duty line, of which either kind is seen on that line alone.
    const onLine = (line: string, internal: boolean): Viewer => {
      const lines = [{ line, path: '1/' }];
      return { ...NOBODY, scope: { all: [], lines, ...(internal ? { internal: { all: [], lines } } : {}) } };
    };
    expect(await toysSeen(onLine('water', false))).toEqual(['open']);
    expect(await toysSeen(onLine('water', true))).toEqual(['internal', 'open']);
    expect(await toysSeen(onLine('fire', true))).toEqual([]);
  });

  test('are changed by nobody who does not see them', async () => {
    const change = sql`UPDATE toy SET word = 'green' WHERE id = ${INTERNAL}`;
    await attempt(over('1/'), change);
    const { rows } = await sql`SELECT word FROM toy WHERE id = ${INTERNAL}`.execute(city.owner.db);
    expect(rows).toEqual([{ word: 'blue' }]);
  });
});
