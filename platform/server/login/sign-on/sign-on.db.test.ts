// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LoginCity, loginCity } from '../testing/login-city.ts';

const URL_HERE = 'http://localhost';
const SECRET = 'a secret of the test alone, long enough for a client';

let server: Server;
let issuer: string;
let town: LoginCity;

/** A real identity service of the test: whoever types a name there is that subject, and `login` is a claim of it. */
async function startService(): Promise<string> {
  server = createServer((request, response) => void provider.callback()(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(here, {
    clients: [{ client_id: 'beichen', client_secret: SECRET, redirect_uris: [`${URL_HERE}/api/sign-on/end`] }],
    claims: { openid: ['sub'], profile: ['login'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['of the test'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, login: id.replace(/^subject of /, '') }) }),
  });
  return here;
}

beforeAll(async () => {
  issuer = await startService();
  town = await loginCity({ issuer, client: 'beichen', secret: SECRET, loginClaim: undefined });
});
afterAll(async () => {
  await town?.stop();
  server?.close();
});

type Cookies = Map<string, string>;

async function step(cookies: Cookies, url: string, form?: Record<string, string>): Promise<Response> {
  const headers = { Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
  const body = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
  const answer = await fetch(url, { redirect: 'manual', headers, ...body });
  for (const line of answer.headers.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
    cookies.set(name, value);
  }
  return answer;
}

const next = (answer: Response, from: string): string => new URL(answer.headers.get('Location') ?? '', from).href;

/** Goes to the service as its pages lead, signs in there as a subject, and gives the address that it sends back to. */
async function signInThere(begin: string, subject: string): Promise<string> {
  const cookies: Cookies = new Map();
  let at = begin;
  for (let hop = 0; hop < 12; hop++) {
    const isPage = new URL(at).pathname.startsWith('/interaction/');
    const answer = await step(cookies, at);
    if (!isPage) {
      at = next(answer, at);
      if (at.startsWith(`${URL_HERE}/`)) return at;
      continue;
    }
    const prompt = (await answer.text()).includes('name="login"') ? 'login' : 'consent';
    const sent = await step(cookies, at, prompt === 'login' ? { prompt, login: subject, password: 'x' } : { prompt });
    at = next(sent, at);
  }
  throw new Error(`led nowhere: ${at}`);
}

type Came = { readonly to: string | null; readonly cookie: string };

async function signOn(subject: string, to = '/me'): Promise<Came> {
  const begun = await town.app.request(`/api/sign-on/begin?to=${encodeURIComponent(to)}`);
  const errand = begun.headers.get('Set-Cookie')?.split(';')[0] ?? '';
  const back = await signInThere(begun.headers.get('Location') ?? '', subject);
  return await comeBack(back, errand);
}

async function comeBack(back: string, errand: string): Promise<Came> {
  const { pathname, search } = new URL(back);
  const answer = await town.app.request(pathname + search, { headers: { Cookie: errand } });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('beichen=')) ?? '';
  return { to: answer.headers.get('Location'), cookie: cookie.split(';')[0] ?? '' };
}

/** Whether an account is said to be linked. */
async function linkOf(browser: Awaited<ReturnType<LoginCity['signedIn']>>, path: string): Promise<string> {
  const { signOn } = (await browser.get(path)).body as { signOn: { linkedAt: string | null } | null };
  return signOn === null ? 'no service' : signOn.linkedAt === null ? 'not linked' : 'linked';
}

const sessionOf = async (cookie: string): Promise<number> =>
  (await town.app.request('/api/session', { headers: { Cookie: cookie } })).status;

test('a subject that nobody linked gets nowhere; linked by the administrator it comes in, to the page that was asked for', async () => {
  expect(await signOn('subject of river')).toEqual({ to: '/sign-in?sign-on=unknown', cookie: '' });
  const east = await town.signedIn('east');
  const id = town.ids.get('river')?.account;
  expect((await east.post(`/api/accounts/${id}/link`, { subject: 'subject of river' })).status).toBe(200);
  const came = await signOn('subject of river');
  expect(came.to).toBe('/me');
  expect(await sessionOf(came.cookie)).toBe(200);
  // Nobody else comes in by it, and no other account can have it too.
  expect((await signOn('subject of both')).to).toBe('/sign-in?sign-on=unknown');
  const other = town.ids.get('both')?.account;
  expect((await east.post(`/api/accounts/${other}/link`, { subject: 'subject of river' })).status).toBe(403);
  expect(await linkOf(east, `/api/accounts/${id}`)).toBe('linked');
  expect(await linkOf(east, '/api/account')).toBe('not linked');
  expect(await linkOf(await town.signedIn('river'), '/api/account')).toBe('linked');
  expect((await east.post(`/api/accounts/${id}/link`, { subject: null })).status).toBe(200);
  expect(await linkOf(east, `/api/accounts/${id}`)).toBe('not linked');
  expect((await signOn('subject of river')).to).toBe('/sign-in?sign-on=unknown');
});

test('it stands in for the password alone: a post that requires a second factor asks for it', async () => {
  const chief = await town.signedIn('chief');
  await chief.post(`/api/accounts/${town.ids.get('keeper')?.account}/link`, { subject: 'subject of keeper' });
  const came = await signOn('subject of keeper', '/accounts');
  expect(came.to).toBe('/sign-in?to=%2Faccounts');
  expect(await sessionOf(came.cookie)).toBe(401);
});

test('where a claim names the login, nobody has to link anybody', async () => {
  const linked = town;
  town = await loginCity({ issuer, client: 'beichen', secret: SECRET, loginClaim: 'login' });
  try {
    const came = await signOn('subject of both');
    expect([came.to, await sessionOf(came.cookie)]).toEqual(['/me', 200]);
    expect((await signOn('subject of nobody')).to).toBe('/sign-in?sign-on=unknown');
  } finally {
    await town.stop();
    town = linked;
  }
});

test('who comes back without having gone, with another state, or a second time, is refused; no way leads to another site', async () => {
  const begun = await town.app.request('/api/sign-on/begin?to=https://elsewhere.example/');
  const errand = begun.headers.get('Set-Cookie')?.split(';')[0] ?? '';
  const chief = await town.signedIn('chief');
  await chief.post(`/api/accounts/${town.ids.get('west')?.account}/link`, { subject: 'subject of west' });
  const back = await signInThere(begun.headers.get('Location') ?? '', 'subject of west');
  const failed = { to: '/sign-in?sign-on=failed', cookie: '' };
  expect(await comeBack(back, '')).toEqual(failed);
  expect(await comeBack(back.replace(/state=[^&]*/, 'state=another'), errand)).toEqual(failed);
  expect(await comeBack(back, `${errand.slice(0, -4)}AAAA`)).toEqual(failed);
  expect((await comeBack(back, errand)).to).toBe('/');
  expect(await comeBack(back, errand)).toEqual(failed);
});
