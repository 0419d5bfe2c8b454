// SPDX-License-Identifier: Apache-2.0
import { AsyncLocalStorage } from 'node:async_hooks';
import { Server } from 'node:http';
import pg from 'pg';

/**
 * Counts the statements that a server of this process sends to the database for its requests, as whichever role, until told to stop. What
 * goes on beside, the worker's rounds say, is nobody's request and not counted.
 */
export function countByRequest(): { taken(): number; stop(): void } {
  const requests = new AsyncLocalStorage<true>();
  const { query } = pg.Client.prototype;
  const { emit } = Server.prototype;
  let count = 0;
  function counting(this: pg.Client, ...given: unknown[]): unknown {
    if (requests.getStore() === true) count += 1;
    return Reflect.apply(query, this, given);
  }
  function emitting(this: Server, event: string | symbol, ...given: unknown[]): boolean {
    const pass = (): boolean => Reflect.apply(emit, this, [event, ...given]) as boolean;
    return event === 'request' ? requests.run(true, pass) : pass();
  }
  pg.Client.prototype.query = counting as typeof query;
  Server.prototype.emit = emitting as typeof emit;
  return {
    /** How many since the last time. */
    taken: () => {
      const all = count;
      count = 0;
      return all;
    },
    stop: () => {
      pg.Client.prototype.query = query;
      Server.prototype.emit = emit;
    },
  };
}
