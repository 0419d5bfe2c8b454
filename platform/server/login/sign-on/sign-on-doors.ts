// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { z } from 'zod';
import { platformErrors } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { stageFor } from '../factors/factors.ts';
import { beginSession } from '../open-session.ts';
import type { SessionCity } from '../session-answer.ts';
import type { SignOnSettings } from './sign-on-settings.ts';

const COOKIE = 'beichen-sign-on';
const CONTEXT = 'beichen sign-on';
const PATH = '/api/sign-on';
/** Seconds that somebody has for signing in at the identity service. */
const LASTS = 600;

/** What this server remembers of somebody who went to the identity service: sealed, in that browser alone. */
const errand = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  ends: z.number(),
});
type Errand = z.infer<typeof errand>;

const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname);

/** Asks the service once for its addresses and keys; a failure is asked for again next time. */
function discovered({ issuer, client: id, secret }: SignOnSettings): () => Promise<client.Configuration> {
  let known: Promise<client.Configuration> | undefined;
  const url = new URL(issuer);
  // Only a service on this very machine may be asked without TLS.
  const options = isLoopback(url) ? { execute: [client.allowInsecureRequests] } : {};
  return () => {
    known ??= client.discovery(url, id, secret, undefined, options).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

function sealed({ vault }: Services, content: Errand): string {
  const { sealed: bytes, master } = vault.sealSecret(CONTEXT, Buffer.from(JSON.stringify(content)));
  return `${master}.${bytes.toString('base64url')}`;
}

function opened({ vault }: Services, cookie: string | undefined): Errand | undefined {
  const [master = '', text = ''] = (cookie ?? '').split('.');
  try {
    const bytes = vault.openSecret(CONTEXT, { master: Number(master), sealed: Buffer.from(text, 'base64url') });
    const read = errand.parse(JSON.parse(bytes.toString()));
    return read.ends > Date.now() ? read : undefined;
  } catch {
    return undefined;
  }
}

/** An address of this app alone: anybody can put another into a link. */
const wayBack = (asked: string | undefined): string => (/^\/(?![/\\])/.test(asked ?? '') ? (asked ?? '/') : '/');

async function accountOf(
  services: Services,
  settings: SignOnSettings,
  claims: client.IDToken,
): Promise<string | undefined> {
  const { issuer, loginClaim } = settings;
  const { rows } = await sql<{ id: string | null }>`SELECT account_of_subject(${issuer}, ${claims.sub}) AS id`.execute(
    services.db,
  );
  const linked = rows[0]?.id ?? undefined;
  const login = loginClaim === undefined ? undefined : claims[loginClaim];
  if (linked !== undefined || typeof login !== 'string') return linked;
  const named = await sql<{ id: string }>`SELECT id FROM account_for(${login})`.execute(services.db);
  return named.rows[0]?.id;
}

/** Who came back, as the service says; `undefined` where anything does not hold. */
async function claimsOf(
  services: Services,
  service: () => Promise<client.Configuration>,
  { going, came }: { readonly going: Errand; readonly came: URL },
): Promise<client.IDToken | undefined> {
  try {
    const tokens = await client.authorizationCodeGrant(await service(), came, {
      pkceCodeVerifier: going.verifier,
      expectedState: going.state,
      expectedNonce: going.nonce,
      idTokenExpected: true,
    });
    return tokens.claims();
  } catch (error) {
    // What came with it may hold a code; the kind of the failure is enough.
    services.log.warn({ failure: (error as { code?: string }).code ?? 'unknown' }, 'sign-on failed');
    return undefined;
  }
}

/**
 * Sign-on by the city's identity service: authorization code with PKCE, state and nonce. It stands in for the password; a second factor is
 * asked for here, where the account has one or the post requires it.
 */
export function signOnDoors(
  services: Services,
  city: SessionCity,
  about: { readonly settings: SignOnSettings; readonly url: string },
): (app: Hono) => void {
  const { settings, url } = about;
  const service = discovered(settings);
  const redirect = new URL(`${PATH}/end`, url).href;
  const begin = async (c: Context): Promise<Response> => {
    const found = await service().catch((error: unknown) => {
      services.log.warn({ err: error }, 'the identity service cannot be asked');
      throw new Refusal(platformErrors.unavailable);
    });
    const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
    const content = { state, nonce, verifier, to: wayBack(c.req.query('to')), ends: Date.now() + LASTS * 1000 };
    const secure = url.startsWith('https:');
    setCookie(c, COOKIE, sealed(services, content), {
      httpOnly: true,
      sameSite: 'Lax',
      path: PATH,
      secure,
      maxAge: LASTS,
    });
    const asked = client.buildAuthorizationUrl(found, {
      redirect_uri: redirect,
      scope: 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    return c.redirect(asked.href);
  };
  const end = async (c: Context): Promise<Response> => {
    const going = opened(services, getCookie(c, COOKIE));
    deleteCookie(c, COOKIE, { path: PATH });
    const came = new URL(redirect);
    came.search = new URL(c.req.url).search;
    const claims = going === undefined ? undefined : await claimsOf(services, service, { going, came });
    if (going === undefined || claims === undefined) return c.redirect('/sign-in?sign-on=failed');
    const account = await accountOf(services, settings, claims);
    if (account === undefined) return c.redirect('/sign-in?sign-on=unknown');
    const stage = await stageFor(services, { account, roles: city.roles });
    await beginSession(services, c, { account, stage, by: 'sign-on' });
    return c.redirect(stage === 'open' ? going.to : `/sign-in?to=${encodeURIComponent(going.to)}`);
  };
  return (app) => {
    app.get(`${PATH}/begin`, begin);
    app.get(`${PATH}/end`, end);
  };
}
