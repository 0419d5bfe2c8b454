// SPDX-License-Identifier: Apache-2.0
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { addDays, type CivilDate, dateOf, type Instant, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import type { CaseCategory } from '../../model/kinds.ts';
import { lastMomentInTime, workedDays } from '../../rules/moves.ts';
import { bytesOf, type Chance, chanceOf } from './chance.ts';
import { type Days, daysOf, minutesAfter } from './days.ts';
import type { InventedCase } from './invented-case.ts';
import type { CaseExample, ExampleCommunity } from './read-example.ts';

type Draft = Omit<InventedCase, 'id' | 'code' | 'serial' | 'reporter'>;

/** A day on which a case of a category may be dispatched. */
type Dispatch = { readonly category: CaseCategory; readonly day: CivilDate };

type Making = {
  readonly example: CaseExample;
  readonly days: Days;
  readonly time: WorkingTime;
  readonly chance: Chance;
  /** The dispatches of the last weeks whose last day in time is `last`. */
  endingOn(last: CivilDate): readonly Dispatch[];
};

const HOUR = 60;
const CALLED_BACK = ['unreached', 'unreached', 'unreached', 'not-ours', null, null] as const;
/** Shares are rough; the clocks of these limits are short enough to have run out in the quarter. */
const LATE_STILL_OPEN = 0.25;

/** A case as it is reported, at a moment. */
function reported({ example, chance }: Making, category: CaseCategory, at: Instant): Draft {
  const { summaries = [] } = example.words.categories[category.id] ?? {};
  return {
    category: category.id,
    line: category.line,
    summary: chance.pick(summaries),
    place: chance.pick(example.words.places),
    handled: chance.pick(['community', 'community', 'community', 'street', 'county'] as const),
    reported: at,
    dispatched: null,
    due: null,
    deferred: null,
    reason: null,
    closed: null,
    outcome: null,
    note: null,
    worked: null,
    answered: null,
    answer: null,
    rule: null,
  };
}

function dispatched(making: Making, category: CaseCategory, day: CivilDate): Draft {
  const { days, chance } = making;
  const at = days.momentOn(chance, day);
  const draft = reported(making, category, minutesAfter(at, -chance.between(5, 90)));
  return { ...draft, dispatched: at, due: days.dueFrom(day, category.clock), rule: category.clock };
}

function closedAt({ example, time, chance }: Making, draft: Draft, at: Instant): Draft {
  const { outcomes = [] } = example.words.categories[draft.category] ?? {};
  const outcome = chance.next() < 0.95 ? 'done' : chance.pick(['cannot', 'not-ours'] as const);
  const worked = workedDays(draft.dispatched ?? at, at, time);
  const note = outcome === 'done' ? chance.pick(outcomes) : '已说明情况';
  return { ...draft, closed: at, outcome, note, worked };
}

/** Somewhere between two moments, in office hours where one of a few draws falls there. */
function momentWithin({ days, chance, time }: Making, from: Instant, until: Instant): Instant {
  const [first, last] = [dateOf(from, time.zone), dateOf(until, time.zone)];
  for (let tries = 0; tries < 8; tries += 1) {
    const at = days.momentOn(chance, days.dayBetween(chance, first, last));
    if (at > from && at < until) return at;
  }
  const [low, high] = [millisOf(from), millisOf(until)];
  return instantOfMillis(low + 1 + Math.floor((high - low - 2) * chance.next()));
}

/** A category and a day such that what is dispatched then is due by `until`. */
function dueBy(making: Making, until: Instant): Dispatch {
  const { example, days, chance } = making;
  for (;;) {
    const category = chance.pick(example.kind.categories);
    const day = days.dayBetween(chance, days.first, dateOf(until, making.time.zone));
    if (days.dueFrom(day, category.clock) <= until) return { category, day };
  }
}

function dueCase(making: Making, until: Instant): Draft & { readonly dispatched: Instant; readonly due: Instant } {
  const { category, day } = dueBy(making, until);
  const draft = dispatched(making, category, day);
  return { ...draft, dispatched: draft.dispatched ?? draft.reported, due: draft.due ?? until };
}

function closedInTime(making: Making): Draft {
  const draft = dueCase(making, making.days.now);
  const last = lastMomentInTime(draft.due);
  return closedAt(making, draft, momentWithin(making, minutesAfter(draft.dispatched, 10), last));
}

function closedLate(making: Making): Draft {
  const { days, chance } = making;
  const draft = dueCase(making, minutesAfter(days.now, -6 * 24 * HOUR));
  const until = minutesAfter(draft.due, chance.between(1, 5) * 24 * HOUR);
  return closedAt(making, draft, momentWithin(making, draft.due, until));
}

/** Put off with leave, and closed afterwards: it is not counted among what was due. */
function closedDeferred(making: Making): Draft {
  const { example, days, chance } = making;
  const draft = dueCase(making, minutesAfter(days.now, -4 * 24 * HOUR));
  const deferred = momentWithin(making, draft.dispatched, lastMomentInTime(draft.due));
  const until = minutesAfter(draft.due, 3 * 24 * HOUR);
  const put = { ...draft, deferred, reason: chance.pick(example.words.deferring) };
  return closedAt(making, put, momentWithin(making, draft.due, until));
}

function answered(making: Making, draft: Draft, answer: InventedCase['answer']): Draft {
  const { days, chance } = making;
  if (answer === null || draft.closed === null) return draft;
  const latest = minutesAfter(draft.closed, chance.between(1, 4) * 24 * HOUR);
  const until = latest < days.now ? latest : days.now;
  return { ...draft, answered: momentWithin(making, draft.closed, until), answer };
}

/** The dispatches of the last weeks by their last day in time: worked out once, not for each case. */
function endingsOf(example: CaseExample, days: Days, time: WorkingTime): Making['endingOn'] {
  const before = Array.from({ length: 18 }, (_, at) => addDays(days.last, -1 - at));
  const dispatches = example.kind.categories.flatMap((category) => before.map((day) => ({ category, day })));
  const endings = Map.groupBy(dispatches, ({ category, day }) =>
    dateOf(lastMomentInTime(days.dueFrom(day, category.clock)), time.zone),
  );
  return (last) => endings.get(last) ?? [];
}

/** Cases in hand: the first due today, the next tomorrow, so that midnight makes them overdue; of four or more one waits to be dispatched. */
function openCases(making: Making, count: number): Draft[] {
  const { example, days, chance } = making;
  return Array.from({ length: count }, (_, at) => {
    if (at === 3)
      return reported(making, chance.pick(example.kind.categories), minutesAfter(days.now, -chance.between(10, 90)));
    const ahead = at < 2 ? at : chance.between(2, 4);
    const choices = Array.from({ length: 8 }, (__, more) => making.endingOn(addDays(days.last, ahead + more))).find(
      (found) => found.length > 0,
    );
    const { category, day } = chance.pick(choices ?? []);
    return dispatched(making, category, day);
  });
}

function casesOf(making: Making, { closed, solved }: ExampleCommunity): Draft[] {
  const { chance } = making;
  const late = closed.den - closed.num;
  const open = Math.floor(late * LATE_STILL_OPEN);
  const times = (length: number, make: (making: Making) => Draft): Draft[] =>
    Array.from({ length }, () => make(making));
  const done = [...times(closed.num, closedInTime), ...times(late - open, closedLate)];
  const apart = Math.max(solved.den - done.length, 0) + chance.between(0, 1);
  const all = chance.shuffled([...done, ...times(apart, closedDeferred)]);
  const told = all.map((draft, at) => {
    if (at < solved.num) return answered(making, draft, 'solved');
    return answered(making, draft, at < solved.den ? 'unsolved' : chance.pick(CALLED_BACK));
  });
  const overdue = times(open, (of) => dueCase(of, minutesAfter(of.days.now, -6 * HOUR)));
  return [...told, ...overdue, ...openCases(making, chance.between(2, 6))];
}

/** The invented cases, community by community, each community's in the order of reporting. The same on every run. */
export function* makeCases(example: CaseExample, time: WorkingTime): Generator<InventedCase[]> {
  const days = daysOf(example.words.from, example.words.now, time);
  const endingOn = endingsOf(example, days, time);
  for (const community of example.communities) {
    const { code } = community;
    const chance = chanceOf(`cases ${code}`);
    const drafts = casesOf({ example, days, time, chance, endingOn }, community);
    const known = Array.from({ length: 1 + Math.floor(drafts.length / 3) }, (_, at) =>
      uuidv7From(millisOf(example.words.now), bytesOf(`reporter ${code} ${at}`)),
    );
    yield drafts
      .sort((a, b) => (a.reported < b.reported ? -1 : 1))
      .map((draft, at) => ({
        ...draft,
        id: uuidv7From(millisOf(draft.reported), bytesOf(`case ${code} ${at}`)),
        code,
        serial: at + 1,
        reporter: chance.next() < 0.4 ? chance.pick(known) : null,
      }));
  }
}
