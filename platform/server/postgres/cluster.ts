// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { serverFailed } from './postgres-fault.ts';
import type { Programs } from './programs.ts';
import { cleanEnvironment, run, type ServerUser } from './server-user.ts';

/** A data folder of PostgreSQL, with the programs and the user that open it. */
export type Cluster = { readonly programs: Programs; readonly user: ServerUser; readonly data: string };

export type Launched = {
  readonly process: ChildProcess;
  /** Settles when the server is gone. */
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
};

export function clusterExists(data: string): boolean {
  return existsSync(join(data, 'PG_VERSION'));
}

async function giveTo(user: ServerUser, path: string): Promise<void> {
  if (user.uid !== undefined) await chown(path, user.uid, user.gid ?? user.uid);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/**
 * Makes an empty cluster with the superuser `postgres`. It is made beside its place and moved there, so that it is whole
 * or not there; where another start was quicker, its cluster stays.
 */
export async function createCluster(cluster: Cluster, password: string, flags: readonly string[] = []): Promise<void> {
  const { programs, user, data } = cluster;
  const draft = `${data}.${randomBytes(4).toString('hex')}`;
  const secret = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(secret, password, { mode: 0o600, flag: 'wx' });
  await Promise.all([giveTo(user, draft), giveTo(user, secret)]);
  const made = await run(user, [
    programs.initdb,
    `--pgdata=${draft}`,
    '--username=postgres',
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    ...flags,
  ]).finally(() => rm(secret, { force: true }));
  if (made.code === 0) await rename(draft, data).catch(() => undefined);
  await rm(draft, { recursive: true, force: true });
  if (!clusterExists(data)) throw serverFailed('initdb', made.output);
  await syncFolder(dirname(data));
}

/** Removes what a killed `createCluster` left. To be called by whom the cluster belongs. */
export async function removeDrafts(data: string): Promise<void> {
  const isDraft = new RegExp(`^${basename(data)}\\.[0-9a-f]{8}(\\.password)?$`);
  for (const name of await readdir(dirname(data))) {
    if (isDraft.test(name)) await rm(join(dirname(data), name), { recursive: true, force: true });
  }
}

/** The code with which `flock` ends where another holds the lock. */
const HELD = 75;
const FLOCK = '/usr/bin/flock';
const UNDER_LOCK = 'rm -f "$1/postmaster.pid"; shift; exec "$@"';

/**
 * Linux: the server holds a lock on its data folder for as long as any of its processes lives; the kernel keeps it, in
 * all containers. PostgreSQL's own guard is a process number in a file, which after a power cut, or in another container,
 * may be anybody's: under the lock, that file is known to be a leftover.
 */
async function underLock(data: string, command: readonly string[]): Promise<readonly string[]> {
  const hasLock = process.platform === 'linux' && (await stat(FLOCK).catch(() => undefined)) !== undefined;
  if (!hasLock) return command;
  return [FLOCK, '-n', '-E', `${HELD}`, '--no-fork', data, '/bin/sh', '-c', UNDER_LOCK, 'sh', data, ...command];
}

export function isHeld({ code, said }: { readonly code: number | null; readonly said: string }): boolean {
  return code === HELD || /lock file "postmaster.pid" already exists/.test(said);
}

export type Launch = {
  readonly port: number;
  /** Settings of PostgreSQL; they win over those in the cluster's file. */
  readonly settings: Readonly<Record<string, string | number>>;
  readonly log: (line: string) => void;
};

/** Starts the server process, on 127.0.0.1 only. It is not ready yet. */
export async function launch({ programs, user, data }: Cluster, { port, settings, log }: Launch): Promise<Launched> {
  const all = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [program = '', ...args] = await underLock(data, [programs.postgres, '-D', data, ...flags]);
  // In a group of its own: Ctrl+C in the terminal is for the parent, which ends its own work first.
  const child = spawn(program, args, {
    ...user,
    cwd: '/',
    env: cleanEnvironment(),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const last: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    last.push(line);
    if (last.length > 20) last.shift();
    log(line);
  });
  const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
    child.on('error', (error) => resolve({ code: null, said: error.message }));
    child.on('close', (code) => resolve({ code, said: last.join('\n') }));
  });
  return { process: child, ended };
}
