// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import { inTransaction } from '../db/scope.ts';
import type { Job } from '../server-module.ts';
import type { FileStore } from './file-store.ts';

/** An upload takes seconds; what is still staged after an hour belongs to a process that died. In ms. */
const STAGED = 3_600_000;

/** Removes contents that no file has: those of removed files, and those that a crash left between content and row. Gives how many. */
export async function sweepFiles(db: Database, store: FileStore): Promise<number> {
  let removed = 0;
  await store.discardBefore(new Date(Date.now() - STAGED));
  for await (const hash of store.all()) {
    await inTransaction(db, 'ordinary', async (tx) => {
      const { rows } = await sql<{ free: boolean }>`SELECT seize_content(${Buffer.from(hash, 'hex')}) AS free`.execute(
        tx,
      );
      if (rows[0]?.free !== true) return;
      await store.remove(hash);
      removed += 1;
    });
  }
  return removed;
}

export function sweepJob(store: FileStore): Job {
  return {
    name: 'platform.sweep-files',
    title: { zh: '清理无人引用的文件', en: 'Remove contents that no file has' },
    at: '40 19 * * *',
    async run({ db }) {
      await sweepFiles(db, store);
    },
  };
}
