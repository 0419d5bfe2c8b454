// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { headFile, headLog } from '../audit/heads.ts';
import { type Connection, connect, type Database } from '../db/connect.ts';
import { migrate, platformMigrations } from '../db/migrate.ts';
import { jobSchemaOf } from '../db/provision.ts';
import { folderStore } from '../files/file-store.ts';
import type { Holding } from '../holdings.ts';
import { adder, migrateQueue, startQueue } from '../jobs/queue.ts';
import { demoRoutes } from '../login/demo-routes.ts';
import { enrolDoors } from '../login/factors/enrol-doors.ts';
import { factorDoors } from '../login/factors/factor-doors.ts';
import { ownDoors } from '../login/own/own-doors.ts';
import { ownRoutes } from '../login/own/own-routes.ts';
import { type Posts, readPosts } from '../login/read-posts.ts';
import { RememberedCallers } from '../login/remembered-callers.ts';
import type { Role } from '../login/roles.ts';
import { sessionRoutes } from '../login/session-routes.ts';
import { signOnDoors } from '../login/sign-on/sign-on-doors.ts';
import { signOnSettings } from '../login/sign-on/sign-on-settings.ts';
import { packHash } from '../packs/pack-hash.ts';
import { type Pack, readPack } from '../packs/read-pack.ts';
import { bindPlatform, platformDeclaration } from '../platform-module.ts';
import { markNewMeasures } from '../readings/mark-new-measures.ts';
import type { MeasureSource } from '../readings/measure-source.ts';
import type { ServerModule } from '../server-module.ts';
import type { Services } from '../services.ts';
import { demoTime, isDemoTime, realTime } from '../time/city-time.ts';
import { clockRoute } from '../time/clock-route.ts';
import { readCalendar } from '../time/read-calendar.ts';
import { openVault } from '../vault/open-vault.ts';
import { type RunningWorker, startWorker } from '../worker/worker.ts';
import { type CityDatabase, openCityDatabase } from './city-database.ts';
import type { Composition } from './composition.ts';
import { checkDeclarations } from './declarations.ts';
import { type Endpoint, type Listening, listen } from './listen.ts';
import { loadPack } from './load-pack.ts';
import { refusePrivilege } from './refuse-privilege.ts';

export type RunningServer = {
  readonly url: string;
  /** What the router serves; empty for a worker alone. */
  readonly endpoints: readonly Endpoint[];
  stop(): Promise<void>;
};

/** Everything that was opened, in order; closed from the last to the first, also where a later step fails. */
class Opened {
  private readonly closers: (() => Promise<unknown>)[] = [];

  add(close: () => Promise<unknown>): void {
    this.closers.unshift(close);
  }

  async close(log: Logger): Promise<void> {
    for (const close of this.closers.splice(0))
      await close().catch((error: unknown) => log.warn({ err: error }, 'closing'));
  }
}

type Ground = { readonly database: CityDatabase; readonly app: Connection; readonly worker: Connection };

/** The database, up to date, with a pool for each role. */
async function ground(of: Composition, opened: Opened): Promise<Ground> {
  const { config, log } = of;
  const database = of.database ?? (await openCityDatabase(config, of.data, log));
  opened.add(() => database.stop());
  const onError = (error: Error): void => log.warn({ err: error }, 'an idle connection broke');
  if (database.owner !== undefined) {
    const fresh = await migrate(database.owner, database.roles, [platformMigrations, ...of.migrations]);
    if (fresh.length > 0) log.info({ migrations: fresh }, 'migrated');
  }
  const app = connect(database.app, 16, onError);
  opened.add(() => app.close());
  const worker = connect(database.worker, 6, onError);
  opened.add(() => worker.close());
  await refusePrivilege(app.db);
  await migrateQueue(worker.pool, jobSchemaOf(database.roles.schema), log);
  return { database, app, worker };
}

type Bound = {
  readonly services: Services;
  readonly modules: readonly ServerModule[];
  readonly measures: Map<string, MeasureSource>;
  readonly doors: (app: Hono) => void;
};

