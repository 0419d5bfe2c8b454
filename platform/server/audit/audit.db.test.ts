// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant, instant } from '@beichen/kernel/time.ts';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/connect.ts';
import { inScope, NOBODY } from '../db/scope.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { type EntryContent, GENESIS, linkHash } from './chain.ts';
import { findHead, type Head, headFile, publishHead, readHeads } from './heads.ts';
import { seal } from './seal.ts';
import { verifyAudit } from './verify-audit.ts';

const NOW: Instant = instant('2026-09-01T00:00:00.000Z');
const at = (second: number): string => `2026-08-31T12:00:${String(second).padStart(2, '0')}.123456Z`;

let city: TestCity;
beforeAll(async () => {
  city = await testCity([]);
});
beforeEach(() => asOwner(sql`TRUNCATE audit_entry, audit_link, audit_pending`));
afterAll(() => city.drop());

/** Whoever the entries say it was: nobody writes into the audit in another's name. */
const WRITER = { ...NOBODY, actor: 'person:p' };

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const entry = (n: number, time = at(n)): RawBuilder<unknown> => sql`INSERT INTO audit_entry
  VALUES (${idOf(n)}, ${time}, 'person:p', 'cases.close', ${`record ${n}`}, NULL, ${JSON.stringify({ n, 'b"': [1.0, '字'] })})`;

/** As the app writes it: in a transaction of its own. */
const write = (n: number, time?: string): Promise<unknown> =>
  inScope(city.app.db, WRITER, (tx) => entry(n, time).execute(tx));

/** Entries 1…n, sealed; the published head behind them. */
async function sealed(n: number): Promise<Head> {
  for (let each = 1; each <= n; each += 1) await write(each);
  await seal(city.worker.db, NOW);
  return (await findHead(city.worker.db)) as Head;
}

const verify = (...heads: Head[]) => verifyAudit(city.worker.db, heads);
const asOwner = (...statements: RawBuilder<unknown>[]): Promise<void> => run(city.owner.db, statements);

async function run(db: Database, statements: readonly RawBuilder<unknown>[]): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}

/** What the owner of the database can do who knows our code: chains everything anew, in the order of id. */
async function rechain(): Promise<void> {
  const { rows } =
    await sql<EntryContent>`SELECT e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
    actor, action, record, unit_id, detail::text AS detail FROM audit_entry e ORDER BY e.at`.execute(city.owner.db);
  await asOwner(sql`DELETE FROM audit_link`, sql`DELETE FROM audit_pending`);
  let previous: Buffer = GENESIS;
  for (const [index, content] of rows.entries()) {
    const position = index + 1;
    previous = linkHash(previous, { position, sealed_at: '2026-09-01T00:00:00.000000Z' }, content);
    await asOwner(sql`INSERT INTO audit_link VALUES (${position}, ${content.id}, ${NOW}, ${previous})`);
  }
}

test('entries are chained in the order of their time, once, and the chain is whole', async () => {
  await write(2);
  await write(1);
  await write(3);
  expect(await verify()).toMatchObject({ broken: undefined, links: 0, unsealed: 3, since: '2026-08-31T12:00:01.123Z' });
  expect(await seal(city.worker.db, NOW)).toBe(3);
  expect(await seal(city.worker.db, NOW)).toBe(0);
  const { rows } = await sql`SELECT position, entry FROM audit_link ORDER BY position`.execute(city.worker.db);
  expect(rows).toEqual([1, 2, 3].map((n) => ({ position: n, entry: idOf(n) })));
  const head = (await findHead(city.worker.db)) as Head;
  expect(await verify(head)).toEqual({ broken: undefined, links: 3, heads: 1, proved: 3, unsealed: 0, since: null });
});

test('the hash is the one that the page describes', async () => {
  await sealed(1);
  const content = JSON.stringify([
    1,
    '2026-09-01T00:00:00.000000Z',
    idOf(1),
    at(1),
    'person:p',
    'cases.close',
    'record 1',
    null,
    '{"n": 1, "b\\"": [1, "字"]}',
  ]);
  const { rows } = await sql<{
    same: boolean;
  }>`SELECT hash = sha256(decode(repeat('00', 32), 'hex') || convert_to(${content}, 'UTF8')) AS same
    FROM audit_link`.execute(city.worker.db);
  expect(rows).toEqual([{ same: true }]);
});

