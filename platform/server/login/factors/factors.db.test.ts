// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whereStands } from '../../testing/where-stands.ts';
import { forgetMasters, rotateMaster } from '../../vault/rotate-master.ts';
import { type Browser, type LoginCity, loginCity, PASSWORD } from '../testing/login-city.ts';

let town: LoginCity;
beforeAll(async () => {
  town = await loginCity();
});
afterAll(() => town?.stop());

/** An authenticator app; `ahead` is how many steps its clock runs ahead, so that a test need not wait for the next code. */
const codeOf = (typed: string, ahead = 0): string =>
  new TOTP({ secret: typed }).generate({ timestamp: Date.now() + ahead * 30_000 });

type Enrolled = { readonly typed: string; readonly factor: string; readonly codes: readonly string[] };

async function enrol(browser: Browser): Promise<Enrolled> {
  const { factor, typed } = (await browser.post('/api/account/totp', { name: '手机' })).body;
  // The app's clock is a step behind, so that the code of this step is still good afterwards.
  const answer = await browser.post('/api/account/totp/confirm', { factor, code: codeOf(String(typed), -1) });
  return { typed: String(typed), factor: String(factor), codes: answer.body['codes'] as string[] };
}

const stageOf = async (browser: Browser): Promise<unknown> => (await browser.get('/api/session/way')).body['stage'];

describe('a post that requires a second factor', () => {
  let keeper: Enrolled;

  test('lets nobody in before one is set up: a password alone opens nothing', async () => {
    const browser = town.browser();
    const { body } = await browser.post('/api/session', { login: 'keeper', password: PASSWORD });
    expect(body).toEqual({ signedIn: false, stage: 'enrol' });
    for (const path of ['/api/session', '/api/accounts', '/api/account'])
      expect([path, (await browser.get(path)).body.code]).toEqual([path, 'platform.enrolment-wanted']);
    expect((await browser.post('/api/session/unlock', { password: PASSWORD })).status).toBe(401);
    keeper = await enrol(browser);
    expect(keeper.codes).toHaveLength(8);
    expect((await browser.get('/api/session')).status).toBe(200);
  });

  test('asks for it at every sign-in; a code is good once', async () => {
    const browser = await town.signedIn('keeper');
    expect(await stageOf(browser)).toBe('factor');
    expect((await browser.get('/api/session')).body.code).toBe('platform.factor-wanted');
    expect((await browser.post('/api/session/factor', { code: '000000' })).body.code).toBe('platform.wrong-factor');
    const code = codeOf(keeper.typed);
    expect((await browser.post('/api/session/factor', { code })).body).toEqual({ signedIn: true, stage: 'open' });
    const again = await town.signedIn('keeper');
    expect((await again.post('/api/session/factor', { code })).body.code).toBe('platform.wrong-factor');
  });

  test('takes a recovery code in its place, once', async () => {
    const browser = await town.signedIn('keeper');
    const [code = ''] = keeper.codes;
    expect((await browser.post('/api/session/factor', { code: code.toLowerCase() })).status).toBe(200);
    const again = await town.signedIn('keeper');
    expect((await again.post('/api/session/factor', { code })).status).toBe(403);
  });

  test('keeps its last factor, also before its holder', async () => {
    const browser = await town.signedIn('keeper');
    await browser.post('/api/session/factor', { code: keeper.codes[1] });
    const gone = await browser.post('/api/account/factors/remove', { factor: keeper.factor });
    expect(gone.body.code).toBe('platform.factor-required');
    const id = town.ids.get('keeper')?.account;
    expect((await browser.post(`/api/accounts/${id}/reset-factors`)).body.code).toBe('platform.own-account');
  });

  test('whoever guesses is held off, and a right password in between does not begin the count anew', async () => {
    for (let n = 1; n <= 5; n++) {
      const browser = await town.signedIn('keeper');
      expect((await browser.post('/api/session/factor', { code: '000000' })).status).toBe(403);
    }
    const held = await town.browser().post('/api/session', { login: 'keeper', password: PASSWORD });
    expect(held.status).not.toBe(201);
    town.clock.at = instant('2026-09-28T02:02:00.000Z');
  });

  test('whoever lost all is helped by the administrator above: factors and sessions go, and new ones are set up', async () => {
    const before = await town.signedIn('keeper');
    await before.post('/api/session/factor', { code: keeper.codes[2] });
    const chief = await town.signedIn('chief');
    const id = town.ids.get('keeper')?.account;
    expect((await (await town.signedIn('east')).post(`/api/accounts/${id}/reset-factors`)).status).toBe(404);
    expect((await chief.post(`/api/accounts/${id}/reset-factors`)).status).toBe(200);
    expect((await before.get('/api/session')).status).toBe(401);
    const browser = await town.signedIn('keeper');
    expect(await stageOf(browser)).toBe('enrol');
    expect((await browser.post('/api/session/factor', { code: keeper.codes[3] })).status).toBe(401);
  });
});

