// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type Instant, millisOf } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Services } from '../services.ts';

/** How a login stands: whether or not an account has it, wrong passwords are counted and hold it. */
export type Login = {
  /** The account; `null` where nobody has this login. */
  readonly id: string | null;
  readonly password_hash: string | null;
  readonly locked_until: Instant | null;
  /** Wrong passwords in a row. */
  readonly failures: number;
};

export async function getLogin({ db, vault }: Services, login: string): Promise<Login> {
  const { rows } = await sql<Login>`SELECT * FROM login_for(${login}, ${vault.fingerprint(login)})`.execute(db);
  return rows[0] as Login;
}

/** Counts a wrong password and holds the login until then; for an account with its audit row. One statement either way, so that time tells nothing. */
export async function noteWrong(
  { db, vault }: Services,
  login: string,
  about: { readonly account: string | null; readonly until: Instant | null; readonly now: Instant },
): Promise<void> {
  const { account, until, now } = about;
  const entry = uuidv7From(millisOf(now), randomBytes(16));
  await sql`SELECT note_wrong(${account}::uuid, ${vault.fingerprint(login)}, ${until}::timestamptz, ${now}::timestamptz, ${entry}::uuid)`.execute(
    db,
  );
}
