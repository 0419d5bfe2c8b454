// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../db/connect.ts';
import type { Statement } from '../../db/write-together.ts';

/** The name of an account: what is typed at every sign-in, so small letters and digits; no personal data. */
export const loginShape = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/)
  .min(3)
  .max(40)
  .describe('账号名：小写字母、数字、点和连字符');

export type NewAccount = {
  readonly id: string;
  /** Who holds posts, all of them in the scope of the transaction. */
  readonly person: string;
  readonly login: string;
  readonly today: CivilDate;
  readonly now: Instant;
};

/**
 * Opens an account for a holder of posts, without a password: the first comes by a slip. A statement for the write step of an action,
 * the worker's included; the database refuses who holds no post, or one outside the scope, as a lost race.
 */
export function openAccount(tx: Database, { id, person, login, today, now }: NewAccount): readonly Statement[] {
  const opened = sql<number>`open_account(${id}::uuid, ${person}::uuid, ${login}, ${today}::date, ${now}::timestamptz)`;
  const query = tx
    .selectFrom(sql<{ unit: number | null }>`(SELECT ${opened} AS unit)`.as('opened'))
    .select('opened.unit')
    .where('opened.unit', 'is not', null);
  return [{ query, rows: 1 }];
}