describe('what is found without any head', () => {
  test.each([
    ['content', sql`UPDATE audit_entry SET detail = '{"n": 4}' WHERE id = ${idOf(3)}`],
    ['time, by a microsecond', sql`UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE id = ${idOf(3)}`],
    ['unit', sql`UPDATE audit_entry SET unit_id = 0 WHERE id = ${idOf(3)}`],
    [
      'time of sealing',
      sql`UPDATE audit_link SET sealed_at = sealed_at + interval '1 second' WHERE entry = ${idOf(3)}`,
    ],
  ])('a changed %s', async (_, change) => {
    await sealed(5);
    await asOwner(change);
    expect((await verify()).broken).toEqual({ why: 'content-changed', position: 3, entry: idOf(3) });
  });

  test('a deleted entry, with and without its link', async () => {
    await sealed(5);
    await asOwner(sql`DELETE FROM audit_entry WHERE id = ${idOf(2)}`);
    expect((await verify()).broken).toEqual({ why: 'entry-deleted', position: 2, entry: idOf(2) });
    await asOwner(sql`DELETE FROM audit_link WHERE entry = ${idOf(2)}`);
    expect((await verify()).broken).toEqual({ why: 'link-missing', position: 2, entry: null });
  });

  test('entries exchanged, and whole links exchanged', async () => {
    await sealed(5);
    await asOwner(
      sql`UPDATE audit_link SET position = -position WHERE position IN (2, 4)`,
      sql`UPDATE audit_link SET position = 6 + position WHERE position < 0`,
    );
    expect((await verify()).broken).toEqual({ why: 'order-changed', position: 2, entry: idOf(4) });
    await asOwner(
      sql`UPDATE audit_link SET position = -position WHERE position IN (2, 4)`,
      sql`UPDATE audit_link SET position = 6 + position WHERE position < 0`,
    );
    expect((await verify()).broken).toBeUndefined();
    const spareId = randomUUID();
    await asOwner(
      sql`UPDATE audit_link SET entry = ${spareId} WHERE position = 2`,
      sql`UPDATE audit_link SET entry = ${idOf(2)} WHERE position = 4`,
      sql`UPDATE audit_link SET entry = ${idOf(4)} WHERE position = 2`,
    );
    expect((await verify()).broken).toEqual({ why: 'order-changed', position: 2, entry: idOf(4) });
  });

  test('a hash that was put in place of the right one', async () => {
    await sealed(5);
    await asOwner(sql`UPDATE audit_link SET hash = sha256('x') WHERE position = 3`);
    expect((await verify()).broken).toEqual({ why: 'hash-wrong', position: 3, entry: idOf(3) });
  });

  test('an entry that was put in behind the sealer, or taken out before it came', async () => {
    await sealed(3);
    await asOwner(entry(9, at(2)), sql`DELETE FROM audit_pending`);
    expect((await verify()).broken).toEqual({ why: 'not-linked', position: null, entry: idOf(9) });
    await asOwner(sql`DELETE FROM audit_entry WHERE id = ${idOf(9)}`);
    await write(4);
    await asOwner(sql`DELETE FROM audit_entry WHERE id = ${idOf(4)}`);
    expect(await seal(city.worker.db, NOW)).toBe(0);
    expect((await verify()).broken).toEqual({ why: 'entry-deleted', position: null, entry: idOf(4) });
  });
});

