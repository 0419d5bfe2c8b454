// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isHeld, type Launched, launch, removeDrafts } from './cluster.ts';
import { findPort } from './free-port.ts';
import { findHolder, findSession, holdServer, superuserUrl } from './owner-session.ts';
import { type Place, preparePlace } from './place.ts';
import { alreadyRunning, heldBySomeone, PostgresFault, portTaken, serverFailed } from './postgres-fault.ts';
import { becomesReady, findPostmaster } from './postmaster-file.ts';
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
type Held = ReturnType<typeof holdServer>;

/** The folder has a server. Stops it where its parent is dead; returns false where it cannot be asked now. */
async function stopOrphan({ folder, cluster, file }: Start): Promise<boolean> {
  const postmaster = await findPostmaster(cluster.data);
  const session = postmaster && (await findSession(superuserUrl(postmaster.port, file.password)));
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

/** Waits for the launched server and takes it; undefined where it is gone, or another start stops it as an orphan. */
async function hold(start: Start, launched: Launched, url: string): Promise<Held | undefined> {
  const session = (await becomesReady(start.cluster, launched)) ? await findSession(url) : undefined;
  if (session === undefined) return undefined;
  try {
    const holder = await findHolder(session, HOLDER_PATIENCE);
    if (holder === undefined) return holdServer(session, url);
    await session.end();
    throw alreadyRunning(start.folder, holder);
  } catch (error) {
    if (error instanceof PostgresFault) throw error;
    return undefined;
  }
}

async function whyNot(start: Start, launched: Launched): Promise<'held' | 'port taken'> {
  const end = await launched.ended;
  // Code 0: another start stopped it in good order, and has the folder now.
  if (isHeld(end) || end.code === 0) return 'held';
  if (!/could not create any TCP\/IP sockets/.test(end.said)) throw serverFailed('postgres', end.said);
  if (start.port !== undefined) throw portTaken(start.port);
  return 'port taken';
}

async function attempt(start: Start, takenOver: boolean): Promise<RunningPostgres | 'held' | 'port taken'> {
  const port = await choosePort(start);
  const url = superuserUrl(port, start.file.password);
  const launched = await launch(start.cluster, { port, settings: DURABLE, log: start.log });
  const interrupt = () => void launched.process.kill('SIGINT');
  process.on('exit', interrupt);
  let held: Held | undefined;
  const ended = launched.ended.then(async () => {
    process.off('exit', interrupt);
    await held?.close();
  });
  try {
    held = await hold(start, launched, url);
    if (held === undefined) return await whyNot(start, launched);
    await removeDrafts(start.cluster.data);
    if (start.file.port !== port) await replaceServerFile(start.folder, { ...start.file, port });
  } catch (error) {
    interrupt();
    await ended;
    throw error;
  }
  const stop = () => {
    interrupt();
    return ended;
  };
  return { url, data: start.cluster.data, takenOver, ended, stop };
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
