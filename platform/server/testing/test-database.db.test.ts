// SPDX-License-Identifier: Apache-2.0
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase, templateDatabase, testServer } from './test-database.ts';

const made: TestDatabase[] = [];
afterAll(async () => {
  for (const database of made) await database.drop();
});

async function database(options: { readonly template?: string } = {}): Promise<TestDatabase> {
  const fresh = await createDatabase(options);
  made.push(fresh);
  return fresh;
}

async function ask(url: string, sql: string): Promise<unknown[][]> {
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  return await session
    .query<unknown[]>({ text: sql, rowMode: 'array' })
    .then(({ rows }) => rows)
    .finally(() => session.end());
}

test('the server is of the version that the run names', async () => {
  const wanted = process.env['BEICHEN_TEST_POSTGRES'] === '15' ? 15 : 18;
  const { superuserUrl, version } = await testServer();
  expect(version).toBe(wanted);
  const [[number]] = (await ask(superuserUrl, "select current_setting('server_version_num')::int / 10000")) as [
    [number],
  ];
  expect(number).toBe(wanted);
});

test('text is UTF-8, and sorted by code point', async () => {
  const { url } = await database();
  // U+4E2D 中, U+533A 区, U+5E02 市; in pinyin it would be 区 市 中.
  expect(await ask(url, "select s from (values ('市'), ('a'), ('区'), ('B'), ('中')) t(s) order by s")).toEqual([
    ['B'],
    ['a'],
    ['中'],
    ['区'],
    ['市'],
  ]);
  expect(await ask(url, 'show server_encoding')).toEqual([['UTF8']]);
});

test('databases know nothing of each other, and a dropped one is gone though somebody is connected', async () => {
  const one = await createDatabase();
  const other = await database();
  await ask(one.url, 'create table t as select 1 as n');
  expect(await ask(other.url, "select to_regclass('t')")).toEqual([[null]]);
  const session = new pg.Client({ connectionString: one.url });
  session.on('error', () => undefined);
  await session.connect();
  await one.drop();
  await expect(ask(one.url, 'select 1')).rejects.toThrow(`database "${one.name}" does not exist`);
  await session.end();
});

test('a template is built once, whoever asks at the same time, and copied as it was built', async () => {
  let built = 0;
  const key = `a template of this test on ${(await testServer()).version}`;
  const build = async (url: string) => {
    built += 1;
    await ask(url, 'create table t as select generate_series(1, 3) as n');
  };
  const names = await Promise.all([1, 2, 3].map(() => templateDatabase(key, build)));
  expect(new Set(names).size).toBe(1);
  expect(built).toBe(1);
  const [template = ''] = names;
  const [one, other] = await Promise.all([database({ template }), database({ template })]);
  await ask(one.url, 'delete from t where n > 1');
  expect(await ask(one.url, 'select n from t')).toEqual([[1]]);
  expect(await ask(other.url, 'select n from t order by n')).toEqual([[1], [2], [3]]);
  expect(await templateDatabase(`${key}, changed`, build)).not.toBe(template);
  expect(built).toBe(2);
});

test('a template whose building failed is built again', async () => {
  const key = `a template that fails at first on ${(await testServer()).version}`;
  await expect(templateDatabase(key, (url) => ask(url, 'select 1/0').then(() => undefined))).rejects.toThrow(
    'division by zero',
  );
  const template = await templateDatabase(key, (url) =>
    ask(url, 'create table t as select 7 as n').then(() => undefined),
  );
  expect(await ask((await database({ template })).url, 'select n from t')).toEqual([[7]]);
});
