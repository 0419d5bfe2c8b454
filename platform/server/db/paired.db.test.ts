// SPDX-License-Identifier: Apache-2.0
import { CompiledQuery, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type TestCity, testCity } from '../testing/test-city.ts';
import type { Database } from './connect.ts';
import { LAST } from './paired.ts';
import { actingIn, inScope, inTransaction, NOBODY, type Viewer } from './scope.ts';
import { LostRace, writeTogether } from './write-together.ts';

let city: TestCity;
let db: Database;

beforeAll(async () => {
  city = await testCity([]);
  db = city.owner.db;
  await sql`CREATE TABLE shelf (id integer PRIMARY KEY, under integer REFERENCES shelf DEFERRABLE INITIALLY DEFERRED)`.execute(
    db,
  );
  await sql`CREATE FUNCTION put(id integer) RETURNS void LANGUAGE sql AS 'INSERT INTO shelf VALUES ($1)'`.execute(db);
  await sql`CREATE FUNCTION count_shelves() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT count(*) FROM shelf); END'`.execute(
    db,
  );
});
afterAll(() => city.drop());
beforeEach(async () => void (await sql`DELETE FROM shelf`.execute(db)));

const shelves = async (): Promise<number[]> =>
  (await sql<{ id: number }>`SELECT id FROM shelf ORDER BY id`.execute(db)).rows.map(({ id }) => id);
const put = (id: number) => ({ call: 'put', values: [id] });
const put2 = (id: number, under: number) => ({
  query: sql`INSERT INTO shelf VALUES (${id}, ${under}) RETURNING id`,
  rows: 1,
});

/** How often `work` goes to the database. */
async function trips(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const { length } = spy.mock.calls;
  spy.mockRestore();
  return length;
}

/** The next borrower of each connection finds it outside a transaction and without a scope. */
async function expectClean(): Promise<void> {
  const { rows } = await sql<{ scope: string | null; alone: boolean }>`
    SELECT current_setting('beichen.scope', true) AS scope, now() = statement_timestamp() AS alone`.execute(db);
  expect(rows).toEqual([{ scope: expect.toSatisfy((text) => !text), alone: true }]);
}

describe('what goes out together', () => {
  test('a transaction of one question and one write takes two trips', async () => {
    const took = await trips(() =>
      actingIn(db, NOBODY, async (tx) => {
        await sql`SELECT 1`.execute(tx);
        await writeTogether(tx, [put(1)], 'last');
      }),
    );
    expect(took).toBe(2);
    expect(await shelves()).toEqual([1]);
  });

  test('a transaction without a question takes none, whether it ends well or not', async () => {
    expect(await trips(() => inScope(db, NOBODY, async () => 1))).toBe(0);
    const failing = inScope(db, NOBODY, () => Promise.reject(new Error('mine')));
    expect(await trips(() => expect(failing).rejects.toThrow('mine'))).toBe(0);
    await expectClean();
  });

  test('gives the rows of the question alone, all of them, in their types', async () => {
    const viewer: Viewer = { ...NOBODY, scope: { all: ['1/'], lines: [] } };
    const { rows, numAffectedRows } = await inScope(db, viewer, (tx) =>
      sql`SELECT n, current_setting('beichen.scope') AS scope, DATE '2026-09-30' AS day FROM generate_series(1, 3) AS n`.execute(
        tx,
      ),
    );
    const also = { scope: '1/', day: '2026-09-30' };
    expect(rows).toEqual([1, 2, 3].map((n) => ({ n, ...also })));
    expect(numAffectedRows).toBeUndefined();
    const put3 = await inTransaction(db, 'ordinary', (tx) =>
      sql`INSERT INTO shelf SELECT generate_series(1, 3)`.execute(tx),
    );
    expect(put3.numAffectedRows).toBe(3n);
  });

  test('a snapshot is one from its first question on', async () => {
    await inTransaction(db, 'snapshot', async (tx) => {
      await sql`SELECT 1 FROM shelf`.execute(tx);
      await put5();
      expect((await sql`SELECT 1 FROM shelf`.execute(tx)).rows).toEqual([]);
    });
    expect(await shelves()).toEqual([5]);
  });
  const put5 = () => sql`INSERT INTO shelf VALUES (5)`.execute(db);
});

