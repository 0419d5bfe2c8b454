// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type Instant, instant } from '@beichen/kernel/time.ts';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import { inTransaction } from '../../db/scope.ts';
import { writeTogether } from '../../db/write-together.ts';
import { httpApp } from '../../http/app.ts';
import { makeMetrics } from '../../http/health.ts';
import { readPack } from '../../packs/read-pack.ts';
import { type TestCity, testCity } from '../../testing/test-city.ts';
import { packFolder, type TestClock, testServices } from '../../testing/test-services.ts';
import { openVault } from '../../vault/open-vault.ts';
import type { Vault } from '../../vault/vault.ts';
import { accountRoutes } from '../accounts/account-routes.ts';
import { enrolDoors } from '../factors/enrol-doors.ts';
import { factorDoors } from '../factors/factor-doors.ts';
import { ownDoors } from '../own/own-doors.ts';
import { ownRoutes } from '../own/own-routes.ts';
import { hashPassword } from '../password.ts';
import type { Role } from '../roles.ts';
import { sessionRoutes } from '../session-routes.ts';
import { signOnDoors } from '../sign-on/sign-on-doors.ts';
import type { SignOnSettings } from '../sign-on/sign-on-settings.ts';

const URL_HERE = 'http://localhost';

/** The password of everybody in the test city. */
export const PASSWORD = '北辰居其所而众星共之';

const role = (id: string, permissions: readonly string[]): Role => ({
  id,
  title: { zh: id, en: id },
  at: ['city', 'street', 'community'],
  sensitivity: 'internal',
  permissions,
  appointedBy: [],
  sources: {},
});

const ROLES: readonly Role[] = [
  role('administrator', ['org.read', 'platform.read', 'platform.accounts', 'platform.review']),
  { ...role('secretary', ['org.read', 'cases.read']), single: true },
  role('worker', ['org.read', 'cases.report']),
  { ...role('keeper', ['org.read', 'platform.read', 'platform.accounts']), second_factor: 'required' },
];

/**
 *     city 1 ─┬─ street 2 ─┬─ community 4
 *             │            └─ community 5
 *             └─ street 3 ─── community 6
 */
const UNITS = [
  [1, '市', 'city', '1/', 1],
  [2, '东街道', 'street', '1/2/', 2],
  [3, '西街道', 'street', '1/3/', 2],
  [4, '河社区', 'community', '1/2/4/', 3],
  [5, '湖社区', 'community', '1/2/5/', 3],
  [6, '山社区', 'community', '1/3/6/', 3],
] as const;

type Post = {
  readonly role: string;
  readonly unit: number;
  readonly to?: string /** Whose first post it stands in for. */;
  readonly actsFor?: string;
};

/** Who is there: login, name and posts. */
const PEOPLE: Readonly<Record<string, { readonly name: string; readonly posts: readonly Post[] }>> = {
  chief: { name: '何维', posts: [{ role: 'administrator', unit: 1 }] },
  east: { name: '马知微', posts: [{ role: 'administrator', unit: 2 }] },
  west: { name: '牛顿安', posts: [{ role: 'administrator', unit: 3 }] },
  river: { name: '林若溪', posts: [{ role: 'secretary', unit: 4 }] },
  both: {
    name: '陈向阳',
    posts: [
      { role: 'worker', unit: 5 },
      { role: 'secretary', unit: 4, actsFor: 'river' },
    ],
  },
  across: {
    name: '周明远',
    posts: [
      { role: 'worker', unit: 4 },
      { role: 'worker', unit: 6 },
    ],
  },
  keeper: { name: '钱守正', posts: [{ role: 'keeper', unit: 3 }] },
  gone: { name: '吴建业', posts: [{ role: 'worker', unit: 4, to: '2026-09-01' }] },
};

export type LoginCity = {
  readonly city: TestCity;
  readonly app: Hono;
  readonly clock: TestClock;
  readonly keyFile: string;
  /** Ids by login: of the account, of the person, of the posts in their order. */
  readonly ids: ReadonlyMap<string, Ids>;
  browser(): Browser;
  /** A browser in which somebody has signed in. */
  signedIn(login: string): Promise<Browser>;
  stop(): Promise<void>;
};

export type Told = { readonly status: number; readonly body: Record<string, unknown> & { code?: string } };

/** A browser: it keeps the cookie that it is given. */
export type Browser = {
  get(path: string): Promise<Told>;
  post(path: string, body?: unknown): Promise<Told>;
  readonly cookie: string;
};

