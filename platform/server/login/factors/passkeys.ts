// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { sql } from 'kysely';
import { z } from 'zod';
import { platformErrors } from '../../errors.ts';
import type { Services } from '../../services.ts';
import type { FactorRow } from './factors.ts';
import type { RelyingParty } from './relying-party.ts';

const LASTS = 300_000;
const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
const text64 = z.base64url().max(20_000);

/** What a browser answers; the library reads it closely, this keeps out what is no such thing. */
const shown = { id: text64, rawId: text64, type: z.literal('public-key'), clientExtensionResults: z.looseObject({}) };
export const assertionShape = z.object({
  ...shown,
  response: z.looseObject({ clientDataJSON: text64, authenticatorData: text64, signature: text64 }),
});
export const attestationShape = z.object({
  ...shown,
  response: z.looseObject({ clientDataJSON: text64, attestationObject: text64 }),
});

const waysOf = (ways: readonly string[] | null) => (ways ?? []) as AuthenticatorTransport[];

async function challenge(services: Services, session: string | null): Promise<Uint8Array<ArrayBuffer>> {
  const fresh = Uint8Array.from(randomBytes(32));
  const now = services.time.now();
  const until = instantOfMillis(millisOf(now) + LASTS);
  await sql`SELECT put_challenge(${Buffer.from(fresh)}, ${session}::uuid, ${now}, ${until})`.execute(services.db);
  return fresh;
}

/** A challenge is answered once, by the session that it was sent to. */
function taken(services: Services, session: string | null): (given: string) => Promise<boolean> {
  return async (given) => {
    const { rows } = await sql<{
      taken: boolean;
    }>`SELECT take_challenge(${bytes(given)}, ${session}::uuid, ${services.time.now()}) AS taken`.execute(services.db);
    return rows[0]?.taken === true;
  };
}

type Asking = { readonly party: RelyingParty; readonly session: string | null };

/** What the browser is asked in order to make a passkey. */
export async function registrationOptions(
  services: Services,
  { party, session }: Asking,
  about: { readonly account: string; readonly login: string; readonly known: readonly FactorRow[] },
) {
  return await generateRegistrationOptions({
    rpName: '北辰',
    rpID: party.id,
    userName: about.login,
    userID: Uint8Array.from(Buffer.from(about.account.replaceAll('-', ''), 'hex')),
    challenge: await challenge(services, session),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    excludeCredentials: about.known.flatMap(({ credential, transports }) =>
      credential === null ? [] : [{ id: credential.toString('base64url'), transports: waysOf(transports) }],
    ),
  });
}

export type MadePasskey = {
  readonly credential: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
};

/** @throws Refusal where the browser's answer does not hold */
export async function madePasskey(
  services: Services,
  { party, session }: Asking,
  response: z.infer<typeof attestationShape>,
): Promise<MadePasskey> {
  const verified = await verifyRegistrationResponse({
    // Its parts were read by the schema above; the library verifies what is in them.
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge: taken(services, session),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => undefined);
  if (verified?.verified !== true) throw new Refusal(platformErrors.wrongFactor);
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  return { credential: bytes(id), publicKey: Buffer.from(publicKey), counter, transports };
}

/** What the browser is asked in order to show a passkey: one of these, or whichever of its own. */
export async function authenticationOptions(
  services: Services,
  { party, session }: Asking,
  known: readonly FactorRow[] | undefined,
) {
  const allowed = known?.flatMap(({ credential, transports }) =>
    credential === null ? [] : [{ id: credential.toString('base64url'), transports: waysOf(transports) }],
  );
  return await generateAuthenticationOptions({
    rpID: party.id,
    challenge: await challenge(services, session),
    userVerification: 'required',
    ...(allowed === undefined ? {} : { allowCredentials: allowed }),
  });
}

type Known = Pick<FactorRow, 'id' | 'transports'> & {
  readonly account: string;
  readonly credential: Buffer;
  readonly public_key: Buffer;
  readonly counter: number;
};

/** Whose passkey was shown, with its holder verified by the device: possession and finger or PIN in one. `undefined` where it does not hold. */
export async function shownPasskey(
  services: Services,
  { party, session }: Asking,
  response: z.infer<typeof assertionShape>,
): Promise<string | undefined> {
  const { rows } = await sql<Known>`SELECT * FROM passkey_of(${bytes(response.id)})`.execute(services.db);
  const [known] = rows;
  if (known === undefined) return undefined;
  const { account, credential, public_key, counter, transports } = known;
  const verified = await verifyAuthenticationResponse({
    // As above: the schema has read it.
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: taken(services, session),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: credential.toString('base64url'),
      publicKey: Uint8Array.from(public_key),
      counter,
      transports: waysOf(transports),
    },
  }).catch(() => undefined);
  if (verified?.verified !== true) return undefined;
  const { newCounter } = verified.authenticationInfo;
  const used = await sql<{ used: boolean }>`SELECT use_passkey(${known.id}::uuid, ${newCounter}) AS used`.execute(
    services.db,
  );
  return used.rows[0]?.used === true ? account : undefined;
}
