// SPDX-License-Identifier: Apache-2.0
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { type Aside, type Asides, type Asked, Batch, type Heard } from './batch.ts';

/** Stands at the end of a statement that waits for the next one and goes out with it; its values are texts, its answer is not looked at. */
export const WAITS = '/* with the next */';

/** Stands at the end of a statement after which its transaction has nothing more to do. */
export const LAST = '/* then COMMIT */';

type Answer = PostgresQueryResult<never>;

const NOTHING = { command: 'SELECT', rowCount: 0, rows: [] } satisfies Answer;
// Kysely lists the commands that give rows, and COMMIT is none of them; `scope.ts` reads this field as text.
const COMMITTED = { ...NOTHING, command: 'COMMIT' } as unknown as Answer;
const COMMIT: Aside = { text: 'COMMIT', values: [] };

/**
 * A connection that saves round trips at the ends of a transaction: BEGIN and its settings go out with the first statement, COMMIT with
 * the one that says that it is the last. What comes after one that fails is not run.
 */
class PairedClient {
  private readonly client: pg.PoolClient;
  private waiting: Aside[] = [];
  private committed = false;

  constructor(client: pg.PoolClient) {
    this.client = client;
  }

  get processID(): number | undefined {
    return (this.client as { processID?: number }).processID;
  }

  // Results of `pg` are what Kysely asks for; the two declare the command differently. A Batch has `submit`, and it is all that `pg` calls.
  async query(text: string, values: readonly unknown[]): Promise<Answer> {
    const ends = text === 'COMMIT' || text === 'ROLLBACK';
    if (this.committed) {
      if (!ends) throw new Error(`the transaction has ended: ${text.slice(0, 80)}`);
      this.committed = false;
      return COMMITTED;
    }
    if (text.endsWith(WAITS)) {
      this.waiting.push({ text, values: values as readonly string[] });
      return NOTHING;
    }
    const before = this.waiting;
    this.waiting = [];
    if (ends && before[0]?.text.startsWith('BEGIN')) return NOTHING;
    if (text.endsWith(LAST)) {
      const answer = await this.together({ text, values }, { before, after: [COMMIT] });
      this.committed = true;
      return answer;
    }
    if (before.length === 0 || ends) return (await this.client.query(text, [...values])) as unknown as Answer;
    return await this.together({ text, values }, { before, after: [] });
  }

  private async together(asked: Asked, aside: Asides): Promise<Answer> {
    try {
      return await new Promise<Answer>((resolve, reject) => {
        const heard: Heard = (error, result) => (error === null ? resolve(result as unknown as Answer) : reject(error));
        this.client.query(new Batch(asked, aside, heard) as unknown as pg.Submittable);
      });
    } catch (error) {
      // The stack that leads here, not to the socket.
      Error.captureStackTrace(error as Error);
      throw error;
    }
  }

  release(destroy?: boolean): void {
    this.waiting = [];
    this.committed = false;
    this.client.release(destroy);
  }
}

/** A pool whose connections pair statements. */
export function pairedPool(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PairedClient>();
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    const paired = known.get(client) ?? new PairedClient(client);
    known.set(client, paired);
    // Kysely calls `query` and `release` and nothing else, cursors apart, which are not used here.
    return paired as unknown as PostgresPoolClient;
  };
  return { connect, end: () => pool.end(), options: pool.options };
}
