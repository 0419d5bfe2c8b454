// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * The process that a server belongs to holds an advisory lock in it. It goes with the process, however that ends: so a
 * server whose lock is free is an orphan.
 */
const LOCK = 'pg_try_advisory_lock(1113016, 1)';
const HOLDER = `select application_name from pg_stat_activity a join pg_locks l using (pid)
  where l.locktype = 'advisory' and l.granted and l.classid = 1113016 and l.objid = 1`;

export function superuserUrl(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** Whether the server cannot be asked now but may be soon: nobody listens, it is starting, it is stopping. */
function isPassing(error: NodeJS.ErrnoException): boolean {
  const codes = ['ECONNREFUSED', 'ECONNRESET', '57P03', '57P01'];
  return codes.includes(error.code ?? '') || /terminated unexpectedly|timeout expired/.test(error.message);
}

/** A session in the server; undefined where it cannot be asked now. Throws where it refuses us. */
export async function findSession(url: string): Promise<pg.Client | undefined> {
  const application_name = `process ${process.pid}`;
  const session = new pg.Client({ connectionString: url, application_name, connectionTimeoutMillis: 10_000 });
  session.on('error', () => undefined);
  try {
    await session.connect();
    return session;
  } catch (error) {
    if (isPassing(error as NodeJS.ErrnoException)) return undefined;
    throw error;
  }
}

/**
 * Takes the server for this process. A process that was killed a moment ago may still hold it: patience in ms.
 * Returns undefined once taken, else the name of the holder.
 */
export async function findHolder(session: pg.Client, patience: number): Promise<string | undefined> {
  for (let waited = 0; ; waited += 100) {
    const { rows } = await session.query<{ taken: boolean }>(`select ${LOCK} as taken`);
    if (rows[0]?.taken === true) return undefined;
    if (waited >= patience) break;
    await sleep(100);
  }
  const { rows } = await session.query<{ application_name: string }>(HOLDER);
  return rows[0]?.application_name ?? '?';
}

/** Holds the server until `close`, over lost connections too: a server that restarts itself drops them all. */
export function holdServer(first: pg.Client, url: string): { close(): Promise<void> } {
  let current = first;
  let closed = false;
  const watch = (session: pg.Client) => {
    current = session;
    session.once('end', () => void again());
  };
  const again = async () => {
    while (!closed) {
      await sleep(200);
      const session = closed ? undefined : await findSession(url).catch(() => undefined);
      if (session === undefined) continue;
      watch(session);
      await findHolder(session, 0).catch(() => undefined);
      return;
    }
  };
  watch(first);
  return {
    async close() {
      closed = true;
      await current.end().catch(() => undefined);
    },
  };
}
