// SPDX-License-Identifier: Apache-2.0
import { announcedCalendar } from '@beichen/kernel/testing/calendars.ts';
import { civilDate, type Instant, momentAt, timeOfDaySchema } from '@beichen/kernel/time.ts';
import type { WorkingCalendar } from '@beichen/kernel/working-days.ts';
import { describe, expect, test } from 'vitest';
import { type Clock, dueOf, statusOf } from './clock.ts';
import { clockRuleSchema } from './clock-rule.ts';

const zone = 'Asia/Shanghai';
const time = (text: string) => timeOfDaySchema.parse(text);
const calendar = announcedCalendar();
const byMidnight = { calendar, zone, opens: time('00:00'), closes: time('24:00') };
const inOffice = { calendar, zone, opens: time('08:30'), closes: time('17:30') };

/** `2026-02-13 10:00` on the clocks of the city. */
function at(text: string): Instant {
  return momentAt(civilDate(text.slice(0, 10)), time(text.slice(11)), zone);
}

function clock(limit: object, startedAt: string, rest: Partial<Clock> = {}): Clock {
  return { rule: clockRuleSchema.parse({ limit }), startedAt: at(startedAt), pauses: [], ...rest };
}

const threeDays = { unit: 'working-days', amount: 3 };
const fiveDays = { unit: 'working-days', amount: 5 };

describe('working days', () => {
  test('due at the midnight that ends the last day', () => {
    // Fri 13 is not counted; Sat 14 (made up), Tue 24, Wed 25, Thu 26, Fri 27. 24:00 of the 27th is 16:00 UTC.
    expect(dueOf(clock(fiveDays, '2026-02-13 10:00'), byMidnight)).toEqual({
      at: '2026-02-27T16:00:00.000Z',
      lastDay: '2026-02-27',
      estimated: false,
    });
  });

  test('due as the office closes, where the city says so', () => {
    expect(dueOf(clock(fiveDays, '2026-02-13 10:00'), inOffice)).toMatchObject({ at: at('2026-02-27 17:30') });
  });

  test('started on a rest day it begins with the next working day', () => {
    expect(dueOf(clock(threeDays, '2026-10-03 10:00'), byMidnight)).toMatchObject({ lastDay: '2026-10-10' }); // 8, 9, 10
  });

  test('remaining and overdue, to one decimal', () => {
    const five = clock(fiveDays, '2026-02-13 10:00');
    // Nothing runs on the day of the start; Thu 26 at noon half of it and Fri 27 are left; Sat 28 is made up.
    expect(statusOf(five, byMidnight, at('2026-02-13 23:00'))).toMatchObject({ state: 'running', remaining: 5 });
    expect(statusOf(five, byMidnight, at('2026-02-26 12:00'))).toMatchObject({ state: 'running', remaining: 1.5 });
    expect(statusOf(five, byMidnight, at('2026-02-28 06:00'))).toMatchObject({ state: 'overdue', overdueBy: 0.3 }); // 6/24 = 0.25
    expect(statusOf(five, byMidnight, at('2026-03-01 06:00'))).toMatchObject({ state: 'overdue', overdueBy: 1 }); // a Sunday
  });

  test('the moment at which it is due is too late, the one before is not', () => {
    const five = clock(fiveDays, '2026-02-13 10:00');
    expect(statusOf(five, byMidnight, at('2026-02-27 24:00'))).toMatchObject({ state: 'overdue', overdueBy: 0 });
    expect(statusOf(five, byMidnight, at('2026-02-27 23:59'))).toMatchObject({ state: 'running', remaining: 0 });
  });

  test('soon, from the point that the rule names', () => {
    const rule = clockRuleSchema.parse({ limit: fiveDays, soon: { unit: 'working-days', amount: 1 } });
    const five = { ...clock(fiveDays, '2026-02-13 10:00'), rule };
    expect(statusOf(five, byMidnight, at('2026-02-26 23:59')).state).toBe('running');
    expect(statusOf(five, byMidnight, at('2026-02-26 24:00')).state).toBe('soon');
  });
});

