// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isHeld, type Launched, launch, removeDrafts } from './cluster.ts';
import { findPort } from './free-port.ts';
import { findHolder, findSession, holdServer, superuserUrl } from './owner-session.ts';
import { type Place, preparePlace } from './place.ts';
import { alreadyRunning, heldBySomeone, portTaken, serverFailed } from './postgres-fault.ts';
import { replaceServerFile } from './server-file.ts';
import { run } from './server-user.ts';

export type StartOptions = {
  /** A folder for this alone, `./data/postgres`; made where it is missing. It says in `server.json` where the data are. */
  readonly folder: string;
  /** Takes what the server writes, a line at a time. */
  readonly log: (line: string) => void;
  /** Without it, the port of the last start, or any free one. */
  readonly port?: number;
};

export type RunningPostgres = {
  /** Of the superuser, on 127.0.0.1. It holds the password: not for logs. */
  readonly url: string;
  /** The folder of the data; not in `folder` where root's home is closed to the server. */
  readonly data: string;
  /** Whether a server whose parent had died was found on the folder; it was stopped, and this is a new one. */
  readonly takenOver: boolean;
  /** Settles when the server is gone, asked or not. */
  readonly ended: Promise<void>;
  /** Closes all connections and stops the server, cleanly. */
  stop(): Promise<void>;
};

/** What is acknowledged is on the disk; said here, so that no edited file of settings can take it back. */
const DURABLE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };
/** In ms: how long a killed process may still seem to hold its server, and how long a server may keep silent. */
const HOLDER_PATIENCE = 2000;
const SILENCE_PATIENCE = 30_000;

type Start = StartOptions & Place;

/** Waits until a launched server answers; undefined where it ends before. */
async function findReady(launched: Launched, url: string) {
  let gone = false;
  void launched.ended.then(() => {
    gone = true;
  });
  while (!gone) {
    const session = await findSession(url);
    if (session !== undefined) return session;
    await Promise.race([sleep(20), launched.ended]);
  }
  return undefined;
}

/** The folder has a server. Stops it where its parent is dead; returns false where it cannot be asked now. */
async function stopOrphan({ folder, cluster, file }: Start): Promise<boolean> {
  const pidFile = await readFile(join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(pidFile.split('\n')[3]);
  const session = port > 0 ? await findSession(superuserUrl(port, file.password)) : undefined;
  if (session === undefined) return false;
  const holder = await findHolder(session, HOLDER_PATIENCE).catch(() => undefined);
  if (holder !== undefined) {
    await session.end();
    throw alreadyRunning(folder, holder);
  }
  const stopped = await run(cluster.user, [cluster.programs.pgCtl, 'stop', '-m', 'fast', '-w', '-D', cluster.data]);
  await session.end().catch(() => undefined);
  return stopped.code === 0;
}

async function choosePort({ port, file }: Start): Promise<number> {
  if (port !== undefined) return port;
  const chosen = (await findPort(file.port ?? 0)) ?? (await findPort(0));
  if (chosen === undefined) throw portTaken(0);
  return chosen;
}

async function started(start: Start, launched: Launched, port: number) {
  const url = superuserUrl(port, start.file.password);
  const session = await findReady(launched, url);
  if (session === undefined) return undefined;
  // Another start may take the new server for an orphan before this one holds it.
  const holder = await findHolder(session, HOLDER_PATIENCE).catch(() => '?');
  if (holder !== undefined) {
    await session.end().catch(() => undefined);
    throw alreadyRunning(start.folder, holder);
  }
  return { url, held: holdServer(session, url) };
}

async function attempt(start: Start, takenOver: boolean): Promise<RunningPostgres | 'held' | 'port taken'> {
  const port = await choosePort(start);
  const launched = await launch(start.cluster, { port, settings: DURABLE, log: start.log });
  const interrupt = () => void launched.process.kill('SIGINT');
  process.on('exit', interrupt);
  const ended = launched.ended.then(() => void process.off('exit', interrupt));
  const up = await started(start, launched, port);
  if (up === undefined) {
    const end = await launched.ended;
    if (isHeld(end)) return 'held';
    if (/could not create any TCP\/IP sockets/.test(end.said)) {
      if (start.port !== undefined) throw portTaken(start.port);
      return 'port taken';
    }
    throw serverFailed('postgres', end.said);
  }
  await removeDrafts(start.cluster.data);
  if (start.file.port !== port) await replaceServerFile(start.folder, { ...start.file, port });
  const stop = async () => {
    const closing = up.held.close();
    interrupt();
    await Promise.all([ended, closing]);
  };
  return { url: up.url, data: start.cluster.data, takenOver, ended, stop };
}

/**
 * Starts PostgreSQL on a folder. There is never a second server on it: an orphan, left by a parent that was killed, is
 * stopped and its folder taken over; a folder in use is refused. Throws PostgresFault, which says what to do.
 */
export async function startPostgres(options: StartOptions): Promise<RunningPostgres> {
  const folder = resolve(options.folder);
  const start = { ...options, folder, ...(await preparePlace(folder)) };
  let takenOver = false;
  for (let silent = 0; silent < SILENCE_PATIENCE; ) {
    const outcome = await attempt(start, takenOver);
    if (typeof outcome !== 'string') return outcome;
    if (outcome === 'held' && (await stopOrphan(start))) {
      takenOver = true;
    } else {
      await sleep(200);
      silent += 200;
    }
  }
  throw heldBySomeone(folder);
}
