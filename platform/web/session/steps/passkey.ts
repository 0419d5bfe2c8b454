// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { request } from '../../data/request.ts';
import { came, type Stage } from '../enter.ts';

const options = z.looseObject({ challenge: z.string() });

/** The device gave no passkey: cancelled, or it has none for this address. */
export class NoPasskey extends Error {
  override readonly name = 'NoPasskey';
}

/** What the browser is to show. Its library comes only to those who ask for a passkey. */
async function shown(): Promise<unknown> {
  const asked = await request('/api/session/passkey/options', { answer: options, method: 'POST', body: {} });
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return await startAuthentication({ optionsJSON: asked as never }).catch(() => {
    throw new NoPasskey();
  });
}

/** Shows a passkey: the whole way in, the second factor, or a fresh proof, as the session stands. */
export async function showPasskey(): Promise<Stage> {
  const body = { response: await shown() };
  const { stage } = await request('/api/session/passkey', { answer: came, method: 'POST', body });
  return stage;
}

export const added = z.object({ factor: z.string(), codes: z.array(z.string()).optional() });
export type Added = z.infer<typeof added>;

export async function addPasskey(name: string): Promise<Added> {
  const asked = await request('/api/account/passkeys/options', { answer: options, method: 'POST', body: {} });
  const { startRegistration } = await import('@simplewebauthn/browser');
  const response = await startRegistration({ optionsJSON: asked as never }).catch(() => {
    throw new NoPasskey();
  });
  return await request('/api/account/passkeys', { answer: added, method: 'POST', body: { name, response } });
}

/** Whether this browser can have passkeys at all. */
export const hasPasskeys = (): boolean => typeof PublicKeyCredential !== 'undefined';
