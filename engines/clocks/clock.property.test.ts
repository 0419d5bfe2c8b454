// SPDX-License-Identifier: Apache-2.0
import { someCalendar, someDate } from '@beichen/kernel/testing/calendars.ts';
import {
  addDays,
  type CivilDate,
  dateOf,
  type Instant,
  instantOfMillis,
  millisOf,
  startOfDay,
  timeOfDaySchema,
} from '@beichen/kernel/time.ts';
import { addWorkingDays, isWorkingDay } from '@beichen/kernel/working-days.ts';
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { type Clock, dueOf, statusOf } from './clock.ts';
import { clockRuleSchema } from './clock-rule.ts';
import type { Pause } from './pauses.ts';

const HOUR = 3_600_000;
const zone = 'Asia/Shanghai';
const midnight = { opens: timeOfDaySchema.parse('00:00'), closes: timeOfDaySchema.parse('24:00') };
const office = { opens: timeOfDaySchema.parse('08:30'), closes: timeOfDaySchema.parse('17:30') };
const machineZone = process.env['TZ'];

afterEach(() => {
  if (machineZone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = machineZone;
});

function momentIn(date: CivilDate, hours: number): Instant {
  return instantOfMillis(millisOf(startOfDay(date, zone)) + hours * HOUR);
}

const someTime: fc.Arbitrary<WorkingTime> = fc
  .record({ calendar: someCalendar, hours: fc.constantFrom(midnight, office) })
  .map(({ calendar, hours }) => ({ calendar, zone, ...hours }));
const wholeHour = fc.tuple(someDate, fc.integer({ min: 0, max: 23 })).map(([date, hours]) => momentIn(date, hours));
const somePause: fc.Arbitrary<Pause> = fc
  .tuple(wholeHour, fc.integer({ min: 0, max: 200 }), fc.boolean())
  .map(([from, hours, open]) => ({
    from,
    reason: '假设',
    ...(open && hours > 180 ? {} : { to: instantOfMillis(millisOf(from) + hours * HOUR) }),
  }));
const someClock: fc.Arbitrary<Clock> = fc
  .record({
    unit: fc.constantFrom('hours', 'working-days'),
    amount: fc.integer({ min: 1, max: 20 }),
    startedAt: wholeHour,
    pauses: fc.array(somePause, { maxLength: 5 }),
  })
  .map(({ unit, amount, ...rest }) => ({ rule: clockRuleSchema.parse({ limit: { unit, amount } }), ...rest }));

const LATER = '9999-12-31T00:00:00.000Z' as Instant;

test('without pauses it is due at the end of the nth working day', () => {
  fc.assert(
    fc.property(someCalendar, someClock, (calendar, clock) => {
      fc.pre(clock.rule.limit.unit === 'working-days');
      const last = addWorkingDays(calendar, dateOf(clock.startedAt, zone), clock.rule.limit.amount);
      const due = dueOf({ ...clock, pauses: [] }, { calendar, zone, ...midnight });
      expect(due).toEqual({
        at: startOfDay(addDays(last.date, 1), zone),
        lastDay: last.date,
        estimated: last.estimated,
      });
    }),
  );
});

/** Hour by hour, on paper: an hour counts if its day is worked and no pause covers it. Undefined: never within a year. */
function dueByHand(clock: Clock, time: WorkingTime): Instant | undefined {
  const inDays = clock.rule.limit.unit === 'working-days';
  const started = dateOf(clock.startedAt, zone);
  let at = inDays ? millisOf(startOfDay(addDays(started, 1), zone)) : millisOf(clock.startedAt);
  let left = clock.rule.limit.amount * (inDays ? 24 : 1);
  for (let hour = 0; left > 0; hour += 1, at += HOUR) {
    if (hour > 365 * 24) return undefined;
    const now = instantOfMillis(at);
    const paused = clock.pauses.some((pause) => pause.from <= now && now < (pause.to ?? LATER));
    if (!paused && (!inDays || isWorkingDay(time.calendar, dateOf(now, zone)))) left -= 1;
  }
  return instantOfMillis(at);
}

test('the due time is what counting hour by hour gives', () => {
  fc.assert(
    fc.property(someCalendar, someClock, (calendar, clock) => {
      const time = { calendar, zone, ...midnight };
      expect(dueOf(clock, time)?.at).toBe(dueByHand(clock, time));
    }),
  );
});

test('a pause more never makes a clock due earlier', () => {
  fc.assert(
    fc.property(someTime, someClock, somePause, (time, clock, pause) => {
      const before = dueOf(clock, time)?.at ?? LATER;
      const after = dueOf({ ...clock, pauses: [...clock.pauses, pause] }, time)?.at ?? LATER;
      expect(after >= before).toBe(true);
    }),
  );
});

test('cutting a pause in two that touch changes nothing, nor does their order', () => {
  fc.assert(
    fc.property(
      someTime,
      someClock,
      fc.tuple(somePause, fc.integer({ min: 0, max: 100 })),
      (time, clock, [pause, share]) => {
        const length = pause.to === undefined ? 200 * HOUR : millisOf(pause.to) - millisOf(pause.from);
        const cut = instantOfMillis(millisOf(pause.from) + Math.floor((length * share) / 100));
        const whole = { ...clock, pauses: [...clock.pauses, pause] };
        const halves = { ...clock, pauses: [{ ...pause, from: cut }, { ...pause, to: cut }, ...clock.pauses] };
        expect(dueOf(halves, time)).toEqual(dueOf(whole, time));
      },
    ),
  );
});

test('a longer limit, a later start: never due earlier', () => {
  fc.assert(
    fc.property(someTime, someClock, wholeHour, (time, clock, other) => {
      const { unit, amount } = clock.rule.limit;
      const longer = clockRuleSchema.parse({ limit: { unit, amount: amount + 1 } });
      expect((dueOf({ ...clock, rule: longer }, time)?.at ?? LATER) >= (dueOf(clock, time)?.at ?? '')).toBe(true);
      const [first, second] = clock.startedAt < other ? [clock.startedAt, other] : [other, clock.startedAt];
      const dues = [first, second].map((startedAt) => dueOf({ ...clock, startedAt }, time)?.at ?? LATER);
      expect((dues[0] ?? '') <= (dues[1] ?? '')).toBe(true);
    }),
  );
});

test('state, remaining and overdue agree with the due time at any moment', () => {
  fc.assert(
    fc.property(someTime, someClock, wholeHour, (time, clock, now) => {
      const status = statusOf(clock, time, now);
      const late = status.due !== undefined && now >= status.due.at;
      expect(status.state === 'overdue').toBe(late);
      expect(status.remaining).toBeGreaterThanOrEqual(0);
      expect(status.overdueBy).toBeGreaterThanOrEqual(0);
      expect(status.remaining).toBeLessThanOrEqual(clock.rule.limit.amount);
      if (!late) expect(status.overdueBy).toBe(0);
      const stopped = statusOf({ ...clock, stoppedAt: now }, time, LATER);
      expect(stopped.state).toBe(late ? 'stopped-late' : 'stopped-in-time');
      expect([stopped.remaining, stopped.overdueBy]).toEqual([status.remaining, status.overdueBy]);
    }),
  );
});

test('the zone of the machine changes nothing', () => {
  fc.assert(
    fc.property(someTime, someClock, (time, clock) => {
      const dues = ['UTC', 'America/New_York', 'Pacific/Apia'].map((machine) => {
        process.env['TZ'] = machine;
        return dueOf(clock, time);
      });
      expect(dues[1]).toEqual(dues[0]);
      expect(dues[2]).toEqual(dues[0]);
    }),
    { numRuns: 30 },
  );
});
