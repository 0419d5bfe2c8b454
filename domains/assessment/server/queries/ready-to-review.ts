// SPDX-License-Identifier: Apache-2.0
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { ReviewPlans } from '../actions/open-review.ts';

/** Periods that are over and have a live result, of methods whose reviews are laid down, that are neither under review nor final; the newest first. */
export async function readyToReview(
  tx: Database,
  about: { readonly plans: ReviewPlans; readonly now: Instant; readonly zone: string },
): Promise<{ method: string; period: string; title: Words }[]> {
  const { rows } = await sql<{ method: string; period: string; title: Words }>`
    SELECT m.method, e.period, m.outline -> 'title' AS title FROM evaluation e JOIN method_edition m ON m.id = e.edition
    WHERE e.state = 'live' AND e.tree_date < ${dateOf(about.now, about.zone)} AND m.method = ANY (${[...about.plans.keys()]}::text[])
      AND NOT EXISTS (SELECT FROM review r WHERE r.edition = e.edition AND r.period = e.period)
      AND NOT EXISTS (SELECT FROM evaluation f WHERE f.edition = e.edition AND f.period = e.period AND f.state = 'final')
    ORDER BY e.tree_date DESC, m.id`.execute(tx);
  return rows;
}
