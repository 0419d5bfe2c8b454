// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { instant } from '@beichen/kernel/time.ts';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inScope, inTransaction, NOBODY } from '../db/scope.ts';
import { httpApp } from '../http/app.ts';
import { makeMetrics } from '../http/health.ts';
import { hashOf } from '../login/identify.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { testServices } from '../testing/test-services.ts';
import type { FileHost } from './file-host.ts';
import { fileRoutes } from './file-routes.ts';
import { type FileStore, folderStore } from './file-store.ts';
import { sweepFiles } from './sweep.ts';
import { phoneJpeg, picture } from './testing/pictures.ts';

const NOW = instant('2026-09-28T02:00:00.000Z');
/** A toy in street 2, one in street 3, and one of street 2 that only its parties see. */
const [HERE, THERE, SECRET] = [randomUUID(), randomUUID(), randomUUID()] as [string, string, string];

/** Toys are the records of a domain that exists in this test alone. */
const toys: FileHost = {
  domain: 'toys',
  records: 'toy',
  attach: 'toys.attach',
  parties: ['owner'],
  most: 3,
  async find(tx, record) {
    const { rows } = await sql<{ unit_id: number; path: string; restricted: boolean; roles: string[] }>`
      SELECT unit_id, path, restricted, ARRAY(SELECT role FROM party WHERE party.record = toy.id) AS roles FROM toy WHERE id = ${record}`.execute(
      tx,
    );
    return rows.map(({ unit_id: unit, path, restricted, roles }) => {
      return { unit, paths: [path], line: null, sensitivity: restricted ? 'restricted' : 'open', roles } as const;
    })[0];
  },
};

let city: TestCity;
let folder: string;
let store: FileStore;
let app: Hono;
/** Street 2, street 3, and the owner of the restricted toy, who has street 3. */
const people = { two: 'token-two', three: 'token-three', owner: 'token-owner' } as const;

async function addPerson(token: string, unit: number): Promise<string> {
  const { db } = city.owner;
  const [person, account] = [randomUUID(), randomUUID()];
  await sql`INSERT INTO person VALUES (${person}, ${NOW})`.execute(db);
  await sql`INSERT INTO access_grant VALUES (${randomUUID()}, ${person}, ${unit}, ${`1/${unit}/`}, 'r', '{toys.read,toys.attach}', NULL, 'open', '2026-01-01', NULL)`.execute(
    db,
  );
  await sql`INSERT INTO account (id, person, login, password_hash) VALUES (${account}, ${person}, ${token}, 'x')`.execute(
    db,
  );
  await sql`INSERT INTO session VALUES (${hashOf(token)}, ${account}, ${NOW}, '2026-09-28T14:00:00Z')`.execute(db);
  return person;
}

beforeAll(async () => {
  city = await testCity([]);
  folder = await mkdtemp(join(tmpdir(), 'beichen-files-'));
  store = folderStore(folder);
  const { db } = city.owner;
  await sql`INSERT INTO unit (id, code, kind, name_entered, name, parent_id, level, path, pinyin, initials)
    VALUES (1, 'T', 'city', '市', '市', NULL, 1, '1/', 's', 's'), (2, 'A', 'street', '甲', '甲', 1, 2, '1/2/', 'j', 'j'),
      (3, 'B', 'street', '乙', '乙', 1, 2, '1/3/', 'y', 'y')`.execute(db);
  await sql`CREATE TABLE toy (id uuid PRIMARY KEY, unit_id integer, path text, restricted boolean)`.execute(db);
  await sql`CALL guard('toy', '(NOT restricted AND in_scope(path, NULL)) OR is_party(id)', NULL)`.execute(db);
  await sql`GRANT SELECT ON toy TO testcity_app`.execute(db);
  await sql`INSERT INTO file_host VALUES ('toy')`.execute(db);
  await sql`INSERT INTO toy VALUES (${HERE}, 2, '1/2/', false), (${THERE}, 3, '1/3/', false), (${SECRET}, 2, '1/2/', true)`.execute(
    db,
  );
  await addPerson(people.two, 2);
  await addPerson(people.three, 3);
  const owner = await addPerson(people.owner, 3);
  await sql`INSERT INTO party VALUES (${owner}, ${SECRET}, 'owner', ${NOW})`.execute(db);
  const services = testServices(city, { at: NOW }, { files: store });
  const routes = fileRoutes(toys, services);
  app = httpApp(services, { routes, metrics: makeMetrics(undefined) }, () => undefined);
});
afterAll(async () => {
  await city.drop();
  await rm(folder, { recursive: true });
});

