// SPDX-License-Identifier: Apache-2.0

import { Refusal } from '@beichen/kernel/errors.ts';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { platformErrors } from '../errors.ts';

/** So many commands from one network … */
const MOST_COMMANDS = 30;
/** … and so many readings, several a second: many people sit behind one address … */
export const MOST_READINGS = 3_000;
/** … within ten minutes. In ms. */
const WITHIN = 600_000;
/** Networks remembered at once: beyond, all are forgotten, which lets through and never keeps out. */
const NETWORKS = 50_000;

/** A request that came over no socket, as tests send them, has no address. */
function networkOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? '';
  } catch {
    return '';
  }
}

type Window = { readonly since: number; taken: number };

/**
 * Holds back whoever sends commands without an account faster than people write, or asks faster than people read. Counted in memory, by the address that the connection
 * came from, for ten minutes: nothing of it is kept or logged.
 */
export function paced(most: number = MOST_COMMANDS, now: () => number = Date.now): MiddlewareHandler {
  const windows = new Map<string, Window>();
  return async (c, next) => {
    const network = networkOf(c);
    const at = now();
    const known = windows.get(network);
    const window = known !== undefined && at - known.since < WITHIN ? known : { since: at, taken: 0 };
    if (windows.size >= NETWORKS) windows.clear();
    windows.set(network, window);
    window.taken += 1;
    if (window.taken > most) throw new Refusal(platformErrors.tooMany);
    return await next();
  };
}
