// SPDX-License-Identifier: Apache-2.0
import {
  addDays,
  civilDate,
  dateOf,
  type Instant,
  instantOfMillis,
  millisOf,
  startOfDay,
} from '@beichen/kernel/time.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { CaseOutcome, ReporterAnswer } from '../model/case.ts';
import { answerAction } from '../server/actions/answer.ts';
import { closeAction } from '../server/actions/close.ts';
import { deferAction } from '../server/actions/defer.ts';
import { dispatchAction } from '../server/actions/dispatch.ts';
import { reportAction } from '../server/actions/report.ts';
import { COMMUNITIES, type CountedCity, PARENTS, PEOPLE, ZONE } from './counted-city.ts';

/** Something that happens. `case` picks among those in hand; `ahead` is by how many ms the clock of the server is wrong; `backdated` is in minutes. */
type Happening =
  | { do: 'report'; unit: number; category: string; person: number; ahead: number; backdated: number | undefined }
  | { do: 'dispatch'; case: number; handler: number; person: number; ahead: number }
  | { do: 'close'; case: number; outcome: CaseOutcome; person: number; ahead: number; backdated: number | undefined }
  | { do: 'defer'; case: number; person: number; ahead: number }
  | { do: 'answer'; case: number; answer: ReporterAnswer; person: number; ahead: number }
  | { do: 'move'; unit: number; to: number; daysAgo: number }
  | { do: 'calendar'; rest: number[] }
  | { do: 'work' };

/** What happens at once, after some time has passed: so many minutes, or until just before, at, or just after midnight or the next due time. */
export type Turn = {
  readonly wait: { readonly until: 'later' | 'midnight' | 'due'; readonly minutes: number; readonly off: number };
  readonly together: readonly Happening[];
};

const pick = fc.nat(1_000);
const about = {
  person: fc.nat(PEOPLE.length - 1),
  ahead: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(4_000)),
};
const backdated = fc.option(fc.integer({ min: 0, max: 60 * 24 * 40 }), { nil: undefined, freq: 2 });
const STREETS = [4, 5, 6, 7];

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      unit: fc.constantFrom(...COMMUNITIES),
      category: fc.constantFrom('hours', 'day', 'day', 'week', 'neighbours'),
      backdated,
      ...about,
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('dispatch' as const),
      case: pick,
      handler: fc.constantFrom(...PARENTS.map(([id]) => id)),
      ...about,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      case: pick,
      outcome: fc.constantFrom('done' as const, 'done' as const, 'cannot' as const, 'not-ours' as const),
      backdated,
      ...about,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('defer' as const), case: pick, ...about }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      case: pick,
      answer: fc.constantFrom(
        'solved' as const,
        'solved' as const,
        'unsolved' as const,
        'unreached' as const,
        'not-ours' as const,
      ),
      ...about,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({
        do: fc.constant('move' as const),
        unit: fc.constantFrom(...COMMUNITIES),
        to: fc.constantFrom(...STREETS),
        daysAgo: fc.nat(30),
      }),
      fc.record({
        do: fc.constant('move' as const),
        unit: fc.constantFrom(...STREETS),
        to: fc.constantFrom(2, 3),
        daysAgo: fc.nat(30),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('calendar' as const), rest: fc.array(fc.nat(9), { maxLength: 5 }) }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'work' as const }) },
);

const wait = fc.record({
  until: fc.oneof(
    { weight: 14, arbitrary: fc.constant('later' as const) },
    { weight: 1, arbitrary: fc.constant('midnight' as const) },
    { weight: 3, arbitrary: fc.constant('due' as const) },
  ),
  minutes: fc.oneof(fc.nat(10), fc.nat(10), fc.nat(240)),
  off: fc.integer({ min: -1, max: 1 }),
});

/** Stories of so many turns, in each of which one to four things happen at once. */
export function storyOf(turns: number): fc.Arbitrary<Turn[]> {
  const turn = fc.record({ wait, together: fc.array(happening, { minLength: 1, maxLength: 4 }) });
  return fc.array(turn, { minLength: turns, maxLength: turns });
}

type InHand = { readonly id: string; version: number; stage: string };

/** Which cases a verb may choose from: one that the rules refuse now and then is enough. */
const FROM: Readonly<Record<string, readonly string[]>> = {
  dispatch: ['reported'],
  close: ['dispatched'],
  defer: ['dispatched'],
  answer: ['closed'],
};

const AFTER: Readonly<Record<string, string>> = { dispatch: 'dispatched', close: 'closed', answer: 'answered' };

/** Tells a story to a city. */
export class Telling {
  acted = 0;
  private readonly cases: InHand[] = [];
  private readonly city: CountedCity;

  constructor(city: CountedCity) {
    this.city = city;
  }

