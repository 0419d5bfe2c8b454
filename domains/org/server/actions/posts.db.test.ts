// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { civilDate, instant, millisOf } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import type { Holding } from '@beichen/platform-server/holdings.ts';
import { openVault } from '@beichen/platform-server/vault/open-vault.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appointInput, handOverInput } from '../../model/posts.ts';
import { DEPS, ROLES, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { getUnit } from '../public.ts';
import { findPeople } from '../queries/people.ts';
import { listHandovers, postsPageOf } from '../queries/post-pages.ts';
import type { PostDeps } from '../queries/posts.ts';
import { appointAction } from './appoint.ts';
import { confirmHandoverAction } from './confirm-handover.ts';
import { endPostAction } from './end-post.ts';
import { handOverAction } from './hand-over.ts';

const NOW = instant('2026-10-12T01:00:00.000Z');
const TODAY = civilDate('2026-10-12');
const NEXT = civilDate('2026-10-19');

/** Three cases are open at every unit; of posts as a holding nobody makes work. */
const threeCases: Holding = {
  id: 'test.cases',
  title: { zh: '未了事项', en: 'Open cases' },
  isWork: true,
  count: async (_, { units }) => new Map(units.map((unit) => [unit, 3])),
  list: async () => [],
  pass: async () => ({ went: [] }),
};

let small: SmallCity;
let folder: string;
let deps: PostDeps;

beforeEach(async () => {
  small = await smallCity();
  folder = await mkdtemp(join(tmpdir(), 'beichen-posts-'));
  const vault = await openVault({ keyFile: join(folder, 'keys'), create: true });
  deps = { ...DEPS, roles: ROLES, vault, holdings: new Map([...DEPS.holdings, ['test.cases', threeCases]]) };
});
afterEach(async () => {
  await small.city.drop();
  await rm(folder, { recursive: true });
});

const freshId = (): string => uuidv7From(millisOf(NOW), randomBytes(16));

async function act<Input>(actor: Actor, action: Action<Input, never, never>, input: Input): Promise<unknown> {
  const intention = { id: freshId(), hash: randomBytes(32) };
  const { answer } = await perform({ db: small.city.app.db, now: NOW, intention }, actor, { action, input });
  return answer;
}

/** Seats somebody by hand, as the pack would; gives the actor that the person is. */
async function seat(role: string, code: string): Promise<Actor & { kind: 'person' }> {
  const { db } = small.city.worker;
  const { rows } = await sql<{ id: number; path: string }>`SELECT id, path FROM unit WHERE code = ${code}`.execute(db);
  const { id: unit, path } = rows[0]!;
  const person = randomUUID();
  const { permissions, sensitivity } = ROLES.find(({ id }) => id === role)!;
  await db.insertInto('person').values({ id: person, made_at: NOW }).execute();
  await db
    .insertInto('access_grant')
    .values({
      id: randomUUID(),
      person,
      unit_id: unit,
      path,
      role,
      permissions: [...permissions],
      line: null,
      sensitivity,
      from: civilDate('2025-01-01'),
      to: null,
    })
    .execute();
  return { kind: 'person', person, grants: [{ role, permissions, unit, path, line: null, sensitivity }] };
}

async function appoint(
  actor: Actor,
  role: string,
  about: { code: string; name?: string; extra?: object },
): Promise<{ id: string; person: string }> {
  const unit = await small.id(about.code);
  const input = appointInput.parse({
    id: freshId(),
    unit,
    role,
    person: { name: about.name ?? '林若溪' },
    from: TODAY,
    ...about.extra,
  });
  return (await act(actor, appointAction(deps) as never, input)) as { id: string; person: string };
}

const faultsOf = async (refused: Promise<unknown>): Promise<string[]> => {
  const error = await refused.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('it was not refused');
  return error.detail.faults?.map(({ path }) => path) ?? [error.row.code];
};

async function pageAt(actor: Actor, code: string) {
  const id = await small.id(code);
  return await inScope(small.city.app.db, viewerOf(actor, 'org.read'), async (tx) =>
    postsPageOf({ tx, actor, now: NOW }, deps, { unit: await getUnit(tx, id), on: undefined }),
  );
}

describe('somebody who is known', () => {
  const found = async (actor: Actor, q: string) =>
    await inScope(small.city.app.db, viewerOf(actor, 'org.appoint'), async (tx) =>
      (await findPeople({ tx, actor, now: NOW }, deps, q)).people.map(({ name, unitName }) => `${name} ${unitName}`),
    );

  test('is found by a part of the name, its sound or initials, where one gives posts and nowhere else', async () => {
    const [s, t] = [await seat('organiser', 'S'), await seat('organiser', 'T')];
    await appoint(s, 'secretary', { code: 'A', name: '林若溪' });
    await appoint(s, 'secretary', { code: 'B', name: '林向阳' });
    await appoint(t, 'secretary', { code: 'C', name: '林深' });
    for (const typed of ['林', 'lin', 'l']) expect((await found(s, typed)).sort()).toEqual(['林向阳 B', '林若溪 A']);
    expect([await found(s, 'lrx'), await found(s, '若溪'), await found(s, 'linruoxi')]).toEqual([
      ['林若溪 A'],
      ['林若溪 A'],
      ['林若溪 A'],
    ]);
    expect([await found(t, '林'), await found(t, '林若溪')]).toEqual([['林深 C'], []]);
    // A secretary gives posts at A alone; a worker gives none, and finds nobody, though A lies in range.
    expect(await found(await seat('secretary', 'A'), '林')).toEqual(['林若溪 A']);
    expect(await found(await seat('worker', 'A'), '林')).toEqual([]);
  });

  test('takes another post under the same name; out of sight, nobody can be named', async () => {
    const [s, t] = [await seat('organiser', 'S'), await seat('organiser', 'T')];
    const { person } = await appoint(s, 'secretary', { code: 'A', name: '林若溪' });
    await appoint(s, 'secretary', { code: 'B', extra: { person: { id: person } } });
    expect((await pageAt(s, 'B')).posts.map(({ name }) => name)).toEqual(['林若溪']);
    expect(await found(s, '林')).toHaveLength(1);
    await expect(appoint(t, 'secretary', { code: 'C', extra: { person: { id: person } } })).rejects.toThrow();
    expect((await pageAt(t, 'C')).posts).toEqual([]);
  });

  test('each name that is shown is a reading in the audit; those that were only compared are none', async () => {
    const s = await seat('organiser', 'S');
    const { person } = await appoint(s, 'secretary', { code: 'A', name: '林若溪' });
    await appoint(s, 'secretary', { code: 'B', name: '周明' });
    await found(s, '若溪');
    const { rows } = await sql`SELECT record FROM audit_entry WHERE action = 'vault.reveal'`.execute(
      small.city.worker.db,
    );
    expect(rows).toEqual([{ record: person }]);
  });
});

describe('an appointment', () => {
  test('opens doors at once, and its name is in the vault alone', async () => {
    const organiser = await seat('organiser', 'S');
    const { person } = await appoint(organiser, 'secretary', { code: 'A' });
    const { rows } =
      await sql`SELECT unit_id, path, permissions, "to" FROM access_grant WHERE person = ${person}`.execute(
        small.city.worker.db,
      );
    const a = await small.id('A');
    const path = (await sql<{ path: string }>`SELECT path FROM unit WHERE id = ${a}`.execute(small.city.worker.db))
      .rows[0]!.path;
    expect(rows).toEqual([{ unit_id: a, path, permissions: ['org.read', 'org.appoint'], to: null }]);
    const page = await pageAt(organiser, 'A');
    expect(page.posts.map(({ name, role, hasAccount }) => [name, role, hasAccount])).toEqual([
      ['林若溪', 'secretary', false],
    ]);
    expect(page.vacant.map(({ role }) => role)).toEqual(['worker']);
    const audit = await sql<{
      n: number;
    }>`SELECT count(*)::integer AS n FROM audit_entry WHERE action = 'vault.reveal' AND record = ${person}`.execute(
      small.city.worker.db,
    );
    expect(audit.rows[0]?.n).toBe(1);
  });

  test('whoever may not give posts there sees the name hidden', async () => {
    await appoint(await seat('organiser', 'S'), 'secretary', { code: 'A' });
    const page = await pageAt(await seat('worker', 'A'), 'A');
    expect(page.posts.find(({ role }) => role === 'secretary')?.name).toBe('林*');
    expect(page.giveable).toEqual([]);
    // Who may is told all the same: of the posts of a community, secretaries are given theirs by the street, workers by the secretary.
    expect(page.givers.map(({ zh }) => zh)).toEqual(['organiser', 'secretary']);
  });

  test('is for the roles that the pack names, in one’s own range, and says all that is wrong', async () => {
    const organiser = await seat('organiser', 'S');
    const secretary = await seat('secretary', 'A');
    // A grid worker is the secretary's to appoint, not the street's.
    expect(await faultsOf(appoint(organiser, 'worker', { code: 'A', extra: { source: 'veteran' } }))).toEqual([
      '/role',
    ]);
    // Nobody appoints his like: an organiser, or the next secretary.
    expect(await faultsOf(appoint(secretary, 'secretary', { code: 'A' }))).toEqual(['/role']);
    expect(await faultsOf(appoint(organiser, 'secretary', { code: 'A', extra: { line: 'canals' } }))).toEqual([
      '/line',
    ]);
    expect(await faultsOf(appoint(organiser, 'organiser', { code: 'S' }))).toEqual(['/role']);
    // B lies beside A: its secretary's range does not reach there.
    expect(await faultsOf(appoint(secretary, 'worker', { code: 'B' }))).toEqual(['platform.not-found']);
    expect(
      await faultsOf(appoint(secretary, 'worker', { code: 'A', extra: { fullTime: false, until: '2026-10-12' } })),
    ).toEqual(['/source', '/until']);
    expect(await faultsOf(appoint(organiser, 'secretary', { code: 'E' }))).toEqual(['/role']);
  });

  test('the same person does not hold a post twice; somebody may act for the holder', async () => {
    const organiser = await seat('organiser', 'S');
    const first = await appoint(organiser, 'secretary', { code: 'A' });
    expect(
      await faultsOf(appoint(organiser, 'secretary', { code: 'A', extra: { person: { id: first.person } } })),
    ).toEqual(['/person']);
    const second = await appoint(organiser, 'secretary', {
      code: 'A',
      name: '周明',
      extra: { actsFor: first.id, until: '2026-11-01' },
    });
    const page = await pageAt(organiser, 'A');
    expect(page.posts.find(({ id }) => id === second.id)).toMatchObject({ actsFor: first.id, until: '2026-11-01' });
    // Nobody acts for one who acts.
    expect(
      await faultsOf(appoint(organiser, 'secretary', { code: 'A', name: '王某', extra: { actsFor: second.id } })),
    ).toEqual(['/actsFor']);
  });

  test('the database itself refuses a post out of range, whoever asks it', async () => {
    const secretary = await seat('secretary', 'A');
    const b = await small.id('B');
    const row = JSON.stringify({
      id: randomUUID(),
      person: secretary.person,
      unit_id: b,
      role: 'secretary',
      permissions: ['org.read'],
      sensitivity: 'internal',
      from: TODAY,
      full_time: true,
    });
    const tried = inScope(small.city.app.db, viewerOf(secretary, 'org.read'), (tx) =>
      sql`SELECT appoint(${row}::jsonb)`.execute(tx),
    );
    await expect(tried).rejects.toThrow(/is not in range/);
  });
});

test('a post ends on its day by whoever may give it, and by nobody else', async () => {
  const organiser = await seat('organiser', 'S');
  const { id } = await appoint(organiser, 'secretary', { code: 'A' });
  const end = (actor: Actor) => act(actor, endPostAction(deps) as never, { id, on: NEXT });
  expect(await faultsOf(end(await seat('secretary', 'A')))).toEqual(['platform.forbidden']);
  expect(await faultsOf(end(await seat('organiser', 'T')))).toEqual(['platform.not-found']);
  await end(organiser);
  const { rows } = await sql`SELECT "to" FROM access_grant WHERE id = ${id}`.execute(small.city.worker.db);
  expect(rows).toEqual([{ to: NEXT }]);
});

describe('a handover', () => {
  async function handOver(organiser: Actor, post: string, name = '陈向阳') {
    const input = handOverInput.parse({
      handover: freshId(),
      post: freshId(),
      person: { name },
      on: NEXT,
      note: '钥匙在值班室',
    });
    return (await act(organiser, handOverAction(deps) as never, { ...input, id: post })) as {
      id: string;
      post: string;
      person: string;
    };
  }

  test('ends the one and begins the other on one day, with what is open', async () => {
    const organiser = await seat('organiser', 'S');
    const { id } = await appoint(organiser, 'secretary', { code: 'A' });
    const next = await handOver(organiser, id);
    const { rows } =
      await sql`SELECT id, "from", "to" FROM access_grant WHERE role = 'secretary' ORDER BY "from"`.execute(
        small.city.worker.db,
      );
    expect(rows).toEqual([
      { id, from: TODAY, to: NEXT },
      { id: next.post, from: NEXT, to: null },
    ]);
    const shown = await inScope(small.city.app.db, viewerOf(organiser, 'org.read'), (tx) => listHandovers(tx, deps));
    expect(shown.handovers).toMatchObject([
      {
        id: next.id,
        unitName: 'A',
        on: NEXT,
        openWork: [{ holding: 'test.cases', count: 3 }],
        confirmedAt: null,
        mine: false,
      },
    ]);
  });

  test('is confirmed by the new holder, once, and by nobody for them', async () => {
    const organiser = await seat('organiser', 'S');
    const { id } = await appoint(organiser, 'secretary', { code: 'A' });
    const next = await handOver(organiser, id);
    const place = organiser.grants[0]!;
    const holder: Actor = {
      kind: 'person',
      person: next.person,
      grants: [{ ...place, role: 'secretary', unit: await small.id('A') }],
    };
    const confirm = (actor: Actor) => act(actor, confirmHandoverAction() as never, { id: next.id });
    expect(await faultsOf(confirm(organiser))).toEqual(['platform.forbidden']);
    await confirm(holder);
    expect(await faultsOf(confirm(holder))).toEqual(['org.already-confirmed']);
  });

  test('to the same person, or before the holder began, is refused', async () => {
    const organiser = await seat('organiser', 'S');
    const { id, person } = await appoint(organiser, 'secretary', { code: 'A' });
    const input = { id, handover: freshId(), post: freshId(), person: { id: person }, on: TODAY, note: '' };
    expect(await faultsOf(act(organiser, handOverAction(deps) as never, input))).toEqual(['/person', '/on']);
  });
});
