// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Services } from '../../services.ts';
import { todayOf } from '../door.ts';
import type { Stage } from '../identify.ts';
import type { Role } from '../roles.ts';
import { hashOfRecovery } from './recovery-codes.ts';
import { stepOf } from './totp.ts';

export type FactorRow = {
  readonly id: string;
  readonly kind: 'totp' | 'passkey';
  readonly name: string;
  readonly sealed: Buffer | null;
  readonly master: number | null;
  readonly last_step: number | null;
  readonly credential: Buffer | null;
  readonly public_key: Buffer | null;
  readonly counter: number | null;
  readonly transports: string[] | null;
  readonly made_at: Instant;
  readonly confirmed_at: Instant | null;
};

export async function factorsOf(services: Services, account: string): Promise<readonly FactorRow[]> {
  const { rows } = await sql<FactorRow>`SELECT * FROM factors_of(${account}::uuid)`.execute(services.db);
  return rows;
}

/** What a secret is bound to: copied to another factor it opens nothing. */
export const totpContext = (factor: string): string => `beichen totp ${factor}`;

/** Whether a post of the account, today's or a coming one, asks for a second factor, and whether there is one. */
export async function factorState(
  services: Services,
  about: { readonly account: string; readonly roles: readonly Role[] },
): Promise<{ readonly required: boolean; readonly has: boolean }> {
  const { rows } = await sql<{
    roles: string[];
    factors: number;
  }>`SELECT * FROM entry_of(${about.account}::uuid, ${todayOf(services)})`.execute(services.db);
  const [{ roles, factors } = { roles: [], factors: 0 }] = rows;
  const required = about.roles.some(({ id, second_factor }) => second_factor === 'required' && roles.includes(id));
  return { required, has: factors > 0 };
}

/** What is wanted of an account when its password was right. */
export async function stageFor(
  services: Services,
  about: { readonly account: string; readonly roles: readonly Role[] },
): Promise<Stage> {
  const { required, has } = await factorState(services, about);
  if (has) return 'factor';
  return required ? 'enrol' : 'open';
}

/** Whether a code of this app is right now, and was not shown before; showing it uses it up. */
export async function isTotp(services: Services, factor: FactorRow, code: string): Promise<boolean> {
  if (factor.kind !== 'totp' || factor.sealed === null || factor.master === null) return false;
  const secret = services.vault.openSecret(totpContext(factor.id), { sealed: factor.sealed, master: factor.master });
  const step = stepOf(secret, code, Date.now());
  if (step === undefined) return false;
  const { rows } = await sql<{
    used: boolean;
  }>`SELECT use_totp(${factor.id}::uuid, ${step}, ${services.time.now()}) AS used`.execute(services.db);
  return rows[0]?.used === true;
}

/** By which of an account's factors a code was right; a recovery code is used up by it. */
export async function shownBy(
  services: Services,
  account: string,
  code: string,
): Promise<'totp' | 'recovery' | undefined> {
  for (const factor of await factorsOf(services, account))
    if (factor.confirmed_at !== null && (await isTotp(services, factor, code))) return 'totp';
  const { rows } = await sql<{
    used: boolean;
  }>`SELECT use_recovery(${account}::uuid, ${hashOfRecovery(code)}, ${services.time.now()}) AS used`.execute(
    services.db,
  );
  return rows[0]?.used === true ? 'recovery' : undefined;
}