  async tell(turns: readonly Turn[]): Promise<void> {
    for (const turn of turns) {
      this.city.now = await this.later(turn.wait);
      await Promise.all(turn.together.map((one) => this.happen(one)));
    }
  }

  private async later({ until, minutes, off }: Turn['wait']): Promise<Instant> {
    const { now } = this.city;
    if (until === 'midnight') return instantOfMillis(millisOf(startOfDay(addDays(dateOf(now, ZONE), 1), ZONE)) + off);
    if (until === 'due') {
      const { rows } = await sql<{ at: Instant | null }>`
        SELECT min(due_at) AS at FROM clock WHERE stopped_at IS NULL AND fired_at IS NULL AND due_at > ${now}`.execute(
        this.city.city.owner.db,
      );
      const at = rows[0]?.at ?? null;
      if (at !== null) return instantOfMillis(Math.max(millisOf(at) + off, millisOf(now)));
    }
    return instantOfMillis(millisOf(now) + minutes * 60_000);
  }

  private chosen(verb: string, at: number): InHand | undefined {
    const from = this.cases.filter(({ stage }) => FROM[verb]?.includes(stage));
    // Now and then one that it does not fit: the rules refuse it.
    const among = from.length === 0 || at % 50 === 0 ? this.cases : from;
    return among[at % Math.max(among.length, 1)];
  }

  private before(minutes: number | undefined): Instant | undefined {
    return minutes === undefined ? undefined : instantOfMillis(millisOf(this.city.now) - minutes * 60_000);
  }

  private async move({ unit, to, daysAgo }: { unit: number; to: number; daysAgo: number }): Promise<void> {
    const day = addDays(dateOf(this.city.now, ZONE), -daysAgo);
    const moved = sql`SELECT move_unit(${unit}, ${to}, ${day}::date)`.execute(this.city.city.worker.db);
    await moved.catch((error: unknown) => {
      // It lies there already, or came to its place later than that day: refused.
      if ((error as { code?: string }).code !== 'P0001') throw error;
    });
  }

  /** From today on these days are off, and no others. */
  private async announce(rest: readonly number[]): Promise<void> {
    const today = dateOf(this.city.now, ZONE);
    const rows = rest.map((ahead) => ({ date: addDays(today, ahead), day: 'rest' as const, name: '放假' }));
    const until = { coveredFrom: civilDate('2020-01-01'), coveredUntil: addDays(today, 20) };
    await this.city.changeCalendar({ rows, ...until });
  }

  private async report(one: Happening & { do: 'report' }, by: { person: string; ahead: number }): Promise<void> {
    const { unit, category } = one;
    const id = this.city.newId();
    const input = {
      id,
      kind: category === 'neighbours' ? 'mediation' : 'event',
      category,
      unit,
      summary: '路灯不亮',
      place: '东门',
      occurredAt: this.before(one.backdated),
    };
    const answer = await this.city.act({ action: reportAction(this.city.deps), input }, by);
    if (answer !== undefined) this.cases.push({ id, version: 1, stage: 'reported' });
  }

  private async happen(one: Happening): Promise<void> {
    const { city } = this;
    if (one.do === 'work') return void (await city.round());
    if (one.do === 'move') return await this.move(one);
    if (one.do === 'calendar') return await this.announce(one.rest);
    this.acted += 1;
    const by = { person: PEOPLE[one.person] ?? '', ahead: one.ahead };
    if (one.do === 'report') return await this.report(one, by);
    const chosen = this.chosen(one.do, one.case);
    if (chosen === undefined) return;
    const moved = await this.moved(one, chosen, by);
    if (moved === undefined) return;
    chosen.version = (moved as { version: number }).version;
    const isReached = !(one.do === 'answer' && one.answer === 'unreached');
    if (isReached) chosen.stage = AFTER[one.do] ?? chosen.stage;
  }

  private async moved(
    one: Exclude<Happening, { do: 'report' | 'move' | 'calendar' | 'work' }>,
    { id, version }: InHand,
    by: { person: string; ahead: number },
  ): Promise<unknown> {
    const { city } = this;
    const { deps } = city;
    const seen = { id, version };
    switch (one.do) {
      case 'dispatch':
        return await city.act({ action: dispatchAction(deps), input: { ...seen, handler: one.handler } }, by);
      case 'close': {
        const input = { ...seen, outcome: one.outcome, note: '已处置', occurredAt: this.before(one.backdated) };
        return await city.act({ action: closeAction(deps), input }, by);
      }
      case 'defer':
        return await city.act({ action: deferAction(deps), input: { ...seen, reason: '等待鉴定' } }, by);
      case 'answer':
        return await city.act({ action: answerAction(deps), input: { ...seen, answer: one.answer } }, by);
    }
  }
}
