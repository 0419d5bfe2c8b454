// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { verifyAudit } from '@beichen/platform-server/audit/verify-audit.ts';
import { type Connection, connect } from '@beichen/platform-server/db/connect.ts';
import { boot, type RunningServer } from '@beichen/platform-server/run/boot.ts';
import { readConfig } from '@beichen/platform-server/run/config.ts';
import { testServer } from '@beichen/platform-server/testing/test-database.ts';
import { whereStands } from '@beichen/platform-server/testing/where-stands.ts';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../apps/cli/run.ts';
import { migrationsOfModules, modules } from '../apps/server/modules.ts';

const NANYANG = join(import.meta.dirname, '../packs/nanyang');
const CITY = 'first_administrator';
/** No name of a place or of anybody else. */
const NAME = '欧阳望舒';

type Told = { readonly code: number; readonly out: string; readonly err: string };

async function beichen(...args: string[]): Promise<Told> {
  const told = { out: '', err: '' };
  const code = await run(args, {
    out: (text) => {
      told.out += text;
    },
    err: (text) => {
      told.err += text;
    },
    watched: false,
    language: 'zh',
  });
  return { code, ...told };
}

async function dropCity(superuserUrl: string): Promise<void> {
  const session = new pg.Client({ connectionString: superuserUrl });
  await session.connect();
  await session.query(`DROP DATABASE IF EXISTS ${CITY} WITH (FORCE)`);
  for (const role of ['owner', 'app', 'worker']) await session.query(`DROP ROLE IF EXISTS ${CITY}_${role}`);
  await session.end();
}

async function start(env: NodeJS.Dict<string>, web: string): Promise<RunningServer> {
  const config = readConfig({ ...env, PORT: '0', HOST: '127.0.0.1' });
  return await boot({
    config,
    modules: Object.values(modules),
    migrations: migrationsOfModules(),
    pack: env['BEICHEN_PACK'] ?? '',
    data: env['BEICHEN_DATA'] ?? '',
    web,
    version: 'test',
    log: pino({ level: 'silent' }),
  });
}

/** Signs in by a slip and chooses a password; how far that comes, and the cookie. */
async function enter(url: string, login: string, code: string): Promise<{ stage: unknown; cookie: string }> {
  let cookie = '';
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const headers = { 'Content-Type': 'application/json', Origin: url, Cookie: cookie };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? cookie;
    expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
    return (await answer.json()) as Record<string, unknown>;
  };
  await post('/api/session/slip', { login, code });
  const { stage } = await post('/api/session/password', { password: 'lantern orchard 58 ferry' });
  return { stage, cookie };
}

const codeIn = (out: string): string => /一次性口令：(\S+)/.exec(out)?.[1] ?? '';

let superuserUrl: string;
let folder: string;
let env: NodeJS.Dict<string>;

const at = (file: string): string => join(folder, file);
const madeAs = (): string[] => [
  '--name',
  CITY,
  '--superuser-url',
  superuserUrl,
  '--pack',
  NANYANG,
  '--vault-keys',
  at('keys/vault-keys'),
  '--data',
  folder,
];

const appoint = (role: string, login: string, ...more: string[]): Promise<Told> =>
  beichen(
    'appoint',
    at('name.txt'),
    '--role',
    role,
    '--login',
    login,
    '--pack',
    NANYANG,
    '--vault-keys',
    at('keys/vault-keys'),
    '--database-url',
    env['DATABASE_DIRECT_URL'] ?? '',
    ...more,
  );

beforeAll(async () => {
  ({ superuserUrl } = await testServer());
  await dropCity(superuserUrl);
  folder = await mkdtemp(join(tmpdir(), 'beichen-first-'));
  await writeFile(at('name.txt'), `${NAME}\n`);
});
afterAll(async () => {
  await dropCity(superuserUrl);
  await rm(folder, { recursive: true, force: true });
});

test('a city is made once: its settings and keys are for one user alone, and a second time changes nothing', async () => {
  expect(await beichen('new-city', at('city.env'), ...madeAs())).toMatchObject({ code: 0, err: '' });
  for (const file of ['city.env', 'keys/vault-keys']) expect((await stat(at(file))).mode & 0o777).toBe(0o600);
  const settings = await readFile(at('city.env'), 'utf8');
  env = parseEnv(settings);
  expect(await beichen('new-city', at('city.env'), ...madeAs())).toMatchObject({ code: 2, out: '' });
  // Under another file neither: the city runs, and its passwords would change.
  expect((await beichen('new-city', at('other.env'), ...madeAs())).err).toContain('city-exists');
  await expect(stat(at('other.env'))).rejects.toThrow('ENOENT');
  expect(await readFile(at('city.env'), 'utf8')).toBe(settings);
  expect((await appoint('administrator', 'first')).err).toContain('服务须先启动过一次');
});

describe('once its server has started', () => {
  let server: RunningServer;
  let worker: Connection;
  beforeAll(async () => {
    server = await start(env, folder);
    worker = connect(env['DATABASE_DIRECT_URL'] ?? '', 1, () => undefined);
  }, 60_000);
  afterAll(async () => {
    await worker.close();
    await server.stop();
  });

  test('the first administrator comes in by a slip, as far as to the second factor that the pack wants', async () => {
    const { code, out } = await appoint('administrator', 'first');
    expect(code).toBe(0);
    expect(out).toMatch(/^南阳市 系统管理员\n账号：first\n/);
    expect(await enter(server.url, 'first', codeIn(out))).toMatchObject({ stage: 'enrol' });
    const whole = new URL(superuserUrl);
    whole.pathname = `/${CITY}`;
    expect(await whereStands(whole.href, NAME, codeIn(out))).toEqual([]);
  });

  test('a post of a county that nobody appoints to is given there, and opens the county', async () => {
    const { out } = await appoint('auditor', 'audit.wolong', '--unit', '411303');
    const { stage, cookie } = await enter(server.url, 'audit.wolong', codeIn(out));
    expect(stage).toBe('open');
    const session = await fetch(`${server.url}/api/session`, { headers: { Cookie: cookie } });
    expect(await session.json()).toMatchObject({ posts: [{ role: 'auditor', unit: { name: '卧龙区' } }] });
  });

  test('all that is wrong is told at once, and nothing is written', async () => {
    const wrong = await appoint('community-secretary', 'First', '--unit', '99');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    for (const place of ['--role  no-role', '--unit  no-unit', '--login  no-login']) expect(wrong.err).toContain(place);
    expect((await appoint('administrator', 'first')).err).toContain('已有人用');
    expect((await appoint('administrator', 'second', '--unit', '411303')).err).toContain('卧龙区没有');
    const accounts = await worker.db.selectFrom('account').select('login').orderBy('login').execute();
    expect(accounts.map(({ login }) => login)).toEqual(['audit.wolong', 'first']);
  });

  test('the audit tells of both, in a chain that is whole', async () => {
    const told = await worker.db
      .selectFrom('audit_entry')
      .select('action')
      .where('actor', '=', 'system:appoint')
      .execute();
    const each = ['org.appoint', 'platform.open-account'];
    expect(told.map(({ action }) => action).sort()).toEqual([each[0], ...each, each[1]]);
    expect((await verifyAudit(worker.db, [])).broken).toBeUndefined();
  });
});
