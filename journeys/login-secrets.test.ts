// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { whereStands } from '@beichen/platform-server/testing/where-stands.ts';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyOf, type Credentials, send } from './testing/client.ts';
import { METRICS_TOKEN, type RunningCity } from './testing/running-city.ts';
import { startSmallTown } from './testing/small-town.ts';

const OWN = '灯河七窗 lamp river 7 window';
const NEXT = '山海九门 hill sea 9 gate';
const WRONG = 'a wrong one that was typed here';

let town: RunningCity;
const log: string[] = [];
beforeAll(async () => {
  town = await startSmallTown({ log: (line) => void log.push(line) });
});
afterAll(() => town?.stop());

async function post<T>(path: string, body: unknown, as: Credentials = {}): Promise<T> {
  return bodyOf<T>(await send(town.url, { method: 'POST', path, body }, as));
}

/** Signs in at a door and gives the cookie: the client of the tests leaves it out of its answers. */
async function enter(path: string, body: unknown): Promise<Credentials> {
  const headers = { 'Content-Type': 'application/json', Origin: town.url };
  const answer = await fetch(`${town.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return { cookie: answer.headers.get('Set-Cookie')?.split(';')[0] ?? '' };
}

/** All that lets somebody in: by a slip, by a password, by an app, by a recovery code. */
async function everySecret(): Promise<readonly string[]> {
  const county = { cookie: await town.signIn('neighbour') };
  const list = await send(town.url, { method: 'GET', path: '/api/accounts?q=clerk' }, county);
  const [account] = bodyOf<{ accounts: { id: string }[] }>(list).accounts;
  const { code } = await post<{ code: string }>(`/api/accounts/${account?.id}/slip`, {}, county);
  const clerk = await enter('/api/session/slip', { login: 'clerk', code });
  await post('/api/session/password', { password: OWN }, clerk);
  await send(town.url, { method: 'POST', path: '/api/session', body: { login: 'clerk', password: WRONG } });
  await post('/api/account/password', { current: OWN, password: NEXT }, clerk);
  const { factor, typed } = await post<{ factor: string; typed: string }>('/api/account/totp', { name: '手机' }, clerk);
  const shown = new TOTP({ secret: typed }).generate();
  const { codes } = await post<{ codes: string[] }>('/api/account/totp/confirm', { factor, code: shown }, clerk);
  const again = await enter('/api/session', { login: 'clerk', password: NEXT });
  await post('/api/session/factor', { code: codes[0] }, again);
  return [
    code,
    code.replaceAll('-', ''),
    OWN,
    NEXT,
    WRONG,
    typed,
    ...codes,
    ...codes.map((one) => one.replaceAll('-', '')),
  ];
}

async function filesIn(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.parentPath !== join(folder, 'pack'));
  return await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
}

test('what lets somebody in stands in no table, no line of the log, no metric and no file', async () => {
  const secrets = await everySecret();
  // Five of the slip and the passwords, the key of the app, eight recovery codes in two writings.
  expect(secrets).toHaveLength(22);
  await town.settled();
  const forms = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('hex'), encodeURIComponent(secret)]);
  expect(await whereStands(town.city.superuserUrl, ...forms)).toEqual([]);
  const headers = { Authorization: `Bearer ${METRICS_TOKEN}` };
  const metrics = await (await fetch(`${town.url}/metrics`, { headers })).text();
  // The search does find what is there.
  expect(metrics).toContain('/api/session/factor');
  expect(log.join('\n')).toContain('/api/account/totp/confirm');
  const texts = [...log, metrics, ...(await filesIn(town.data))];
  expect(forms.filter((form) => texts.some((text) => text.includes(form)))).toEqual([]);
});
