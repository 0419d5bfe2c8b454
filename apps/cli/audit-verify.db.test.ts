// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@beichen/kernel/time.ts';
import { headFile, publishHead } from '@beichen/platform-server/audit/heads.ts';
import { seal } from '@beichen/platform-server/audit/seal.ts';
import { type TestCity, testCity } from '@beichen/platform-server/testing/test-city.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from './run.ts';

let city: TestCity;
let folder: string;
beforeAll(async () => {
  city = await testCity([]);
  folder = await mkdtemp(join(tmpdir(), 'beichen-'));
});
afterAll(async () => {
  await city.drop();
  await rm(folder, { recursive: true });
});

async function verify(...more: string[]): Promise<{ code: number; out: string; err: string }> {
  const heard = { out: '', err: '' };
  const code = await run(['audit', 'verify', '--database-url', city.urls.worker, ...more], {
    out: (text) => {
      heard.out += text;
    },
    err: (text) => {
      heard.err += text;
    },
    watched: false,
    language: 'zh',
  });
  return { code, ...heard };
}

test('a whole chain ends with 0, a broken one with 1 and its place, a heads file that is none with 2', async () => {
  const heads = join(folder, 'heads.jsonl');
  await sql`INSERT INTO audit_entry SELECT gen_random_uuid(), now(), 'a', 'b', 'c', NULL, '{}' FROM generate_series(1, 3)`.execute(
    city.worker.db,
  );
  await seal(city.worker.db, instant('2026-09-01T00:00:00.000Z'));
  await publishHead(city.worker.db, [headFile(heads)]);
  await sql`INSERT INTO audit_entry VALUES (gen_random_uuid(), '2026-09-02T01:02:03Z', 'a', 'b', 'c', NULL, '{}')`.execute(
    city.worker.db,
  );
  expect(await verify('--heads', heads)).toEqual({
    code: 0,
    out: '审计链完好，共3环\n库外链头1个，相符1个，可证到第3环\n待封存1条，最早2026-09-02T01:02:03.000Z\n',
    err: '',
  });
  await sql`UPDATE audit_entry SET actor = 'x' FROM audit_link l WHERE l.entry = id AND l.position = 2`.execute(
    city.owner.db,
  );
  const broken = await verify('--heads', heads, '--lang', 'en');
  expect(broken.code).toBe(1);
  expect(broken.out).toContain('broken at link 2: the entry was changed after it had been sealed');
  expect(JSON.parse((await verify('--json')).out)).toMatchObject({ broken: { why: 'content-changed', position: 2 } });
  await writeFile(heads, '{"position":1}\n');
  expect(await verify('--heads', heads)).toMatchObject({ code: 2, out: '' });
  expect((await verify('--heads', join(folder, 'none'))).err).toContain('no-file');
});

test('a database that cannot be used is no broken chain', async () => {
  const none = await run(['audit', 'verify', '--database-url', 'postgres://x:y@127.0.0.1:1/z'], {
    out: () => undefined,
    err: () => undefined,
    watched: false,
    language: 'zh',
  });
  expect(none).toBe(2);
});
