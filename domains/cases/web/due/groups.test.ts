// SPDX-License-Identifier: Apache-2.0
import { addDays, civilDate, instant } from '@beichen/kernel/time.ts';
import { describe, expect, test } from 'vitest';
import { conditionsOf, groupOf, OPEN_GROUPS, todayOf } from './groups.ts';

const ZONE = 'Asia/Shanghai';
/** Monday 28 September 2026, 10:00 in Nanyang. */
const monday = todayOf(instant('2026-09-28T02:00:00.000Z'), ZONE);

describe('the days that the groups end on', () => {
  test('late in the evening by UTC it is the next day in Nanyang', () => {
    expect(todayOf(instant('2026-09-27T16:30:00.000Z'), ZONE)).toEqual({
      zone: ZONE,
      today: '2026-09-28',
      sunday: '2026-10-04',
    });
  });
  test('a Sunday ends its own week, a Saturday is followed by it', () => {
    expect(todayOf(instant('2026-10-04T02:00:00.000Z'), ZONE).sunday).toBe('2026-10-04');
    expect(todayOf(instant('2026-10-03T02:00:00.000Z'), ZONE).sunday).toBe('2026-10-04');
    expect(todayOf(instant('2026-10-05T02:00:00.000Z'), ZONE).sunday).toBe('2026-10-11');
  });
});

describe('where a case stands', () => {
  const dispatched = { stage: 'dispatched', deferred: false, overdue: false } as const;
  test.each([
    ['2026-09-28', 'today'],
    ['2026-09-29', 'week'],
    ['2026-10-04', 'week'],
    ['2026-10-05', 'later'],
  ])('its last day in time is %s: %s', (lastDay, group) => {
    expect(groupOf({ ...dispatched, lastDay }, monday)).toBe(group);
  });
  test('put off comes before late, late before its day, and what nobody has yet before all', () => {
    expect(groupOf({ ...dispatched, overdue: true, lastDay: '2026-09-25' }, monday)).toBe('overdue');
    expect(groupOf({ ...dispatched, deferred: true, lastDay: '2026-09-25' }, monday)).toBe('deferred');
    expect(groupOf({ stage: 'reported', deferred: false, overdue: false, lastDay: null }, monday)).toBe('waiting');
    expect(groupOf({ stage: 'closed', deferred: true, overdue: false, lastDay: '2026-09-25' }, monday)).toBe('closed');
  });
});

/** What the server answers for a due time: `from` inside, `until` outside; a case due at a moment is late from that moment on. */
function asked(dueAt: string): string[] {
  return OPEN_GROUPS.filter((group) => {
    const { stage, overdue, deferred, dueFrom, dueUntil } = conditionsOf(group, monday);
    const late = dueAt <= '2026-09-28T02:00:00.000Z';
    if (stage !== 'dispatched' || deferred === true) return false;
    return (
      overdue === late && (dueFrom === undefined || dueAt >= dueFrom) && (dueUntil === undefined || dueAt < dueUntil)
    );
  });
}

test('the conditions split as the groups do: every due time falls into one, on either side of each midnight', () => {
  // The last day in time of what is due at 16:00Z, which is midnight in Nanyang, is the day that ends there.
  for (let ahead = -3; ahead < 12; ahead += 1) {
    const lastDay = addDays(civilDate('2026-09-28'), ahead);
    const midnight = `${lastDay}T16:00:00.000Z`;
    const late = midnight <= '2026-09-28T02:00:00.000Z';
    const group = groupOf({ stage: 'dispatched', deferred: false, overdue: late, lastDay }, monday);
    expect([midnight, asked(midnight)]).toEqual([midnight, [group]]);
    const noon = `${lastDay}T04:00:00.000Z`;
    expect([noon, asked(noon).length]).toEqual([noon, 1]);
  }
});
