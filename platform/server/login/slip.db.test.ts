// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whereStands } from '../testing/where-stands.ts';
import { plainCode } from './slip-code.ts';
import { type Browser, freshId, type LoginCity, loginCity, PASSWORD } from './testing/login-city.ts';

let town: LoginCity;
beforeAll(async () => {
  town = await loginCity();
});
afterAll(() => town?.stop());

const idOf = (login: string): string => town.ids.get(login)?.account ?? '';

async function slipFor(login: string, by = 'east'): Promise<string> {
  const answer = await (await town.signedIn(by)).post(`/api/accounts/${idOf(login)}/slip`);
  return String(answer.body['code']);
}

const show = (browser: Browser, login: string, code: string) => browser.post('/api/session/slip', { login, code });

describe('a slip', () => {
  test('lets in once, however it is typed, and to nothing but an own password', async () => {
    const code = await slipFor('river');
    // Three groups of four, without 0, 1, I, L and O.
    expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){2}[2-9A-HJKMNP-Z]{4}$/);
    const browser = town.browser();
    expect(await show(browser, 'river', code.toLowerCase().replaceAll('-', ' '))).toMatchObject({
      status: 201,
      body: { signedIn: false, stage: 'password' },
    });
    expect((await browser.get('/api/session')).body.code).toBe('platform.password-wanted');
    expect((await browser.post('/api/session/post', { post: freshId() })).body.code).toBe('platform.password-wanted');
    expect((await show(town.browser(), 'river', code)).body.code).toBe('platform.wrong-slip');
    expect(await browser.post('/api/session/password', { password: 'lamp river 7 window' })).toMatchObject({
      status: 200,
      body: { signedIn: true },
    });
    expect((await browser.get('/api/session')).status).toBe(200);
    const old = await town.browser().post('/api/session', { login: 'river', password: PASSWORD });
    expect(old.body.code).toBe('platform.wrong-login');
    const own = await town.browser().post('/api/session', { login: 'river', password: 'lamp river 7 window' });
    expect(own.status).toBe(201);
  });

  test('ends the sessions that were open, and the old password, as soon as it is shown', async () => {
    const before = await town.signedIn('both');
    const code = await slipFor('both');
    expect((await before.get('/api/session')).status).toBe(200);
    expect((await show(town.browser(), 'both', code)).status).toBe(201);
    expect((await before.get('/api/session')).body.code).toBe('platform.not-signed-in');
    expect((await town.browser().post('/api/session', { login: 'both', password: PASSWORD })).status).toBe(401);
  });

  test('gives way to the next, and ends with the seventh day after it was given', async () => {
    const first = await slipFor('across', 'chief');
    const second = await slipFor('across', 'chief');
    expect((await show(town.browser(), 'across', first)).status).toBe(401);
    const given = town.clock.at;
    // Given on 28 September, it works until the midnight that ends 5 October in Nanyang: 16:00 UTC.
    town.clock.at = instant('2026-10-05T16:00:00.000Z');
    expect((await show(town.browser(), 'across', second)).body.code).toBe('platform.wrong-slip');
    town.clock.at = instant('2026-10-05T15:59:59.000Z');
    expect((await show(town.browser(), 'across', second)).status).toBe(201);
    town.clock.at = given;
  });

  test('of two who show it together, one comes in', async () => {
    const code = await slipFor('gone');
    const shown = await Promise.all([1, 2, 3].map(() => show(town.browser(), 'gone', code)));
    expect(shown.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
  });

  test('tells nobody which accounts there are, and guesses are counted: the sixth try waits, whatever it shows', async () => {
    expect((await show(town.browser(), 'nobody-here', 'AAAA-BBBB-CCCC')).body.code).toBe('platform.wrong-slip');
    const code = await slipFor('west', 'chief');
    for (let n = 1; n <= 5; n++)
      expect((await show(town.browser(), 'west', 'AAAA-BBBB-CCCC')).body.code).toBe('platform.wrong-slip');
    expect((await show(town.browser(), 'west', code)).status).not.toBe(201);
    // A new slip is given to a person who stands there: it ends the hold.
    expect((await show(town.browser(), 'west', await slipFor('west', 'chief'))).status).toBe(201);
  });

  test('stands nowhere in the database, and a repeated request does not tell it again', async () => {
    const browser = await town.signedIn('chief');
    const key = freshId();
    const ask = async (): Promise<Record<string, unknown>> => {
      const headers = { Cookie: browser.cookie, 'Idempotency-Key': key, 'Content-Type': 'application/json' };
      const path = `/api/accounts/${idOf('east')}/slip`;
      return (await (await town.app.request(path, { method: 'POST', headers })).json()) as Record<string, unknown>;
    };
    const first = await ask();
    const code = String(first['code']);
    expect(first).toMatchObject({ login: 'east', unit: '东街道', name: '马知微', endsAt: '2026-10-05T16:00:00.000Z' });
    expect(await ask()).toEqual({
      id: idOf('east'),
      login: 'east',
      unit: '东街道',
      endsAt: '2026-10-05T16:00:00.000Z',
    });
    expect(await whereStands(town.city.superuserUrl, code, plainCode(code), '马知微')).toEqual([]);
  });
});

describe('a password', () => {
  test.each([
    ['short', '至少10个字符'],
    ['chief-chief-1', '主要是账号名'],
    ['woaini1314520', '太像'],
    ['zhang19880808', '主要是一个日期'],
    ['我的号码是13812345678', '手机号'],
  ])('%s is refused in words, which do not repeat it', async (password, said) => {
    const browser = await town.signedIn('chief');
    const answer = await browser.post('/api/account/password', { current: PASSWORD, password });
    const [fault] = answer.body['faults'] as { what: { zh: string } }[];
    expect([answer.status, fault?.what.zh]).toEqual([400, expect.stringContaining(said)]);
    expect(JSON.stringify(answer.body)).not.toContain(password);
  });

  test('is changed by whoever knows the present one; the other sessions end, this one stays', async () => {
    const [here, there] = [await town.signedIn('chief'), await town.signedIn('chief')];
    const next = 'four unrelated words 四';
    const wrong = await here.post('/api/account/password', { current: 'not this one', password: next });
    expect(wrong.body.code).toBe('platform.wrong-password');
    expect((await here.post('/api/account/password', { current: PASSWORD, password: next })).status).toBe(200);
    expect((await here.get('/api/session')).status).toBe(200);
    expect((await there.get('/api/session')).status).toBe(401);
  });

  test('and what was done is in the audit, by whom and to which account', async () => {
    const { rows } = await sql<{
      action: string;
    }>`SELECT DISTINCT action FROM audit_entry WHERE record = ${idOf('river')} ORDER BY 1`.execute(town.city.owner.db);
    expect(rows.map(({ action }) => action)).toEqual([
      'login.begun',
      'login.failed',
      'login.password-set',
      'login.signed-in',
      'platform.give-slip',
    ]);
  });
});
