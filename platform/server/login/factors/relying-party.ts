// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Context } from 'hono';
import { platformErrors } from '../../errors.ts';
import type { Services } from '../../services.ts';

export type RelyingParty = { readonly id: string; readonly origin: string };

/** As whom this server asks for passkeys: its public address as set, never what a request says of it, but in the demo on this machine. */
export function findRelyingParty({ url, demo }: Services, c: Context): RelyingParty | undefined {
  const address = url ?? (demo ? c.req.url : undefined);
  if (address === undefined) return undefined;
  const { hostname, origin } = new URL(address);
  return { id: hostname, origin };
}

/** @throws Refusal where the address is not set */
export function relyingParty(services: Services, c: Context): RelyingParty {
  const found = findRelyingParty(services, c);
  if (found === undefined) throw new Refusal(platformErrors.notFound);
  return found;
}
