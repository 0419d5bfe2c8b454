// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../db/scope.ts';
import { bindPlatform, platformDeclaration } from '../platform-module.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { testServices } from '../testing/test-services.ts';
import { openVault } from '../vault/open-vault.ts';
import { readPosts } from './read-posts.ts';

const NOW = instant('2026-09-28T02:00:00.000Z');
const org = { permissions: [{ id: 'org.read' }, { id: 'org.write' }] } as unknown as ModuleDeclaration;

const ROLES = `roles:
  - id: secretary
    title: { zh: 书记, en: Secretary }
    at: [community]
    sensitivity: internal
    permissions: [org.read]
`;
const PEOPLE = `password: beichen-demo
people:
  - { id: lin, name: 林若溪, does: { zh: 看, en: Looks }, role: secretary, unit: C1 }
`;

let city: TestCity;
let folder: string;

beforeAll(async () => {
  city = await testCity([]);
  folder = await mkdtemp(join(tmpdir(), 'beichen-posts-'));
  await sql`INSERT INTO unit (id, code, kind, name_entered, name, level, path, pinyin, initials) VALUES
    (1, 'T', 'city', '市', '市', 1, '1/', 'shi', 's'), (2, 'C1', 'community', '书院社区', '书院社区', 2, '1/2/', 'shu yuan', 'sy')`.execute(
    city.owner.db,
  );
});
afterAll(async () => {
  await city.drop();
  await rm(folder, { recursive: true });
});

async function postsOf(roles: string, people: string) {
  await writeFile(join(folder, 'roles.yaml'), roles);
  await writeFile(join(folder, 'people.yaml'), people);
  const title = { zh: '市', en: 'City' };
  const demo = { startsAt: NOW, people: 'people.yaml' };
  const pack = {
    folder,
    id: 'x',
    title,
    zone: 'Asia/Shanghai',
    roles: 'roles.yaml',
    calendar: 'calendar.csv',
    lines: { works: title },
    accounts: { slipDays: 7, unusedDays: 90 },
    demo,
  } as const;
  return await readPosts(pack, [org, platformDeclaration], { demo: true });
}

async function load(roles: string, people: string): Promise<void> {
  const posts = await postsOf(roles, people);
  const vault = await openVault({ keyFile: join(folder, 'keys'), create: true });
  const services = testServices(city, { at: NOW }, { vault, pack: folder });
  const { load: loadPosts } = bindPlatform(services, {
    worker: city.worker.db,
    jobSchema: 'testcity_jobs',
    posts,
    jobs: [],
    measures: [],
  });
  await inTransaction(city.worker.db, 'ordinary', async (tx) => loadPosts?.(tx, NOW));
}

test('permissions that nobody declares, roles that nobody has and ids that stand twice are told with their lines, all at once', async () => {
  const again = ROLES.replace('roles:\n', '').replace('org.read', 'org.fly');
  const told = postsOf(`${ROLES}${again}`, PEOPLE.replace('role: secretary', 'role: king'));
  // Line 7 is the second “- id: secretary”, line 11 its permissions; line 3 of people.yaml is the only person.
  await expect(told).rejects.toMatchObject({
    faults: [
      { file: 'people.yaml', line: 3, what: { zh: '没有“king”这个岗位' } },
      { file: 'roles.yaml', line: 7, what: { zh: '岗位“secretary”出现两次' } },
      { file: 'roles.yaml', line: 11, what: { zh: '没有“org.fly”这项权限' } },
    ],
  });
});

test('a person on a duty line that has no title is told with her line; on one that has, she is read', async () => {
  const on = (line: string): string => PEOPLE.replace('unit: C1', `unit: C1, line: ${line}`);
  // The only person stands in line 3 of people.yaml.
  await expect(postsOf(ROLES, on('streets'))).rejects.toMatchObject({
    faults: [{ file: 'people.yaml', line: 3, what: { zh: '条线“streets”没有名称' } }],
  });
  expect((await postsOf(ROLES, on('works'))).people?.people[0]?.line).toBe('works');
});

test('a person at a unit that has no such post stops the load and leaves nothing behind', async () => {
  await expect(load(ROLES, PEOPLE.replace('unit: C1', 'unit: T'))).rejects.toThrow(
    '“T”不是有“secretary”岗位的单位；写community类单位的代码',
  );
  const { rows } = await sql`SELECT FROM account`.execute(city.owner.db);
  expect(rows).toHaveLength(0);
});

test('loading twice makes one person; what a role gives today, its holder has today', async () => {
  await load(ROLES, PEOPLE);
  await load(ROLES.replace('[org.read]', '[org.read, org.write]'), PEOPLE);
  const { rows } = await sql`SELECT login, role, permissions, access_grant.path, "from"::text FROM account
    JOIN access_grant USING (person)`.execute(city.owner.db);
  expect(rows).toEqual([
    { login: 'lin', role: 'secretary', permissions: ['org.read', 'org.write'], path: '1/2/', from: '2026-09-28' },
  ]);
});

test('the name is in the vault and nowhere else', async () => {
  const vault = await openVault({ keyFile: join(folder, 'keys'), create: false });
  const { rows } = await sql<{ id: string }>`SELECT id FROM person`.execute(city.owner.db);
  const ids = rows.map(({ id }) => id);
  expect([...(await vault.masked(city.worker.db, ids)).values()]).toEqual([{ name: '林*' }]);
});
