// SPDX-License-Identifier: Apache-2.0
import { boundsOf, getPeriod } from '@beichen/kernel/periods.ts';
import { civilDate, instant } from '@beichen/kernel/time.ts';
import type { CalendarRow, WorkingCalendar } from '@beichen/kernel/working-days.ts';
import { viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CountedCity, countedCity, officer, PEOPLE, ZONE } from '../../testing/counted-city.ts';
import { answerAction } from '../actions/answer.ts';
import { closeAction } from '../actions/close.ts';
import { deferAction } from '../actions/defer.ts';
import { dispatchAction } from '../actions/dispatch.ts';
import { reportAction } from '../actions/report.ts';
import { casePage } from '../queries/case-page.ts';

const [PERSON = ''] = PEOPLE;
const COMMUNITY = 8;

const rest = (...dates: string[]): CalendarRow[] =>
  dates.map((date) => ({ date: civilDate(date), day: 'rest', name: '放假' }));

/** Only 2026 is announced: of 2027 weekends are all that is known. */
const OLD: WorkingCalendar = { rows: [], coveredFrom: civilDate('2020-01-01'), coveredUntil: civilDate('2026-12-31') };
/** The notice of 2027 makes a holiday of the last day of 2026 too: 31 December (Thursday) to 3 January (Sunday). */
const NEW: WorkingCalendar = {
  rows: rest('2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'),
  coveredFrom: civilDate('2020-01-01'),
  coveredUntil: civilDate('2027-12-31'),
};

let city: CountedCity;
const by = { person: PERSON, ahead: 0 };

/** Reports a case and dispatches it at once. */
async function dispatched(category: string): Promise<string> {
  const id = city.newId();
  const input = { id, kind: 'event', category, unit: COMMUNITY, summary: '路灯不亮', place: '' };
  await city.act({ action: reportAction(city.deps), input }, by);
  await city.act({ action: dispatchAction(city.deps), input: { id, version: 1, handler: 4 } }, by);
  return id;
}

const close = (id: string, version: number) =>
  city.act({ action: closeAction(city.deps), input: { id, version, outcome: 'done' as const, note: '好了' } }, by);

type Stand = { version: number; due: string; estimated: boolean; stopped: boolean; fired: boolean };

async function stand(id: string): Promise<Stand | undefined> {
  const { rows } = await sql<Stand>`
    SELECT c.version, c.due_at AS due, k.estimated, k.stopped_at IS NOT NULL AS stopped, k.fired_at IS NOT NULL AS fired
    FROM cases c JOIN clock k ON k.record = c.id AND k.due_at = c.due_at WHERE c.id = ${id}`.execute(
    city.city.owner.db,
  );
  return rows[0];
}

/** Cases closed in time, of those that had to be closed, at the community in a month; by the reading, once all is counted. */
async function closedOnTime(month: string): Promise<string> {
  while (await city.round());
  const { rows } = await sql<{ num: number; den: number }>`
    SELECT num, den FROM reading WHERE measure = 'cases.closed_on_time' AND period = ${month} AND unit_id = ${COMMUNITY}`.execute(
    city.city.owner.db,
  );
  const source = city.sources.find(({ declaration }) => declaration.id === 'cases.closed_on_time');
  const asked = { units: [COMMUNITY], span: { period: month, ...boundsOf(getPeriod(month), ZONE) }, knownAt: city.now };
  const counted = (await source?.figures(city.city.owner.db, asked))?.get(COMMUNITY) ?? { num: 0, den: 0 };
  const read = rows[0] ?? { num: 0, den: 0 };
  expect([read.num, read.den ?? 0], 'the reading is what the records say').toEqual([counted.num, counted.den ?? 0]);
  return `${counted.num}/${counted.den}`;
}

const cases: Record<string, string> = {};

beforeAll(async () => {
  // Wednesday 30 December, ten in the morning in Nanyang.
  city = await countedCity(instant('2026-12-30T02:00:00.000Z'), OLD);
  for (const [name, category] of [
    ['day', 'day'],
    ['late', 'day'],
    ['early', 'day'],
    ['deferred', 'day'],
    ['week', 'week'],
    ['hours', 'hours'],
  ] as const)
    cases[name] = await dispatched(category);
  const { early = '', deferred = '' } = cases;
  await close(early, 2);
  await city.act({ action: deferAction(city.deps), input: { id: deferred, version: 2, reason: '等待鉴定' } }, by);
  // Closed at ten on 1 January: the last day in time was 31 December.
  city.now = instant('2027-01-01T02:00:00.000Z');
  await close(cases['late'] ?? '', 2);
});
afterAll(() => city.drop());