export const freshId = (): string => uuidv7From(Date.now(), randomBytes(16));

function browserOf(app: Hono): Browser {
  let cookie = '';
  const ask = async (method: string, path: string, body?: unknown): Promise<Told> => {
    const headers = {
      Cookie: cookie,
      'Idempotency-Key': freshId(),
      'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) Edg/120',
    };
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await app.request(path, {
      method,
      headers: { ...headers, 'Content-Type': 'application/json' },
      ...init,
    });
    cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? cookie;
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
  };
  return {
    get: (path) => ask('GET', path),
    post: (path, body = {}) => ask('POST', path, body),
    get cookie() {
      return cookie;
    },
  };
}

type Ids = { readonly account: string; readonly person: string; readonly posts: readonly string[] };

async function plantPeople(city: TestCity, vault: Vault, now: Instant): Promise<Map<string, Ids>> {
  const { db } = city.owner;
  for (const [id, name, kind, path, level] of UNITS)
    await sql`INSERT INTO unit (id, code, kind, name_entered, name, level, path, pinyin, initials)
      VALUES (${id}, ${`U${id}`}, ${kind}, ${name}, ${name}, ${level}, ${path}, '', '')`.execute(db);
  const ids = new Map<string, Ids>();
  const hash = await hashPassword(PASSWORD);
  for (const [login, { name, posts }] of Object.entries(PEOPLE)) {
    const [person, account] = [freshId(), freshId()];
    const held = posts.map(() => freshId());
    ids.set(login, { person, account, posts: held });
    await inTransaction(city.worker.db, 'ordinary', async (tx) => {
      for (const [at, { unit }] of posts.entries())
        await writeTogether(
          tx,
          vault.keep(tx, person, {
            record: held[at] ?? '',
            place: { unit, line: null },
            values: { name },
            now: now,
          }),
        );
    });
    for (const [at, { role: roleId, unit, to = null, actsFor = '' }] of posts.entries()) {
      const permissions = ROLES.find(({ id }) => id === roleId)?.permissions ?? [];
      await sql`INSERT INTO access_grant (id, person, unit_id, path, role, permissions, sensitivity, "from", "to", acts_for)
        SELECT ${held[at]}, ${person}, id, path, ${roleId}, ${permissions}, 'internal', '2026-01-01', ${to}, ${ids.get(actsFor)?.posts[0] ?? null} FROM unit WHERE id = ${unit}`.execute(
        db,
      );
    }
    await sql`INSERT INTO account (id, person, login, password_hash, unit_id, path)
      SELECT ${account}, ${person}, ${login}, ${hash}, id, path FROM unit WHERE id = ${posts[0]?.unit ?? 1}`.execute(
      db,
    );
  }
  return ids;
}

export async function loginCity(signOn?: SignOnSettings): Promise<LoginCity> {
  const city = await testCity([]);
  const folder = await mkdtemp(join(tmpdir(), 'beichen-login-'));
  const clock: TestClock = { at: instant('2026-09-28T02:00:00.000Z') };
  const keyFile = join(folder, 'keys');
  const vault = await openVault({ keyFile, create: true });
  const services = testServices(city, clock, { vault, url: URL_HERE, signOn });
  const ids = await plantPeople(city, vault, clock.at);
  const pack = await readPack(packFolder('nanyang'));
  const routes = accountRoutes({ services, settings: { slipDays: 7, unusedDays: 90 }, roles: ROLES });
  const app = httpApp(services, { routes, metrics: makeMetrics(undefined) }, (http) => {
    sessionRoutes(services, { pack, roles: ROLES })(http);
    ownDoors(services, { pack, roles: ROLES })(http);
    ownRoutes(services, { pack, roles: ROLES })(http);
    factorDoors(services)(http);
    enrolDoors(services, { pack, roles: ROLES })(http);
    if (signOn !== undefined) signOnDoors(services, { pack, roles: ROLES }, { settings: signOn, url: URL_HERE })(http);
  });
  return {
    city,
    app,
    clock,
    keyFile,
    ids,
    browser: () => browserOf(app),
    signedIn: async (login) => {
      const browser = browserOf(app);
      await browser.post('/api/session', { login, password: PASSWORD });
      return browser;
    },
    stop: async () => {
      await city.drop();
      await rm(folder, { recursive: true });
    },
  };
}