describe("what yesterday's head finds", () => {
  test('a row put into the past, everything behind it chained anew', async () => {
    const yesterday = await sealed(4);
    await asOwner(entry(9, '2026-08-31T12:00:02.5Z'));
    await rechain();
    expect((await verify()).broken).toBeUndefined();
    expect((await verify(yesterday)).broken).toMatchObject({ why: 'head-differs', position: 4 });
  });

  test('two entries that exchanged their times, and the whole chain made anew in that order', async () => {
    const yesterday = await sealed(5);
    await asOwner(
      sql`UPDATE audit_entry SET at = ${at(9)} WHERE id = ${idOf(2)}`,
      sql`UPDATE audit_entry SET at = ${at(2)} WHERE id = ${idOf(4)}`,
      sql`UPDATE audit_entry SET at = ${at(4)} WHERE id = ${idOf(2)}`,
    );
    await rechain();
    expect((await verify()).broken).toBeUndefined();
    expect((await verify(yesterday)).broken).toMatchObject({ why: 'head-differs', position: 5 });
  });

  test('an entry changed, or deleted, and the whole chain made anew', async () => {
    const early = await sealed(2);
    for (const n of [3, 4, 5]) await write(n);
    await seal(city.worker.db, NOW);
    const yesterday = (await findHead(city.worker.db)) as Head;
    await write(6);
    await asOwner(sql`UPDATE audit_entry SET actor = 'person:q' WHERE id = ${idOf(4)}`);
    await rechain();
    expect((await verify()).broken).toBeUndefined();
    // The head before the change still fits, so the change lies between the two.
    expect(await verify(early, yesterday)).toMatchObject({ broken: { why: 'head-differs', position: 5 }, proved: 2 });
    await asOwner(sql`DELETE FROM audit_entry WHERE id IN (${idOf(4)}, ${idOf(5)}, ${idOf(6)})`);
    await rechain();
    expect((await verify()).broken).toBeUndefined();
    expect((await verify(early, yesterday)).broken).toEqual({ why: 'link-missing', position: 4, entry: null });
  });
});

describe('while people write', () => {
  test('a late committer with an earlier time lands behind, and everything stays whole', async () => {
    await inScope(city.app.db, WRITER, async (tx) => {
      await entry(1).execute(tx);
      for (const n of [2, 3]) await write(n);
      expect(await seal(city.worker.db, NOW)).toBe(2);
    });
    expect(await seal(city.worker.db, NOW)).toBe(1);
    const { rows } = await sql`SELECT entry FROM audit_link ORDER BY position`.execute(city.worker.db);
    expect(rows).toEqual([2, 3, 1].map((n) => ({ entry: idOf(n) })));
    expect((await verify()).broken).toBeUndefined();
  });

  test('many writers and two sealers: every entry once, nothing broken', async () => {
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let each = 0; each < 60; each += 1) await write(writer * 1_000 + each, at(each));
    });
    let writing = true;
    const sealers = [0, 1].map(async () => {
      while (writing) {
        await seal(city.worker.db, NOW);
        expect((await verify()).broken).toBeUndefined();
      }
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(sealers);
    while ((await seal(city.worker.db, NOW)) > 0);
    expect(await verify()).toMatchObject({ broken: undefined, links: 480, unsealed: 0 });
  });

  test('more than a page of links, sealed in batches of a thousand', async () => {
    await sql`INSERT INTO audit_entry SELECT gen_random_uuid(), now(), 'a', 'b', 'c', NULL, '{}' FROM generate_series(1, 4500)`.execute(
      city.owner.db,
    );
    const batches = [];
    for (let some = -1; some !== 0; batches.push(some)) some = await seal(city.worker.db, NOW);
    expect(batches).toEqual([1000, 1000, 1000, 1000, 500, 0]);
    expect(await verify()).toMatchObject({ broken: undefined, links: 4500 });
  });
});

test('nobody but the owner takes anything out, and the app reads nothing', async () => {
  await sealed(1);
  for (const refused of [
    sql`DELETE FROM audit_entry`,
    sql`UPDATE audit_entry SET actor = 'x'`,
    sql`DELETE FROM audit_link`,
    sql`UPDATE audit_link SET position = 2`,
  ])
    for (const role of [city.app.db, city.worker.db])
      await expect(refused.execute(role)).rejects.toThrow('permission denied');
  for (const hidden of ['audit_entry', 'audit_link', 'audit_pending'])
    await expect(sql`SELECT * FROM ${sql.table(hidden)}`.execute(city.app.db)).rejects.toThrow('permission denied');
});

describe('heads outside the database', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'beichen-heads-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('are appended to a file and read back', async () => {
    const sink = headFile(join(folder, 'heads.jsonl'));
    expect(await publishHead(city.worker.db, [sink])).toBeUndefined();
    const first = await sealed(2);
    expect(first).toMatchObject({ position: 2, at: '2026-09-01T00:00:00.000000Z' });
    await publishHead(city.worker.db, [sink]);
    await write(3);
    await seal(city.worker.db, NOW);
    const second = await publishHead(city.worker.db, [sink]);
    const text = await readFile(join(folder, 'heads.jsonl'), 'utf8');
    expect(readHeads(text)).toEqual({ heads: [first, second] });
    expect(readHeads(`${text}\n{"position":1}`)).toEqual({ badLine: 4 });
  });
});
