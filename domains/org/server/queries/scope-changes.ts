// SPDX-License-Identifier: Apache-2.0
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { ScopeChange } from '../../model/scope.ts';

/**
 * The changes by which something came to a unit or went from it, after one day and until another: where there is one, figures of the two
 * days are not of the same scope. None of a unit that the transaction does not see.
 */
export async function scopeChangesOf(
  tx: Database,
  unit: number,
  between: { readonly after: CivilDate; readonly until: CivilDate },
): Promise<ScopeChange[]> {
  const { rows } =
    await sql<ScopeChange>`SELECT "on", kind FROM scope_changes(${unit}, ${between.after}, ${between.until})`.execute(
      tx,
    );
  return rows;
}