test('before: limits end by what was announced, and what lies beyond is said to be estimated', async () => {
  while (await city.round());
  // One working day after Wednesday 30 December is Thursday 31 December, which ends at 16:00 by UTC. It has passed, and has rung.
  expect(await stand(cases['day'] ?? '')).toEqual({
    version: 2,
    due: '2026-12-31T16:00:00.000Z',
    estimated: false,
    stopped: false,
    fired: true,
  });
  // Five: 31 December, Friday 1, Monday 4, Tuesday 5, Wednesday 6 January, as far as anybody knows.
  expect(await stand(cases['week'] ?? '')).toMatchObject({
    due: '2027-01-06T16:00:00.000Z',
    estimated: true,
    fired: false,
  });
  // Due in December: closed early, closed late, still open. The deferred one does not count; six hours were up on the day itself.
  expect(await closedOnTime('2026-12')).toBe('1/4');
  expect(await closedOnTime('2027-01')).toBe('0/0');
});

test('a new calendar moves what runs, each case by an action of its own, and nothing else', async () => {
  city.now = instant('2027-01-02T02:00:00.000Z');
  await city.changeCalendar(NEW);
  // After 30 December the first working day is Monday 4 January. It is not late any more, and will ring again.
  expect(await stand(cases['day'] ?? '')).toEqual({
    version: 3,
    due: '2027-01-04T16:00:00.000Z',
    estimated: false,
    stopped: false,
    fired: false,
  });
  // Monday 4, Tuesday 5, Wednesday 6, Thursday 7, Friday 8 January; by now announced.
  expect(await stand(cases['week'] ?? '')).toMatchObject({
    version: 3,
    due: '2027-01-08T16:00:00.000Z',
    estimated: false,
  });
  // Closed, late or not, and deferred ones stay; hours run day and night.
  expect(await stand(cases['late'] ?? '')).toMatchObject({
    version: 3,
    due: '2026-12-31T16:00:00.000Z',
    stopped: true,
  });
  expect(await stand(cases['early'] ?? '')).toMatchObject({ version: 3, due: '2026-12-31T16:00:00.000Z' });
  expect(await stand(cases['deferred'] ?? '')).toMatchObject({ version: 3, due: '2026-12-31T16:00:00.000Z' });
  expect(await stand(cases['hours'] ?? '')).toMatchObject({ version: 2, due: '2026-12-30T08:00:00.000Z', fired: true });
  const { rows } =
    await sql`SELECT n, move, recorded_at, due_at, by_person, by_unit FROM case_action WHERE case_id = ${cases['day']} ORDER BY n DESC LIMIT 1`.execute(
      city.city.owner.db,
    );
  const nobody = { by_person: null, by_unit: null };
  expect(rows).toEqual([
    { n: 3, move: 'redate', recorded_at: city.now, due_at: '2027-01-04T16:00:00.000Z', ...nobody },
  ]);
});

test('the audit says by what each moved', async () => {
  const { rows } = await sql`
    SELECT at, actor, record, detail FROM audit_entry WHERE action = 'cases.redate' ORDER BY detail ->> 'due'`.execute(
    city.city.owner.db,
  );
  const told = { at: city.now, actor: 'system:cases' };
  const n = 3;
  expect(rows).toEqual([
    {
      ...told,
      record: cases['day'],
      detail: { n, was: '2026-12-31T16:00:00+00:00', due: '2027-01-04T16:00:00+00:00' },
    },
    {
      ...told,
      record: cases['week'],
      detail: { n, was: '2027-01-06T16:00:00+00:00', due: '2027-01-08T16:00:00+00:00' },
    },
  ]);
});

test('the figures of both periods follow: it leaves December, and is not due yet in January', async () => {
  // Left in December: closed early, closed late, and the six hours that ran out.
  expect(await closedOnTime('2026-12')).toBe('1/3');
  expect(await closedOnTime('2027-01')).toBe('0/0');
});

test('what was known before stays what was known before', async () => {
  const source = city.sources.find(({ declaration }) => declaration.id === 'cases.closed_on_time');
  const month = getPeriod('2026-12');
  const asked = { units: [COMMUNITY], span: { period: month.id, ...boundsOf(month, ZONE) } };
  const then = await source?.figures(city.city.owner.db, { ...asked, knownAt: instant('2027-01-01T12:00:00.000Z') });
  expect(then?.get(COMMUNITY)).toMatchObject({ num: 1, den: 4 });
});