describe('a dispute stops the clock', () => {
  const started = '2023-09-11 09:05';
  const dispute = { from: at('2023-09-13 09:00'), to: at('2023-09-15 16:30'), reason: '派遣争议' };

  test('without it: due Thu 14 17:30, closed Mon 18 11:05 is 9 h and 2 h 35 min of 9 h late: 1.29 working days', () => {
    const closed = clock(threeDays, started, { stoppedAt: at('2023-09-18 11:05') });
    expect(statusOf(closed, inOffice, at('2023-10-11 09:00'))).toMatchObject({
      state: 'stopped-late',
      due: { at: at('2023-09-14 17:30'), lastDay: '2023-09-14' },
      overdueBy: 1.3,
    });
  });

  test('with it: 8.5 + 9 + 8 h are given back, due Tue 19 16:00, and the case was closed in time', () => {
    // Used before the dispute: Tue 9 h, Wed 0.5 h. Left: 27 − 9.5 = 17.5 h: Fri 1 h, Mon 9 h, Tue 7.5 h after 08:30.
    const closed = clock(threeDays, started, { pauses: [dispute], stoppedAt: at('2023-09-18 11:05') });
    expect(statusOf(closed, inOffice, at('2023-10-11 09:00'))).toMatchObject({
      state: 'stopped-in-time',
      due: { at: at('2023-09-19 16:00') },
      overdueBy: 0,
    });
  });

  test('while it lasts nobody knows when it is due, and what is left stands still', () => {
    const { to: _, ...open } = dispute;
    const paused = clock(threeDays, started, { pauses: [open] });
    for (const now of ['2023-09-13 09:00', '2023-09-20 12:00']) {
      const status = statusOf(paused, inOffice, at(now));
      expect(status).toMatchObject({ state: 'paused', pause: open, remaining: 1.9 }); // 17.5 / 9 = 1.94
      expect(status.due).toBeUndefined();
    }
    expect(statusOf(paused, inOffice, at('2023-09-13 08:59'))).toMatchObject({ state: 'running', pause: undefined });
  });

  test('a pause after the due time leaves it overdue, but by no more', () => {
    const late = { from: at('2023-09-15 17:30'), reason: '派遣争议' };
    const status = statusOf(clock(threeDays, started, { pauses: [late] }), inOffice, at('2023-09-20 12:00'));
    expect(status).toMatchObject({ state: 'overdue', due: { at: at('2023-09-14 17:30') }, pause: late, overdueBy: 1 });
  });

  test('a pause that begins as the time runs out comes too late, in hours of the night as well', () => {
    for (const from of ['2023-09-14 17:30', '2023-09-14 20:00', '2023-09-15 08:30']) {
      const late = { from: at(from), to: at('2023-09-18 12:00'), reason: '派遣争议' };
      expect(dueOf(clock(threeDays, started, { pauses: [late] }), inOffice)?.at, from).toBe(at('2023-09-14 17:30'));
    }
    const just = { from: at('2023-09-14 17:29'), to: at('2023-09-18 08:30'), reason: '派遣争议' };
    // A minute of Thursday and all Friday are given back.
    expect(dueOf(clock(threeDays, started, { pauses: [just] }), inOffice)?.at).toBe(at('2023-09-18 08:31'));
  });

  test('it runs again from the moment at which the pause ends', () => {
    const paused = clock(threeDays, started, { pauses: [dispute] });
    expect(statusOf(paused, inOffice, at('2023-09-15 16:29')).state).toBe('paused');
    expect(statusOf(paused, inOffice, at('2023-09-15 16:30'))).toMatchObject({ state: 'running', pause: undefined });
  });

  test('it has stopped from the moment of the stop, not before', () => {
    const closed = clock(threeDays, started, { stoppedAt: at('2023-09-12 11:00') });
    expect(statusOf(closed, inOffice, at('2023-09-12 10:59')).state).toBe('running');
    expect(statusOf(closed, inOffice, at('2023-09-12 11:00')).state).toBe('stopped-in-time');
  });

  test('a pause on the day of the start gives nothing back: that day was not counted', () => {
    const early = { from: at('2023-09-11 10:00'), to: at('2023-09-11 16:00'), reason: '补充材料' };
    expect(dueOf(clock(threeDays, started, { pauses: [early] }), inOffice)).toMatchObject({
      at: at('2023-09-14 17:30'),
    });
  });

  test('a pause over a weekend gives nothing back', () => {
    const idle = { from: at('2023-09-15 17:30'), to: at('2023-09-18 08:30'), reason: '补充材料' };
    const paused = clock(fiveDays, started, { pauses: [idle] });
    expect(dueOf(paused, inOffice)).toMatchObject({ at: at('2023-09-18 17:30') });
  });
});

