// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshId, type LoginCity, loginCity, PASSWORD } from '../testing/login-city.ts';

let town: LoginCity;
beforeAll(async () => {
  town = await loginCity();
});
afterAll(() => town?.stop());

const idOf = (login: string): string => town.ids.get(login)?.account ?? '';
const WORKER = { permissions: '{cases.report}', role: 'worker' };

/** Somebody who holds a post at a unit, and has no account. */
async function holderAt(unit: number): Promise<string> {
  const person = freshId();
  const { db } = town.city.owner;
  await sql`INSERT INTO person VALUES (${person}, ${town.clock.at})`.execute(db);
  await sql`INSERT INTO access_grant (id, person, unit_id, path, role, permissions, sensitivity, "from")
    SELECT ${freshId()}, ${person}, id, path, ${WORKER.role}, ${WORKER.permissions}, 'open', '2026-01-01' FROM unit WHERE id = ${unit}`.execute(
    db,
  );
  return person;
}

type Listed = {
  readonly login: string;
  readonly name: string | null;
  readonly lastUsed: string;
  readonly state: string;
};

async function listed(by: string, q = ''): Promise<readonly Listed[]> {
  const { body } = await (await town.signedIn(by)).get(`/api/accounts?q=${encodeURIComponent(q)}`);
  return body['accounts'] as readonly Listed[];
}

describe('the range of an administrator', () => {
  test('holds the accounts whose every post lies in it, today or later: a post elsewhere takes an account out, an ended one does not', async () => {
    // across works in both streets: neither street administers it. gone has no post any more, and stays with its place.
    expect((await listed('east')).map(({ login }) => login)).toEqual(['both', 'east', 'gone', 'river']);
    expect((await listed('west')).map(({ login }) => login)).toEqual(['keeper', 'west']);
    expect((await listed('chief')).map(({ login }) => login)).toEqual([
      ...['across', 'both', 'chief', 'east', 'gone', 'keeper', 'river', 'west'],
    ]);
  });

  test.each(['slip', 'close', 'reopen', 'end-sessions'])(
    '%s outside it is answered as if there were no such account',
    async (verb) => {
      const east = await town.signedIn('east');
      for (const login of ['across', 'west', 'chief'])
        expect([login, (await east.post(`/api/accounts/${idOf(login)}/${verb}`)).status]).toEqual([login, 404]);
      expect((await east.post(`/api/accounts/${freshId()}/${verb}`)).status).toBe(404);
    },
  );

  test('a post that begins later elsewhere counts at once', async () => {
    const { db } = town.city.owner;
    const id = freshId();
    await sql`INSERT INTO access_grant (id, person, unit_id, path, role, permissions, sensitivity, "from")
      VALUES (${id}, ${town.ids.get('river')?.person}, 6, '1/3/6/', 'worker', '{cases.report}', 'open', '2026-12-01')`.execute(
      db,
    );
    const east = await town.signedIn('east');
    expect((await east.post(`/api/accounts/${idOf('river')}/slip`)).status).toBe(404);
    await sql`DELETE FROM access_grant WHERE id = ${id}`.execute(db);
  });

  test('who holds no such permission gets nothing at all', async () => {
    const river = await town.signedIn('river');
    expect((await river.get('/api/accounts')).status).toBe(403);
    expect((await river.post(`/api/accounts/${idOf('river')}/slip`)).status).toBe(403);
  });

  test('does not hold oneself: no slip for the own account, no closing it', async () => {
    const east = await town.signedIn('east');
    for (const verb of ['slip', 'close'])
      expect((await east.post(`/api/accounts/${idOf('east')}/${verb}`)).body.code).toBe('platform.own-account');
  });
});

