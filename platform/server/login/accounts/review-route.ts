// SPDX-License-Identifier: Apache-2.0
import { type CivilDate, dateOf, type Instant, instantSchema } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../db/connect.ts';
import { query, type Route } from '../../http/route.ts';
import type { Role } from '../roles.ts';
import type { AccountDeps } from './account-actions.ts';

/** Why an account should be looked at. */
const REASONS = ['unused', 'no-post', 'ended-post', 'broad', 'shared'] as const;
type Reason = (typeof REASONS)[number];

/** From so many permissions on, a post over a county or a city counts as broad. Assumed: no document gives a number. */
const MANY = 8;

const place = z.object({ id: z.int(), name: z.string() });
const output = z.object({
  asOf: instantSchema,
  unusedDays: z.int(),
  accounts: z.array(
    z.object({
      id: z.string(),
      login: z.string(),
      name: z.string().nullable().describe('只显示姓'),
      unit: place,
      reasons: z.array(z.enum(REASONS)),
    }),
  ),
});

type Row = { id: string; login: string; person: string; unit_id: number; unit: string; reasons: Reason[] };

/** Accounts of the scope that should be looked at. */
async function reviewRows(
  tx: Database,
  about: {
    readonly today: CivilDate;
    readonly now: Instant;
    readonly unusedDays: number;
    readonly roles: readonly Role[];
  },
): Promise<readonly Row[]> {
  const { today, now, unusedDays, roles } = about;
  const single = roles.filter((role) => role.single === true).map(({ id }) => id);
  const { rows } =
    await sql<Row>`SELECT * FROM review_accounts(${today}, ${now}, ${unusedDays}, ${single}::text[], ${MANY})`.execute(
      tx,
    );
  return rows;
}

/** The list that administrators and auditors go through. It names reasons about rights, and nothing of what anybody did. */
export function reviewRoute({ services, settings, roles }: AccountDeps & { readonly roles: readonly Role[] }): Route {
  return query({
    path: '/api/accounts/review',
    summary: { zh: '要复核的账号', en: 'Accounts to be reviewed' },
    door: { permission: 'platform.review', sees: 'platform.review' },
    params: z.object({}),
    query: z.object({}),
    output,
    async run({ tx, now }) {
      const today = dateOf(now, services.time.zone);
      const { unusedDays } = settings;
      const rows = await reviewRows(tx, { today, now, unusedDays, roles });
      const names = await services.vault.masked(
        tx,
        rows.map(({ person }) => person),
      );
      const accounts = rows.map(({ id, login, person, unit_id, unit, reasons }) => ({
        id,
        login,
        name: names.get(person)?.name ?? null,
        unit: { id: unit_id, name: unit },
        reasons,
      }));
      return { asOf: now, unusedDays, accounts };
    },
  });
}