describe('hours', () => {
  test('run day and night, holidays too, from the moment of the start', () => {
    const day = clock({ unit: 'hours', amount: 24 }, '2026-09-30 18:00');
    expect(dueOf(day, inOffice)).toEqual({ at: at('2026-10-01 18:00'), lastDay: '2026-10-01', estimated: false });
    expect(statusOf(day, inOffice, at('2026-10-01 16:30'))).toMatchObject({ state: 'running', remaining: 1.5 });
    expect(statusOf(day, inOffice, at('2026-10-01 20:15'))).toMatchObject({ state: 'overdue', overdueBy: 2.3 });
  });

  test('stand still in a pause', () => {
    const pause = { from: at('2026-09-30 20:00'), to: at('2026-09-30 21:30'), reason: '等候配合' };
    const paused = clock({ unit: 'hours', amount: 24 }, '2026-09-30 18:00', { pauses: [pause] });
    expect(dueOf(paused, inOffice)).toMatchObject({ at: at('2026-10-01 19:30') });
  });

  test('never wait for an announcement', () => {
    expect(dueOf(clock({ unit: 'hours', amount: 1 }, '2031-01-01 08:00'), byMidnight)?.estimated).toBe(false);
  });
});

describe('when the calendar changes', () => {
  const open = clock(threeDays, '2026-12-30 10:00');

  test('days nobody has announced make it estimated', () => {
    // Thu 31, then as far as weekends tell: Fri 2027-01-01, Mon 4.
    expect(dueOf(open, byMidnight)).toMatchObject({ lastDay: '2027-01-04', estimated: true });
  });

  test('a limit that ends at midnight of the last announced day is certain', () => {
    const one = clock({ unit: 'working-days', amount: 1 }, '2026-12-30 10:00');
    expect(dueOf(one, byMidnight)).toMatchObject({ lastDay: '2026-12-31', estimated: false });
  });

  test('what is over is estimated too, once unannounced days count in it', () => {
    const one = clock({ unit: 'working-days', amount: 1 }, '2026-12-30 10:00');
    expect(statusOf(one, byMidnight, at('2026-12-31 24:00'))).toMatchObject({ overdueBy: 0, estimated: false });
    // Fri 2027-01-01 counts as worked, as far as anybody knows.
    expect(statusOf(one, byMidnight, at('2027-01-01 24:00'))).toMatchObject({ overdueBy: 1, estimated: true });
  });

  test('the same clock, computed again, moves and is certain', () => {
    const rows = ['2027-01-01', '2027-01-02', '2027-01-03'].map((day) => ({
      date: civilDate(day),
      day: 'rest' as const,
      name: '元旦',
    }));
    const announced: WorkingCalendar = {
      ...calendar,
      rows: [...calendar.rows, ...rows],
      coveredUntil: civilDate('2027-12-31'),
    };
    const due = dueOf(open, { ...byMidnight, calendar: announced });
    expect(due).toMatchObject({ lastDay: '2027-01-05', estimated: false }); // Thu 31, Mon 4, Tue 5
  });
});