describe('the list', () => {
  test('finds by login, by unit and by whole name; names are masked', async () => {
    expect((await listed('east', 'riv')).map(({ login }) => login)).toEqual(['river']);
    expect((await listed('east', '湖社区')).map(({ login }) => login)).toEqual(['both']);
    expect(await listed('east', '林若溪')).toMatchObject([{ login: 'river', name: '林*' }]);
    expect(await listed('east', '牛顿安')).toEqual([]);
  });

  test('tells of the last sign-in no more than a stretch of time', async () => {
    const { db } = town.city.owner;
    // Monday 28 September 2026 is today's week; the others lie 3 weeks, 10 weeks and 20 weeks before it.
    const weeks = { river: '2026-09-07', both: '2026-07-20', gone: '2026-05-11' };
    for (const [login, week] of Object.entries(weeks))
      await sql`UPDATE account SET last_week = ${week} WHERE login = ${login}`.execute(db);
    const used = Object.fromEntries((await listed('east')).map(({ login, lastUsed }) => [login, lastUsed]));
    expect(used).toEqual({ east: 'week', river: 'month', both: 'quarter', gone: 'longer' });
  });

  test('of one account holds its posts, ended and acting ones marked', async () => {
    const east = await town.signedIn('east');
    expect((await east.get(`/api/accounts/${idOf('both')}`)).body).toMatchObject({
      name: '陈向阳',
      posts: [
        { unit: { id: 4, name: '河社区' }, acting: true, current: true },
        { unit: { id: 5, name: '湖社区' }, acting: false, current: true },
      ],
    });
    expect((await east.get(`/api/accounts/${idOf('gone')}`)).body).toMatchObject({
      posts: [{ to: '2026-09-01', current: false }],
    });
  });
});

describe('an account', () => {
  test('is opened for a holder of posts in the range, without a password, under a login that is free', async () => {
    const person = await holderAt(5);
    const east = await town.signedIn('east');
    const holders = (await east.get('/api/accounts/holders')).body['holders'];
    expect(holders).toMatchObject([{ person, posts: [{ unit: { id: 5, name: '湖社区' } }] }]);
    expect((await east.post('/api/accounts', { id: freshId(), person, login: 'west' })).body.code).toBe(
      'platform.login-taken',
    );
    const id = freshId();
    expect(await east.post('/api/accounts', { id, person, login: 'lake-1' })).toMatchObject({
      status: 201,
      body: { id, login: 'lake-1' },
    });
    expect((await listed('east', 'lake-1'))[0]).toMatchObject({ state: 'waiting', lastUsed: 'never' });
    const tried = await town.browser().post('/api/session', { login: 'lake-1', password: PASSWORD });
    expect(tried.body.code).toBe('platform.wrong-login');
    const again = await east.post('/api/accounts', { id: freshId(), person, login: 'lake-2' });
    expect(again.status).toBe(404);
  });

  test('is not opened for whoever holds a post elsewhere, or none', async () => {
    const east = await town.signedIn('east');
    const elsewhere = await holderAt(6);
    for (const person of [elsewhere, freshId()])
      expect((await east.post('/api/accounts', { id: freshId(), person, login: 'mountain' })).status).toBe(404);
  });

  test('that is closed ends its sessions and lets nobody in until it is opened again', async () => {
    const [east, river] = [await town.signedIn('east'), await town.signedIn('river')];
    expect((await east.post(`/api/accounts/${idOf('river')}/close`)).status).toBe(200);
    expect((await river.get('/api/session')).status).toBe(401);
    const tried = () => town.browser().post('/api/session', { login: 'river', password: PASSWORD });
    expect((await tried()).body.code).toBe('platform.wrong-login');
    expect((await east.post(`/api/accounts/${idOf('river')}/slip`)).status).toBe(403);
    expect((await east.post(`/api/accounts/${idOf('river')}/reopen`)).status).toBe(200);
    expect((await tried()).status).toBe(201);
  });

  test('whose sessions an administrator ends is signed out everywhere', async () => {
    const [east, one, two] = [await town.signedIn('east'), await town.signedIn('river'), await town.signedIn('river')];
    expect((await east.post(`/api/accounts/${idOf('river')}/end-sessions`)).status).toBe(200);
    expect([(await one.get('/api/session')).status, (await two.get('/api/session')).status]).toEqual([401, 401]);
  });
});

