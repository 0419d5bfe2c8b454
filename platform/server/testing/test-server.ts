// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCluster, launch } from '../postgres/cluster.ts';
import { findPort } from '../postgres/free-port.ts';
import { superuserUrl } from '../postgres/owner-session.ts';
import { serverFailed } from '../postgres/postgres-fault.ts';
import { becomesReady } from '../postgres/postmaster-file.ts';
import { cleanEnvironment, type ServerUser, serverUser } from '../postgres/server-user.ts';
import { programsOfVersion, type TestedVersion } from './tested-version.ts';

export type TestServer = { readonly superuserUrl: string; readonly version: TestedVersion };

/** Fast and forgetful: the data do not outlive the run. */
const FORGETFUL = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_connections: 200,
  min_wal_size: '32MB',
  max_wal_size: '256MB',
};

const MEMORY = '/dev/shm';
const ENOUGH = 4 * 2 ** 30;

/** Memory where there is plenty (measured: a copy of a template takes 20 ms there, 140 ms on a disk), else the disk. */
async function chooseFolder(): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => undefined);
  return memory !== undefined && memory.bavail * memory.bsize >= ENOUGH ? MEMORY : tmpdir();
}

/**
 * Removes server and folder when its input closes: by `stop`, or because the process that started it is gone,
 * `kill -9` included. It runs as the server's user, in a group of its own.
 */
function watchOver(user: ServerUser, pgCtl: string, folder: string) {
  const script = 'cat >/dev/null; "$1" stop -m immediate -w -t 20 -D "$2/data" >/dev/null 2>&1; rm -rf "$2"';
  const options = { ...user, cwd: '/', env: cleanEnvironment(), detached: true } as const;
  const watcher = spawn('/bin/sh', ['-c', script, 'sh', pgCtl, folder], {
    ...options,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = new Promise<void>((resolve) => {
    watcher.on('close', () => resolve());
    watcher.on('error', () => resolve());
  });
  return {
    async stop() {
      watcher.stdin.end();
      await gone;
    },
  };
}

/** Starts an empty server in a temporary folder. It ends with `stop`, or with the process. */
export async function startTestServer(version: TestedVersion): Promise<TestServer & { stop(): Promise<void> }> {
  const user = await serverUser(undefined);
  const programs = await programsOfVersion(version, user);
  const folder = await mkdtemp(join(await chooseFolder(), 'beichen-postgres-'));
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid ?? user.uid);
  const watcher = watchOver(user, programs.pgCtl, folder);
  try {
    const password = randomBytes(24).toString('base64url');
    const cluster = { programs, user, data: join(folder, 'data') };
    await createCluster(cluster, password, ['--no-sync']);
    const port = await findPort(0);
    if (port === undefined) throw serverFailed('postgres', '127.0.0.1');
    const launched = await launch(cluster, { port, settings: FORGETFUL, log: () => undefined });
    const url = superuserUrl(port, password);
    if (!(await becomesReady(cluster, launched))) throw serverFailed('postgres', (await launched.ended).said);
    return { superuserUrl: url, version, stop: () => watcher.stop() };
  } catch (error) {
    await watcher.stop();
    throw error;
  }
}
