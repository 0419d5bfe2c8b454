// SPDX-License-Identifier: Apache-2.0
import { pino } from 'pino';
import { type Connection, connect } from '../db/connect.ts';
import { type MigrationFolder, migrate, migrationHash, platformMigrations } from '../db/migrate.ts';
import { type CityUrls, jobSchemaOf, provision, rolesOf } from '../db/provision.ts';
import { migrateQueue } from '../jobs/queue.ts';
import { createDatabase, templateDatabase, testServer } from './test-database.ts';

/** A city's database for one test file: migrated, empty but for what `fill` put in, with a connection for each of its roles. */
export type TestCity = {
  readonly urls: CityUrls;
  readonly superuserUrl: string;
  readonly owner: Connection;
  readonly app: Connection;
  readonly worker: Connection;
  /** Closes the connections and removes the database. */
  drop(): Promise<void>;
};

const silent = pino({ level: 'silent' });

const NAME = 'testcity';
const PASSWORDS = { owner: 'owner', app: 'app', worker: 'worker' };

/** A template is filled once a run, whichever worker asks first; `key` names what `fill` makes and must change with it. */
export type Filling = { readonly key: string; fill(urls: CityUrls): Promise<void> };

const broken = (error: Error): void => {
  // A test that drops its database ends idle connections; everything else must be seen.
  if (!/terminating connection/.test(error.message)) throw error;
};

export async function testCity(domains: readonly MigrationFolder[], filling?: Filling): Promise<TestCity> {
  const folders = [platformMigrations, ...domains];
  const { superuserUrl } = await testServer();
  const key = `${await migrationHash(folders)} ${filling?.key ?? ''}`;
  const urlsIn = (database: string): Promise<CityUrls> => provision(superuserUrl, { name: NAME, database }, PASSWORDS);
  const template = await templateDatabase(key, async (url) => {
    const urls = await urlsIn(new URL(url).pathname.slice(1));
    await migrate(urls.owner, rolesOf(NAME), folders);
    const worker = connect(urls.worker, 1, broken);
    await migrateQueue(worker.pool, jobSchemaOf(NAME), silent);
    await worker.close();
    await filling?.fill(urls);
  });
  const database = await createDatabase({ template });
  const urls = addressesIn(superuserUrl, database.name);
  const [owner, app, worker] = [
    connect(urls.owner, 4, broken),
    connect(urls.app, 8, broken),
    connect(urls.worker, 4, broken),
  ];
  const drop = async (): Promise<void> => {
    await Promise.all([owner.close(), app.close(), worker.close()]);
    await database.drop();
  };
  return { urls, superuserUrl: database.url, owner, app, worker, drop };
}

function addressesIn(superuserUrl: string, database: string): CityUrls {
  const roles = rolesOf(NAME);
  const address = (kind: keyof CityUrls): string => {
    const url = new URL(superuserUrl);
    url.username = roles[kind];
    url.password = PASSWORDS[kind];
    url.pathname = `/${database}`;
    return url.href;
  };
  return { owner: address('owner'), app: address('app'), worker: address('worker') };
}
