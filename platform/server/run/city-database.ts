// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { CityRoles } from '../db/migrate.ts';
import { freshPasswords, makeDatabase } from '../db/new-city.ts';
import { type CityUrls, provision, rolesOf } from '../db/provision.ts';
import { type RunningPostgres, startPostgres } from '../postgres/embedded.ts';
import type { DemoConfig, ProductionConfig } from './config.ts';

/** Where the city's rows are, and how to leave them. */
export type CityDatabase = {
  readonly roles: CityRoles;
  readonly app: string;
  /** Direct, as the worker. */
  readonly worker: string;
  /** For migrations; `undefined` where somebody else migrates. */
  readonly owner: string | undefined;
  stop(): Promise<void>;
};

const DEMO_CITY = 'beichen_demo';

/** Keeps the embedded server up: one that was killed is started again on the same port, so that pools find it. */
class Keeper {
  private running: RunningPostgres;
  private stopping = false;
  private readonly folder: string;
  private readonly log: Logger;

  constructor(folder: string, log: Logger, running: RunningPostgres) {
    this.folder = folder;
    this.log = log;
    this.running = running;
    this.watch();
  }

  private watch(): void {
    void this.running.ended.then(() => (this.stopping ? undefined : this.again()));
  }

  private async again(): Promise<void> {
    this.log.error('the database server ended; starting it again');
    try {
      const port = Number(new URL(this.running.url).port);
      this.running = await startPostgres({
        folder: this.folder,
        port,
        log: (line) => this.log.debug({ postgres: true }, line),
      });
      this.watch();
    } catch (error) {
      this.log.fatal({ err: error }, 'the database server cannot be started again');
      process.kill(process.pid, 'SIGTERM');
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running.stop();
  }
}

/** The demo's own PostgreSQL in the data folder, with a city on it. Passwords of the roles are new at each start and never leave the process. */
async function demoDatabase(data: string, log: Logger): Promise<CityDatabase> {
  const folder = join(data, 'postgres');
  const running = await startPostgres({ folder, log: (line) => log.debug({ postgres: true }, line) });
  if (running.takenOver)
    log.warn('a database server was left over from a process that died; its folder was taken over');
  const keeper = new Keeper(folder, log, running);
  await makeDatabase(running.url, DEMO_CITY);
  const urls: CityUrls = await provision(running.url, { name: DEMO_CITY, database: DEMO_CITY }, freshPasswords());
  return { roles: rolesOf(DEMO_CITY), ...urls, stop: () => keeper.stop() };
}

/** The database that the settings name, or the demo's own. */
export async function openCityDatabase(
  config: DemoConfig | ProductionConfig,
  data: string,
  log: Logger,
): Promise<CityDatabase> {
  if (config.mode === 'demo') return await demoDatabase(data, log);
  return {
    roles: rolesOf(config.BEICHEN_CITY),
    app: config.DATABASE_URL,
    worker: config.DATABASE_DIRECT_URL,
    owner: config.DATABASE_OWNER_URL,
    stop: async () => undefined,
  };
}
