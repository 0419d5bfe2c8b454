// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../db/connect.ts';
import { inTransaction } from '../db/scope.ts';
import type { ServerModule } from '../server-module.ts';

const SETTING = 'pack';

/**
 * Brings the pack into the database where it is not the one that was loaded last: all domains in one transaction, so that a city is never
 * half a city. Of two processes that start at once, one loads and the other finds it done.
 */
export async function loadPack(
  db: Database,
  modules: readonly ServerModule[],
  about: { readonly hash: string; readonly now: Instant; readonly log: Logger },
): Promise<boolean> {
  return await inTransaction(db, 'ordinary', async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('beichen.pack.' || current_schema()))`.execute(tx);
    // Before any row is locked: who moves units locks rows by the tree, in another order.
    await sql`SELECT hold_tree()`.execute(tx);
    const known = await tx.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
    if ((known?.value as { hash?: string } | undefined)?.hash === about.hash) return false;
    for (const module of modules) {
      const begun = performance.now();
      await module.load?.(tx, about.now);
      about.log.info(
        { domain: module.declaration.id, ms: Math.round(performance.now() - begun) },
        'loaded from the pack',
      );
    }
    const value = JSON.stringify({ hash: about.hash });
    await tx
      .insertInto('setting')
      .values({ name: SETTING, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
    return true;
  });
}