test('changing it again to the same moves nothing', async () => {
  const count = async () =>
    (await sql<{ n: number }>`SELECT count(*)::integer AS n FROM case_action`.execute(city.city.owner.db)).rows[0]?.n;
  const before = await count();
  await city.changeCalendar(NEW);
  expect(await count()).toBe(before);
});

test('a case page tells it, and of a closed one what was true when it was closed', async () => {
  const actor = officer(PERSON, '1/');
  const page = (name: string) =>
    inScope(city.city.app.db, viewerOf(actor, 'cases.read'), (tx) =>
      casePage(
        { tx, actor, now: city.now },
        { ...city.deps, vault: { masked: async () => new Map() } as never },
        cases[name] ?? '',
      ),
    );
  const day = await page('day');
  expect(day.timeline[0]).toMatchObject({
    n: 3,
    move: 'redate',
    by: { unit: null, self: false },
    lastDay: '2027-01-04',
  });
  // On Saturday 2 January nothing of the one working day has passed.
  expect(day.clock).toMatchObject({ state: 'running', remaining: 1, estimated: false });
  expect(day.case).toMatchObject({ overdue: false, lastDay: '2027-01-04' });
  expect((await page('late')).clock).toMatchObject({ state: 'stopped-late' });
  expect((await page('early')).clock).toMatchObject({ state: 'stopped-in-time' });
});

// The page computed what is left by the pack's limit of today, and so contradicted the due time that stands beside it.
test('a pack that says another limit changes no case that was dispatched before: its page goes by its own', async () => {
  const kinds = city.deps.kinds.map((kind) => ({
    ...kind,
    categories: kind.categories.map((category) => ({
      ...category,
      clock: { ...category.clock, limit: { unit: 'working-days' as const, amount: 9 } },
    })),
  }));
  const actor = officer(PERSON, '1/');
  const page = await inScope(city.city.app.db, viewerOf(actor, 'cases.read'), (tx) =>
    casePage(
      { tx, actor, now: city.now },
      { ...city.deps, kinds, vault: { masked: async () => new Map() } as never },
      cases['day'] ?? '',
    ),
  );
  // One working day, dispatched on 30 December: due at the end of Monday 4 January, so all of it is left on Saturday.
  expect(page.clock).toMatchObject({ limit: { unit: 'working-days', amount: 1 }, remaining: 1, basis: null });
  expect(page.case).toMatchObject({ lastDay: '2027-01-04', running: { unit: 'working-days', left: 1, gone: 0 } });
});

test('the next move goes on from there, and closing by the new day is in time', async () => {
  // Monday 4 January, 23:59:59.999 in Nanyang.
  city.now = instant('2027-01-04T15:59:59.999Z');
  expect(await close(cases['day'] ?? '', 2), 'whoever saw the case before it was moved is told so').toBeUndefined();
  expect(await close(cases['day'] ?? '', 3)).toEqual({ id: cases['day'], version: 4 });
  await city.act(
    { action: answerAction(city.deps), input: { id: cases['day'] ?? '', version: 4, answer: 'solved' as const } },
    by,
  );
  expect(await closedOnTime('2027-01')).toBe('1/1');
});

test('one that stays open rings again at its new time', async () => {
  city.now = instant('2027-01-08T16:00:00.000Z');
  // The week's case has become overdue.
  expect(await closedOnTime('2027-01')).toBe('1/2');
  expect(await stand(cases['week'] ?? '')).toMatchObject({ fired: true });
});

test('an announcement that changes no due time changes only what was estimated', async () => {
  city.now = instant('2027-12-29T02:00:00.000Z');
  // Wednesday 29 December 2027; two days of the limit of five lie in 2028: Thursday 30, Friday 31, Monday 3, Tuesday 4, Wednesday 5 January.
  const id = await dispatched('week');
  expect(await stand(id)).toMatchObject({ version: 2, due: '2028-01-05T16:00:00.000Z', estimated: true });
  await city.changeCalendar({ ...NEW, coveredUntil: civilDate('2028-12-31') });
  expect(await stand(id)).toMatchObject({ version: 2, due: '2028-01-05T16:00:00.000Z', estimated: false });
});