async function bind(of: Composition, { database, app, worker }: Ground, pack: Pack): Promise<Bound> {
  const { config, log } = of;
  const demo = config.mode === 'demo';
  const keyFile = config.mode === 'demo' ? join(of.data, 'vault-keys') : config.BEICHEN_VAULT_KEYS;
  const measures = new Map<string, MeasureSource>();
  const holdings = new Map<string, Holding>();
  const roles: Role[] = [];
  const services: Services = {
    db: app.db,
    callers: new RememberedCallers(),
    time:
      demo && pack.demo !== undefined ? await demoTime(worker.db, pack.zone, pack.demo.startsAt) : realTime(pack.zone),
    calendar: await readCalendar(join(pack.folder, pack.calendar)),
    log,
    vault: await openVault({ keyFile, create: demo }),
    files: folderStore(config.BEICHEN_FILES ?? join(of.data, 'files')),
    addJob: adder(jobSchemaOf(database.roles.schema)),
    measures,
    holdings,
    roles,
    lines: pack.lines,
    pack: pack.folder,
    url: config.BEICHEN_URL,
    signOn: signOnSettings(config),
    demo,
  };
  const modules: ServerModule[] = [];
  for (const make of of.modules) modules.push(await make(services));
  const declarations = [...modules.map(({ declaration }) => declaration), platformDeclaration];
  const posts = await readPosts(pack, declarations, { demo });
  roles.push(...posts.roles);
  const jobSchema = jobSchemaOf(database.roles.schema);
  const sources = modules.flatMap((module) => module.measures);
  const jobs = modules.flatMap((module) => module.jobs);
  modules.push(bindPlatform(services, { worker: worker.db, jobSchema, posts, jobs, measures: sources }));
  checkDeclarations(modules);
  for (const source of sources) measures.set(source.declaration.id, source);
  for (const module of modules) for (const holding of module.holdings ?? []) holdings.set(holding.id, holding);
  return { services, modules, measures, doors: doorsOf(services, { pack, posts, worker: worker.db }) };
}

/** What is no row of the table: how people sign in, and the demo's clock. */
function doorsOf(
  services: Services,
  { pack, posts, worker }: { readonly pack: Pack; readonly posts: Posts; readonly worker: Database },
): (app: Hono) => void {
  const { roles, people } = posts;
  const { time } = services;
  return (app) => {
    sessionRoutes(services, { pack, roles })(app);
    ownDoors(services, { pack, roles })(app);
    ownRoutes(services, { pack, roles })(app);
    factorDoors(services)(app);
    enrolDoors(services, { pack, roles })(app);
    const { signOn: settings, url } = services;
    if (settings !== undefined && url !== undefined) signOnDoors(services, { pack, roles }, { settings, url })(app);
    if (people !== undefined) demoRoutes(services, { people, roles, worker })(app);
    if (isDemoTime(time)) clockRoute(app, time);
  };
}

/** The worker's duties and the queue of jobs, if this process has them. */
async function work(
  of: Composition,
  ground: Ground,
  { services, modules }: Bound,
): Promise<RunningWorker & { stop(): Promise<void> }> {
  const { database, worker } = ground;
  const now = () => services.time.now();
  const running = startWorker({
    db: worker.db,
    directUrl: database.worker,
    modules,
    heads: [headFile(join(of.data, 'audit-heads.jsonl')), headLog(of.log)],
    zone: services.time.zone,
    log: of.log,
    now,
  });
  const ctx = { pool: worker.pool, db: worker.db, schema: jobSchemaOf(database.roles.schema), log: of.log, now };
  const jobs = modules.flatMap((module) => module.jobs);
  const queue = await startQueue(ctx, jobs, { concurrency: 2, onDone: () => running.changed() });
  const stop = async (): Promise<void> => {
    await queue.stop();
    await running.stop();
  };
  return { ...running, stop };
}

/** Readings of measures that this version brings to a city that was there before. */
async function markNew({ log }: Composition, { worker }: Ground, { services, measures }: Bound): Promise<void> {
  const { time } = services;
  const marked = await markNewMeasures(worker.db, [...measures.values()], { zone: time.zone, now: time.now() });
  if (marked > 0) log.info({ readings: marked }, 'new measures are to be read');
}

/**
 * Starts a server: database, migrations, pack, worker, HTTP, in this order; what does not fit together stops it with all faults. `stop` ends
 * in the reverse order and lets requests and jobs finish.
 */
export async function boot(of: Composition): Promise<RunningServer> {
  const opened = new Opened();
  try {
    const pack = await readPack(of.pack);
    const base = await ground(of, opened);
    const bound = await bind(of, base, pack);
    const hash = await packHash(of.pack);
    await loadPack(base.worker.db, bound.modules, {
      hash: `${hash} ${bound.services.demo}`,
      now: bound.services.time.now(),
      log: of.log,
    });
    await markNew(of, base, bound);
    const duties = of.config.mode === 'demo' ? ['web', 'worker'] : of.config.BEICHEN_DUTIES;
    const worker = duties.includes('worker') ? await work(of, base, bound) : undefined;
    if (worker !== undefined) opened.add(() => worker.stop());
    const listening: Listening | undefined = duties.includes('web')
      ? await listen(of, { ...bound, app: base.app, directUrl: base.database.worker, tally: worker?.tally })
      : undefined;
    if (listening !== undefined) opened.add(() => listening.close());
    const { url = '', endpoints = [] } = listening ?? {};
    return { url, endpoints, stop: () => opened.close(of.log) };
  } catch (error) {
    await opened.close(of.log);
    throw error;
  }
}
