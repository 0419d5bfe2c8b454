// SPDX-License-Identifier: Apache-2.0
import pg from 'pg';

/**
 * Counts the statements that a role sends to the database from this process, until told to stop. Other roles, the worker's say, go on
 * beside and are not counted.
 */
export function countStatements(role: string): { taken(): number; stop(): void } {
  const { query } = pg.Client.prototype;
  let count = 0;
  function counting(this: pg.Client, ...given: unknown[]): unknown {
    if (this.user === role) count += 1;
    return Reflect.apply(query, this, given);
  }
  pg.Client.prototype.query = counting as typeof query;
  return {
    /** How many since the last time. */
    taken: () => {
      const all = count;
      count = 0;
      return all;
    },
    stop: () => {
      pg.Client.prototype.query = query;
    },
  };
}
