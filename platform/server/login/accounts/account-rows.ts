// SPDX-License-Identifier: Apache-2.0
import { addDays, type CivilDate, civilDate, type Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../../db/connect.ts';

/** A post as an administrator sees it. */
export type PostRow = {
  readonly id: string;
  readonly role: string;
  readonly unit: number;
  readonly unitName: string;
  readonly line: string | null;
  readonly acting: boolean;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
};

export type AccountRow = {
  readonly id: string;
  readonly person: string;
  readonly login: string;
  readonly unit_id: number;
  readonly unit: string;
  readonly path: string;
  readonly opened_at: Instant | null;
  readonly closed_at: Instant | null;
  readonly has_password: boolean;
  readonly held_until: Instant | null;
  readonly last_week: CivilDate | null;
  readonly slip_ends: Instant | null;
  readonly sessions: number;
  readonly posts: readonly PostRow[];
};

export type Asked = {
  readonly today: CivilDate;
  readonly now: Instant;
  readonly id?: string;
  /** Part of a login or of a unit's name. */
  readonly wanted?: string | undefined;
  /** Who is called as `wanted` says, found in the vault. */
  readonly people?: readonly string[];
  readonly after?: string;
  readonly most?: number;
};

/** Accounts that this transaction may administer, by login. */
export async function accountsInRange(tx: Database, asked: Asked): Promise<readonly AccountRow[]> {
  const { today, now, id = null, wanted = null, people = [], after = '', most = 1 } = asked;
  const { rows } =
    await sql<AccountRow>`SELECT * FROM accounts_in_range(${today}, ${now}, ${id}::uuid, ${wanted}, ${[...people]}::uuid[], ${after}, ${most})`.execute(
      tx,
    );
  return rows;
}

/** When an account was last used, as coarse as the reason for asking: nobody's days are counted. */
export const LAST_USED = ['week', 'month', 'quarter', 'longer', 'never'] as const;
export type LastUsed = (typeof LAST_USED)[number];

/** `week` is the Monday that is kept: what lies up to six days after it counts as that week. */
export function lastUsedOf(week: CivilDate | null, today: CivilDate): LastUsed {
  if (week === null) return 'never';
  const within = (days: number): boolean => week > addDays(today, -days);
  if (within(7)) return 'week';
  if (within(31)) return 'month';
  return within(92) ? 'quarter' : 'longer';
}

/** Whether a post is held today or will be. */
export function isCurrent({ to }: Pick<PostRow, 'to'>, today: CivilDate): boolean {
  return to === null || civilDate(to) > today;
}