describe('own sessions', () => {
  test('are listed in plain words, and ended one by one or all others at once', async () => {
    const [here, there, third] = [
      await town.signedIn('both'),
      await town.signedIn('both'),
      await town.signedIn('both'),
    ];
    const { sessions } = (await here.get('/api/account')).body as { sessions: { id: string; current: boolean }[] };
    expect(sessions).toHaveLength(3);
    expect(sessions[0]).toMatchObject({ browser: 'edge', system: 'windows', begunAt: town.clock.at, current: true });
    expect((await here.post('/api/account/sessions/end', { session: sessions[1]?.id })).body).toEqual({ ended: 1 });
    // Its own, or somebody else's, is not there.
    for (const session of [sessions[0]?.id, freshId()])
      expect((await here.post('/api/account/sessions/end', { session })).status).toBe(404);
    expect((await here.post('/api/account/sessions/end', { session: null })).body).toEqual({ ended: 1 });
    expect((await here.get('/api/session')).status).toBe(200);
    expect([(await there.get('/api/session')).status, (await third.get('/api/session')).status]).toEqual([401, 401]);
  });

  test('a sign-in from a browser that had a session ends that one', async () => {
    const browser = await town.signedIn('river');
    const before = browser.cookie;
    await browser.post('/api/session', { login: 'both', password: PASSWORD });
    const asked = await town.app.request('/api/session', { headers: { Cookie: before } });
    expect(asked.status).toBe(401);
  });

  test('locked, a session answers nothing but that it is locked, until its own password opens it', async () => {
    const river = await town.signedIn('river');
    expect((await river.post('/api/session/lock')).status).toBe(200);
    for (const path of ['/api/session', '/api/account', '/api/accounts', '/api/changes'])
      if (path !== '/api/changes')
        expect([path, (await river.get(path)).body.code]).toEqual([path, 'platform.session-locked']);
    expect((await river.post('/api/account/sessions/end', { session: null })).body.code).toBe(
      'platform.session-locked',
    );
    expect((await river.post('/api/session/unlock', { password: 'not this one' })).body.code).toBe(
      'platform.wrong-password',
    );
    expect((await river.get('/api/session')).status).toBe(401);
    expect((await river.post('/api/session/unlock', { password: PASSWORD })).status).toBe(200);
    expect((await river.get('/api/session')).status).toBe(200);
  });

  test('the guesses at a lock are counted with all others', async () => {
    const river = await town.signedIn('river');
    await river.post('/api/session/lock');
    for (let n = 1; n <= 5; n++) await river.post('/api/session/unlock', { password: `wrong ${n}` });
    expect((await river.post('/api/session/unlock', { password: PASSWORD })).status).not.toBe(200);
    town.clock.at = instant('2026-09-28T02:01:00.000Z');
    expect((await river.post('/api/session/unlock', { password: PASSWORD })).status).toBe(200);
  });
});

describe('who holds several posts', () => {
  test('may do nothing before choosing one, then what that one allows, and changes without signing in again', async () => {
    const both = await town.signedIn('both');
    const [worker, secretary] = town.ids.get('both')?.posts ?? [];
    const before = (await both.get('/api/session')).body;
    expect(before).toMatchObject({ posts: [], permissions: [] });
    // The post as a deputy comes last.
    expect(before['held']).toMatchObject([
      { id: worker, role: 'worker', acting: false },
      { id: secretary, role: 'secretary', acting: true },
    ]);
    expect((await both.post('/api/session/post', { post: worker })).status).toBe(200);
    expect((await both.get('/api/session')).body).toMatchObject({
      posts: [{ id: worker }],
      permissions: ['cases.report', 'org.read'],
    });
    await both.post('/api/session/post', { post: secretary });
    expect((await both.get('/api/session')).body['permissions']).toEqual(['cases.read', 'org.read']);
  });

  test('cannot choose what is somebody else’s, or has ended', async () => {
    const both = await town.signedIn('both');
    for (const login of ['river', 'gone'])
      expect((await both.post('/api/session/post', { post: town.ids.get(login)?.posts[0] })).status).toBe(404);
  });
});
