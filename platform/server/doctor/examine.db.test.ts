// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { civilDate } from '@beichen/kernel/time.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MigrationFolder, platformMigrations } from '../db/migrate.ts';
import { provision } from '../db/provision.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { createDatabase, testServer } from '../testing/test-database.ts';
import { packFolder } from '../testing/test-services.ts';
import { examine, type Finding } from './examine.ts';

let city: TestCity;
let folder: string;
beforeAll(async () => {
  city = await testCity([]);
  folder = await mkdtemp(join(tmpdir(), 'beichen-doctor-'));
});
afterAll(async () => {
  await city.drop();
  await rm(folder, { recursive: true });
});

async function tablesOf(migrations: readonly MigrationFolder[], workerUrl = city.urls.worker): Promise<Finding> {
  const findings = await examine({
    pack: packFolder('nanyang'),
    data: folder,
    vaultKeys: join(folder, 'none'),
    appUrl: city.urls.app,
    workerUrl,
    migrations,
    today: civilDate('2026-11-26'),
  });
  return findings.find(({ name }) => name.en === 'Tables') as Finding;
}

test('a database that has what the program would apply is fine', async () => {
  expect(await tablesOf([platformMigrations])).toMatchObject({ state: 'fine' });
});

test('a migration that waits is named, and how to apply it', async () => {
  await writeFile(join(folder, '001-later.sql'), 'SELECT 1;');
  const found = await tablesOf([platformMigrations, { domain: 'later', folder }]);
  expect(found).toEqual({
    name: { zh: '表结构', en: 'Tables' },
    state: 'broken',
    what: { zh: '有1个迁移未执行：later/001-later.sql', en: '1 migration is pending: later/001-later.sql' },
    mend: { zh: '以DATABASE_OWNER_URL启动一次', en: 'start once with DATABASE_OWNER_URL' },
  });
});

test('a database that was never migrated is told as such', async () => {
  const empty = await createDatabase();
  const passwords = { owner: 'owner', app: 'app', worker: 'worker' };
  const urls = await provision(
    (await testServer()).superuserUrl,
    { name: 'testcity', database: empty.name },
    passwords,
  );
  expect((await tablesOf([platformMigrations], urls.worker)).what.en).toBe('there are none yet');
  await empty.drop();
});
