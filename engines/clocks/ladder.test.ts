// SPDX-License-Identifier: Apache-2.0
import { announcedCalendar } from '@beichen/kernel/testing/calendars.ts';
import { civilDate, type Instant, momentAt, timeOfDaySchema } from '@beichen/kernel/time.ts';
import { describe, expect, test } from 'vitest';
import type { Clock } from './clock.ts';
import { clockRuleSchema } from './clock-rule.ts';
import { ladderOf } from './ladder.ts';

const zone = 'Asia/Shanghai';
const time = (text: string) => timeOfDaySchema.parse(text);
const working = { calendar: announcedCalendar(), zone, opens: time('00:00'), closes: time('24:00') };

function at(text: string): Instant {
  return momentAt(civilDate(text.slice(0, 10)), time(text.slice(11)), zone);
}

const days = (amount: number) => ({ unit: 'working-days', amount });
const rule = clockRuleSchema.parse({
  limit: days(3),
  ladder: [
    { before: days(3), step: 'announce' },
    { before: days(1), step: 'remind' },
    { after: { unit: 'hours', amount: 0 }, step: 'urge' },
    { after: { unit: 'hours', amount: 24 }, step: 'supervise' },
    { after: days(2), step: 'report' },
  ],
});
// Monday; Tue 12, Wed 13, Thu 14 are counted: due as Thursday ends.
const clock: Clock = { rule, startedAt: at('2023-09-11 09:05'), pauses: [] };

function listed(of: Clock) {
  return ladderOf(of, working).map((rung) => [rung.step, rung.at]);
}

describe('a ladder', () => {
  test('before, at and after the due time, in days and in hours', () => {
    expect(listed(clock)).toEqual([
      ['announce', at('2023-09-11 09:05')],
      ['remind', at('2023-09-13 24:00')],
      ['urge', at('2023-09-14 24:00')],
      ['supervise', at('2023-09-15 24:00')],
      ['report', at('2023-09-18 24:00')], // Fri 15, Mon 18
    ]);
  });

  test('a stopped clock climbs no further', () => {
    const steps = listed({ ...clock, stoppedAt: at('2023-09-15 12:00') }).map(([step]) => step);
    expect(steps).toEqual(['announce', 'remind', 'urge']);
  });

  test('stopped at the very moment of a rung it does not take it', () => {
    const steps = listed({ ...clock, stoppedAt: at('2023-09-14 24:00') }).map(([step]) => step);
    expect(steps).toEqual(['announce', 'remind']);
  });

  test('a pause that has not ended leaves the rungs behind it open', () => {
    const pauses = [{ from: at('2023-09-14 12:00'), reason: '派遣争议' }];
    expect(listed({ ...clock, pauses })).toEqual([
      ['announce', at('2023-09-11 09:05')],
      ['remind', at('2023-09-13 24:00')],
      ['urge', undefined],
      ['supervise', undefined],
      ['report', undefined],
    ]);
  });

  test('a pause holds up what comes after it: half of Wed and half of Thu are given back', () => {
    const pauses = [{ from: at('2023-09-13 12:00'), to: at('2023-09-14 12:00'), reason: '派遣争议' }];
    expect(listed({ ...clock, pauses }).slice(1, 3)).toEqual([
      ['remind', at('2023-09-14 24:00')],
      ['urge', at('2023-09-15 24:00')],
    ]);
  });

  test('a pause after the due time holds up the rungs that are left', () => {
    // 24 h after Thursday's end would be Friday's end; from Fri 12:00 to Sat 12:00 it stands still.
    const pauses = [{ from: at('2023-09-15 12:00'), to: at('2023-09-16 12:00'), reason: '派遣争议' }];
    expect(listed({ ...clock, pauses }).slice(2)).toEqual([
      ['urge', at('2023-09-14 24:00')],
      ['supervise', at('2023-09-16 24:00')],
      // In working days the pause is half a day: Fri morning, Mon 18, Tue morning.
      ['report', at('2023-09-19 12:00')],
    ]);
  });
});
