// SPDX-License-Identifier: Apache-2.0
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** Stands at the end of a statement after which its transaction has nothing more to do. */
export const LAST = '/* then COMMIT */';

type Answer = Promise<PostgresQueryResult<never>>;

const NOTHING = { command: 'SELECT', rowCount: 0, rows: [] } as PostgresQueryResult<never>;

function refused(why: string): Answer {
  return Promise.reject(new Error(why));
}

/**
 * A connection that saves round trips at the ends of a transaction: BEGIN goes out with the first statement, COMMIT with the one that says
 * that it is the last. Two statements go out together only where the second does no harm if the first fails: without BEGIN, and so without
 * a scope, nothing is seen; and a COMMIT after an error is a ROLLBACK.
 */
class PairedClient {
  private readonly client: pg.PoolClient;
  private opening: string | undefined;
  private committed: Answer | undefined;

  constructor(client: pg.PoolClient) {
    this.client = client;
  }

  get processID(): number | undefined {
    return (this.client as { processID?: number }).processID;
  }

  query(text: string, values: readonly unknown[]): Answer {
    const { opening, committed } = this;
    const ends = text === 'COMMIT' || text === 'ROLLBACK';
    if (committed !== undefined) {
      if (!ends) return refused(`the transaction has ended: ${text.slice(0, 80)}`);
      this.committed = undefined;
      return committed;
    }
    if (text.startsWith('BEGIN')) {
      this.opening = text;
      return Promise.resolve(NOTHING);
    }
    this.opening = undefined;
    if (opening !== undefined && ends) return Promise.resolve(NOTHING);
    return this.together(opening, text, values);
  }

  /** Sends what belongs together in one piece. */
  private together(opening: string | undefined, text: string, values: readonly unknown[]): Answer {
    const { stream } = (this.client as unknown as pg.Client).connection;
    stream.cork();
    const begun = opening === undefined ? undefined : this.client.query(opening);
    const asked = this.client.query(text, [...values]) as unknown as Answer;
    if (text.endsWith(LAST)) {
      this.committed = this.client.query('COMMIT') as unknown as Answer;
      // Told to whoever asks for the COMMIT, if anybody still does.
      this.committed.catch(() => undefined);
    }
    stream.uncork();
    if (begun === undefined) return asked;
    asked.catch(() => undefined);
    return begun.then(() => asked);
  }

  release(destroy?: boolean): void {
    this.opening = undefined;
    this.committed = undefined;
    this.client.release(destroy);
  }
}

/** A pool whose connections pair statements. Its connections must be made with `pipeline`. */
export function pairedPool(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PairedClient>();
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    const paired = known.get(client) ?? new PairedClient(client);
    known.set(client, paired);
    return paired as unknown as PostgresPoolClient;
  };
  return { connect, end: () => pool.end(), options: pool.options };
}