describe('what fails', () => {
  const failing = (write: (tx: Database) => Promise<unknown>) => actingIn(db, NOBODY, write);

  test('before the question: it is not asked', async () => {
    const strange: Viewer = { ...NOBODY, actor: 'with \0 in it' };
    const work = inScope(db, strange, (tx) => sql`INSERT INTO shelf VALUES (1)`.execute(tx));
    await expect(work).rejects.toThrow(/invalid byte sequence|0x00/);
    expect(await shelves()).toEqual([]);
    await expectClean();
  });

  test('in the question, with COMMIT already on its way: nothing is kept', async () => {
    await expect(failing((tx) => writeTogether(tx, [put(1), put(1)], 'last'))).rejects.toBeInstanceOf(LostRace);
    expect(await shelves()).toEqual([]);
    await expectClean();
  });

  test('in COMMIT: the write was answered, and still it is no success', async () => {
    await expect(failing((tx) => writeTogether(tx, [put2(1, 7)], 'last'))).rejects.toThrow('foreign key');
    expect(await shelves()).toEqual([]);
    await expectClean();
  });

  test('a value that cannot be sent', async () => {
    const value = {
      toPostgres: () => {
        throw new Error('no such value');
      },
    };
    const asked = CompiledQuery.raw(`SELECT put($1) ${LAST}`, [value]);
    await expect(failing((tx) => tx.executeQuery(asked))).rejects.toThrow('no such value');
    expect(await shelves()).toEqual([]);
    await expectClean();
  });

  test('the connection, before COMMIT is acknowledged', async () => {
    await sql`CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'`.execute(
      db,
    );
    await sql`CREATE CONSTRAINT TRIGGER hang_up AFTER INSERT ON shelf DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.id = 13) EXECUTE FUNCTION hang_up()`.execute(
      db,
    );
    await expect(failing((tx) => writeTogether(tx, [put(13)], 'last'))).rejects.toThrow(/terminat/);
    expect(await shelves()).toEqual([]);
    await expectClean();
  });

  test('an error that the work swallowed: COMMIT says that nothing was kept, and so does the transaction', async () => {
    const work = failing(async (tx) => {
      await sql`INSERT INTO shelf VALUES (1)`.execute(tx);
      await sql`SELECT 1 / 0`.execute(tx).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await shelves()).toEqual([]);
  });

  test('another statement after the last', async () => {
    const work = failing(async (tx) => {
      await writeTogether(tx, [put(1)], 'last');
      await sql`INSERT INTO shelf VALUES (2)`.execute(tx);
    });
    await expect(work).rejects.toThrow('has ended');
    expect(await shelves()).toEqual([1]);
    await expectClean();
  });
});

describe('the parts of one write', () => {
  test('are run in their order: a call sees what stands before it, and queries without rows come last', async () => {
    await sql`CREATE FUNCTION expect_shelves(wanted bigint) RETURNS void LANGUAGE plpgsql AS
      'BEGIN IF count_shelves() <> wanted THEN RAISE EXCEPTION ''% shelves'', count_shelves(); END IF; END'`.execute(
      db,
    );
    const seen = (shelvesBefore: number) => ({ call: 'expect_shelves', values: [shelvesBefore] });
    await inTransaction(db, 'ordinary', (tx) =>
      writeTogether(tx, [
        { query: sql`INSERT INTO shelf VALUES (9)` },
        seen(0),
        put(1),
        seen(1),
        put2(2, 1),
        seen(2),
        put2(3, 1),
        seen(3),
      ]),
    );
    expect(await shelves()).toEqual([1, 2, 3, 9]);
  });

  test('where one gives another number of rows, somebody was faster, and nothing stands', async () => {
    const none = { query: sql`UPDATE shelf SET under = 1 WHERE id = 99 RETURNING id`, rows: 1 };
    for (const then of ['last', 'more'] as const) {
      const work = inTransaction(db, 'ordinary', (tx) => writeTogether(tx, [put(1), none], then));
      await expect(work).rejects.toBeInstanceOf(LostRace);
      expect(await shelves()).toEqual([]);
    }
  });
});