type Who = keyof typeof people;
const newKey = (): string => uuidv7From(Date.parse(NOW), crypto.getRandomValues(new Uint8Array(16)));
const cookie = (who: Who): Record<string, string> => ({ Cookie: `beichen=${people[who]}` });

type Sent = { readonly status: number; readonly body: { readonly id: string; readonly code?: string } };
type Body = Buffer | ReadableStream<Uint8Array>;

async function send(who: Who, record: string, sent: Body | { body: Body; name?: string; key?: string }): Promise<Sent> {
  const { name = '照片.jpg', key = newKey(), body } = 'body' in sent ? sent : { body: sent };
  const answer = await app.request(`/api/toys/${record}/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body,
    headers: { ...cookie(who), 'Content-Type': 'application/octet-stream', 'Idempotency-Key': key },
    duplex: 'half',
  } as RequestInit);
  return { status: answer.status, body: (await answer.json()) as Sent['body'] };
}

const get = (who: Who, path: string) => app.request(`/api/toys/${path}`, { headers: cookie(who) });

async function remove(who: Who, record: string, id: string): Promise<number> {
  const headers = { ...cookie(who), 'Content-Type': 'application/json', 'Idempotency-Key': newKey() };
  return (await app.request(`/api/toys/${record}/files/${id}/remove`, { method: 'POST', body: '{}', headers })).status;
}

async function contents(): Promise<string[]> {
  const found: string[] = [];
  for await (const hash of store.all()) found.push(hash);
  return found;
}

test('a photo comes back without its position, as a download that no browser opens as a page', async () => {
  const sent = await send('two', HERE, { body: phoneJpeg(6), name: '../路灯 "坏了".html' });
  expect(sent.status).toBe(201);
  const listed = (await (await get('two', `${HERE}/files`)).json()) as { files: { id: string; name: string }[] };
  expect(listed.files).toMatchObject([{ id: sent.body.id, name: '路灯 坏了.jpg', media: 'image/jpeg', addedAt: NOW }]);
  const answer = await get('two', `${HERE}/files/${sent.body.id}`);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': `attachment; filename="file.jpg"; filename*=UTF-8''%E8%B7%AF%E7%81%AF%20%E5%9D%8F%E4%BA%86.jpg`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.length).toBe(Number(answer.headers.get('Content-Length')));
  expect(bytes.includes('PHONE-X') || bytes.includes('GPSLatitude')).toBe(false);
  expect(bytes.includes('Exif')).toBe(true);
  expect(await readdir(join(folder, 'staged'))).toEqual([]);
});

test('who may not read the record has none of its files, by the routes and by row security', async () => {
  const { body } = await send('two', HERE, picture('png'));
  for (const path of [`${HERE}/files`, `${HERE}/files/${body.id}`, `${THERE}/files/${body.id}`]) {
    expect((await get('three', path)).status).toBe(404);
  }
  expect((await send('three', HERE, picture('png'))).status).toBe(404);
  expect(await remove('three', HERE, body.id)).toBe(404);
  const seen = async (scope: string[]): Promise<number> =>
    await inScope(city.app.db, { ...NOBODY, scope: { all: scope, lines: [] } }, async (tx) => {
      return (await sql`SELECT FROM file WHERE id = ${body.id}`.execute(tx)).rows.length;
    });
  expect([await seen(['1/2/']), await seen(['1/3/']), await seen([])]).toEqual([1, 0, 0]);
});

test('a file of a restricted record is its parties’, and each reading of it is in the audit', async () => {
  const { status, body } = await send('owner', SECRET, picture('webp'));
  expect(status).toBe(201);
  expect((await get('two', `${SECRET}/files/${body.id}`)).status).toBe(404);
  expect((await get('owner', `${SECRET}/files/${body.id}`)).status).toBe(200);
  const { rows } =
    await sql`SELECT action, record, detail FROM audit_entry WHERE record = ${SECRET} ORDER BY action`.execute(
      city.owner.db,
    );
  expect(rows).toMatchObject([
    { action: 'toys.attach', detail: { file: body.id } },
    { action: 'toys.file-read', detail: { file: body.id } },
  ]);
  expect(JSON.stringify(rows)).not.toContain('照片');
});

test('what is too long is refused while it comes, whatever was said of its length', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(stream) {
      sent += 1_000_000;
      stream.enqueue(new Uint8Array(1_000_000));
    },
  });
  expect(await send('two', HERE, endless)).toMatchObject({ status: 413, body: { code: 'platform.too-large' } });
  expect(sent).toBeLessThan(25_000_000);
});

test('a page that calls itself a photo is refused, and nothing of it stays', async () => {
  const before = await contents();
  const page = await send('two', HERE, {
    body: Buffer.from('<!DOCTYPE html><script>alert(1)</script>'),
    name: 'a.jpg',
  });
  expect(page).toMatchObject({ status: 415, body: { code: 'files.unknown-form' } });
  expect(await send('two', HERE, picture('jpeg').subarray(0, 400))).toMatchObject({ status: 422 });
  expect(await contents()).toEqual(before);
  expect(await readdir(join(folder, 'staged'))).toEqual([]);
});

test('an intention sent again is carried out once; another content under it is refused', async () => {
  const key = newKey();
  const first = await send('three', THERE, { body: picture('png'), key });
  expect(await send('three', THERE, { body: picture('png'), key })).toEqual(first);
  expect(await send('three', THERE, { body: picture('jpeg'), key })).toMatchObject({ status: 409 });
  expect(await send('three', THERE, { body: picture('png'), key, name: 'b.png' })).toMatchObject({ status: 409 });
  const { files } = (await (await get('three', `${THERE}/files`)).json()) as { files: unknown[] };
  expect(files).toHaveLength(1);
});

test('a record has as many files as its domain says, and one that is taken away makes room', async () => {
  const second = await send('three', THERE, picture('jpeg'));
  await send('three', THERE, { body: Buffer.from('第三个'), name: 'c.txt' });
  expect(await send('three', THERE, Buffer.from('第四个'))).toMatchObject({
    status: 409,
    body: { code: 'files.too-many' },
  });
  expect(await remove('three', THERE, second.body.id)).toBe(201);
  expect(await remove('three', THERE, second.body.id)).toBe(404);
  expect((await get('three', `${THERE}/files/${second.body.id}`)).status).toBe(404);
  expect((await send('three', THERE, Buffer.from('第四个'))).status).toBe(201);
});

test('the sweep removes what no file has any more, what a crash left, and nothing else', async () => {
  const note = Buffer.from('同样的内容');
  const [one, two] = [await send('owner', SECRET, note), await send('owner', SECRET, note)];
  const left = await store.stage(Buffer.from('placed, and then the power went'));
  await store.place(left);
  const dead = await store.stage(Buffer.from('never placed'));
  await utimes(join(folder, 'staged', dead.id), new Date(0), new Date(0));
  const fresh = await store.stage(Buffer.from('on its way'));
  await sweepFiles(city.worker.db, store);
  expect(await contents()).not.toContain(left.hash);
  expect(await readdir(join(folder, 'staged'))).toEqual([fresh.id]);

  await remove('owner', SECRET, one.body.id);
  expect(await sweepFiles(city.worker.db, store)).toBe(0);
  expect((await get('owner', `${SECRET}/files/${two.body.id}`)).status).toBe(200);
  await remove('owner', SECRET, two.body.id);
  expect(await sweepFiles(city.worker.db, store)).toBe(1);
  await store.discard(fresh);
});

/** Waits until some transaction waits for a lock of the city. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await sql`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`.execute(city.owner.db);
    if (rows.length > 0) return;
  }
}

test('an upload waits for the sweep that is removing the same content, and brings it back', async () => {
  const note = Buffer.from('removed at this moment');
  const { hash, id } = await store.stage(note);
  await store.place({ hash, id });
  let sent: Promise<Sent> | undefined;
  await inTransaction(city.worker.db, 'ordinary', async (tx) => {
    await sql`SELECT seize_content(${Buffer.from(hash, 'hex')})`.execute(tx);
    sent = send('owner', SECRET, note);
    await somebodyWaits();
    await store.remove(hash);
  });
  expect((await sent)?.status).toBe(201);
  expect(await contents()).toContain(hash);
});

test('the sweep waits for an upload that has placed its content and not yet written its row', async () => {
  const staged = await store.stage(Buffer.from('between content and row'));
  let swept: Promise<number> | undefined;
  await inScope(city.app.db, { ...NOBODY, scope: { all: ['1/2/'], lines: [] } }, async (tx) => {
    const hash = Buffer.from(staged.hash, 'hex');
    await sql`SELECT hold_content(${hash})`.execute(tx);
    await store.place(staged);
    swept = sweepFiles(city.worker.db, store);
    await somebodyWaits();
    await sql`INSERT INTO file VALUES (${randomUUID()}, 'toy', ${HERE}, ${hash}, 23, 'text/plain', 'a.txt', 'nobody', ${NOW})`.execute(
      tx,
    );
  });
  await swept;
  expect(await contents()).toContain(staged.hash);
});
