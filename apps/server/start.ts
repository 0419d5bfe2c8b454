// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from 'node:path';
import { BrokenPack } from '@beichen/platform-server/packs/pack-fault.ts';
import { PostgresFault } from '@beichen/platform-server/postgres/postgres-fault.ts';
import { boot, type RunningServer } from '@beichen/platform-server/run/boot.ts';
import { ConfigFault, readConfig } from '@beichen/platform-server/run/config.ts';
import { TooMuchPrivilege } from '@beichen/platform-server/run/refuse-privilege.ts';
import { pino } from 'pino';
import { migrationsOfModules, modules } from './modules.ts';
import manifest from './package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '../..');

/** What whoever starts it can mend: told in its own words, without a stack. */
function isForPeople(error: unknown): error is Error {
  return [ConfigFault, PostgresFault, BrokenPack, TooMuchPrivilege].some((kind) => error instanceof kind);
}

async function started(env: NodeJS.ProcessEnv): Promise<RunningServer> {
  const config = readConfig(env);
  return await boot({
    config,
    modules: Object.values(modules),
    migrations: migrationsOfModules(),
    pack: resolve(config.BEICHEN_PACK ?? join(ROOT, 'packs/nanyang')),
    data: resolve(config.BEICHEN_DATA ?? 'data'),
    web: join(ROOT, 'apps/web/dist'),
    version: manifest.version,
    log: pino({ level: config.LOG_LEVEL, base: { app: 'beichen' }, timestamp: pino.stdTimeFunctions.isoTime }),
  });
}

/** Starts the server of this process, and stops it when asked by SIGINT or SIGTERM. */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  let stopping: Promise<void> | undefined;
  let server: RunningServer | undefined;
  let asked = false;
  const stop = (): void => {
    asked = true;
    stopping ??= server?.stop();
    void stopping?.then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    server = await started(env);
  } catch (error) {
    process.stderr.write(`${isForPeople(error) ? error.message : String((error as Error).stack)}\n`);
    process.exit(1);
  }
  if (asked) return stop();
  process.stdout.write(`北辰已启动 · Beichen is up: ${server.url}\n`);
}
