// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster, Launched } from './cluster.ts';

/** What a server says of itself in `postmaster.pid`; the file may be the leftover of one that was killed. */
export type Postmaster = { readonly pid: number; readonly port: number };

/** Undefined where there is no server, or none that takes connections. */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  // Process, folder, time of start, port, folder of sockets, address, shared memory, state.
  const [pid, , , port, , , , state] = text.split('\n');
  return state?.trim() === 'ready' ? { pid: Number(pid), port: Number(port) } : undefined;
}

/**
 * Waits until a launched server takes connections; false where it ended before. It is not asked through its port, where
 * another program may listen.
 */
export async function becomesReady({ data }: Cluster, launched: Launched): Promise<boolean> {
  let gone = false;
  void launched.ended.then(() => {
    gone = true;
  });
  while (!gone) {
    if ((await findPostmaster(data))?.pid === launched.process.pid) return true;
    await Promise.race([sleep(20), launched.ended]);
  }
  return false;
}