describe('changing factors', () => {
  test('asks for a fresh proof: ten minutes after the sign-in, the password and the factor again', async () => {
    const river = await town.signedIn('river');
    const { typed, codes } = await enrol(river);
    const now = town.clock.at;
    town.clock.at = instant('2026-09-28T02:12:01.000Z');
    for (const path of ['/api/account/recovery', '/api/account/totp'])
      expect((await river.post(path, { name: '又一个' })).body.code).toBe('platform.stale');
    const without = await river.post('/api/account/proof', { password: PASSWORD });
    expect(without.body.code).toBe('platform.wrong-factor');
    expect((await river.post('/api/account/proof', { password: 'wrong', code: codes[0] })).body.code).toBe(
      'platform.wrong-password',
    );
    expect((await river.post('/api/account/proof', { password: PASSWORD, code: codeOf(typed) })).status).toBe(200);
    const fresh = (await river.post('/api/account/recovery')).body['codes'] as string[];
    expect(fresh).toHaveLength(8);
    // The earlier ones are gone.
    const again = await town.signedIn('river');
    expect((await again.post('/api/session/factor', { code: codes[1] })).status).toBe(403);
    expect((await again.post('/api/session/factor', { code: fresh[0] })).status).toBe(200);
    town.clock.at = now;
  });

  test('a factor that was not confirmed counts for nothing', async () => {
    const both = await town.signedIn('both');
    await both.post('/api/account/totp', { name: '没扫的' });
    expect((await town.browser().post('/api/session', { login: 'both', password: PASSWORD })).body).toEqual({
      signedIn: true,
      stage: 'open',
    });
  });

  test('an app goes on when the master key was rotated and the old one is forgotten', async () => {
    const west = await town.signedIn('west');
    const { typed } = await enrol(west);
    await rotateMaster(town.city.worker.db, town.keyFile);
    expect(await forgetMasters(town.city.worker.db, town.keyFile)).toBe(1);
    const again = await town.signedIn('west');
    expect((await again.post('/api/session/factor', { code: codeOf(typed) })).status).toBe(200);
  });

  test('secrets stand nowhere in the open: neither that of the app nor a recovery code', async () => {
    const gone = await town.signedIn('gone');
    const { typed, codes } = await enrol(gone);
    const plain = Buffer.from(new TOTP({ secret: typed }).secret.bytes);
    expect(plain).toHaveLength(20);
    const needles = [typed, ...codes, ...codes.map((code) => code.replaceAll('-', ''))];
    expect(await whereStands(town.city.superuserUrl, ...needles)).toEqual([]);
    const { rows } = await sql`SELECT FROM account_factor WHERE position(${plain} IN sealed) > 0`.execute(
      town.city.owner.db,
    );
    expect(rows).toHaveLength(0);
  });
});

describe('passkeys', () => {
  const options = '/api/session/passkey/options';
  const wrong = {
    response: {
      id: 'AAAA',
      rawId: 'AAAA',
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
    },
  };

  // Five wrong ones hold a login, whichever way they are shown (docs/decisions/2026-11-26-wrong-logins.md).
  test('wrong ones hold the account like wrong passwords: then none is asked for and none taken', async () => {
    const east = await town.signedIn('east');
    expect((await east.post(options)).status).toBe(200);
    for (let tried = 0; tried < 5; tried++) expect((await east.post('/api/session/passkey', wrong)).status).toBe(403);
    expect([(await east.post(options)).status, (await east.post('/api/session/passkey', wrong)).status]).toEqual([
      429, 429,
    ]);
    const held = await town.browser().post('/api/session', { login: 'east', password: PASSWORD });
    expect(held.body.code).toBe('platform.locked');
    // Somebody else, and somebody who is not signed in, is asked as before.
    expect((await (await town.signedIn('both')).post(options)).status).toBe(200);
    expect((await town.browser().post(options)).status).toBe(200);
  });

  test('of challenges to nobody in particular so many wait and no more; the latest stay, and those to sessions', async () => {
    const session = '0199a000-0000-7000-8000-0000000000aa';
    const put = (bytes: unknown, of: string | null, ends: unknown) =>
      sql`SELECT put_challenge(${bytes}, ${of}::uuid, ${town.clock.at}, ${ends})`;
    await put(sql`'of a session'::bytea`, session, sql`${town.clock.at}::timestamptz + interval '1 second'`).execute(
      town.city.app.db,
    );
    await sql`SELECT put_challenge(convert_to(n::text, 'UTF8'), NULL, ${town.clock.at}, ${town.clock.at}::timestamptz + n * interval '1 minute')
      FROM generate_series(1, 26000) AS n`.execute(town.city.app.db);
    const { rows } = await sql<{ all: number; own: number; last: number }>`
      SELECT count(*)::integer AS all, count(*) FILTER (WHERE session = ${session})::integer AS own,
        count(*) FILTER (WHERE challenge = '26000'::bytea)::integer AS last FROM login_challenge`.execute(
      town.city.owner.db,
    );
    // One call in 250 puts them back to 20,000: 5,000 without one has a chance of e^-20.
    expect(rows[0]?.all).toBeLessThan(25_000);
    expect([rows[0]?.own, rows[0]?.last]).toEqual([1, 1]);
  });
});
