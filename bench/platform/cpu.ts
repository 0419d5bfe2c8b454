// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second, in which Linux counts the time of processes. */
const TICKS = 100;

type Seen = { readonly pid: number; readonly parent: number; readonly seconds: number };

function see(pid: number): Seen | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return { pid, parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return undefined;
  }
}

/** Seconds of processor that these processes and their children have used so far: other work on the machine hardly changes them. */
export function processorSeconds(of: readonly number[]): number {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (see(Number(name)) ?? []) : []));
  const counted = all.filter(({ pid, parent }) => of.includes(pid) || of.includes(parent));
  return counted.reduce((sum, { seconds }) => sum + seconds, 0);
}
