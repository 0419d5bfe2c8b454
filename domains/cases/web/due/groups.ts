// SPDX-License-Identifier: Apache-2.0
import {
  addDays,
  type CivilDate,
  dateOf,
  type Instant,
  instantOfMillis,
  millisOf,
  startOfDay,
  sundayOf,
} from '@beichen/kernel/time.ts';
import type { ListAsked } from '../../model/list-asked.ts';
import type { CaseRow } from '../../model/views.ts';
import type { DueSpan } from './due-span.ts';

/** What is open, in the order of its urgency. */
export const OPEN_GROUPS = ['overdue', 'today', 'week', 'later', 'deferred', 'waiting'] as const;
/** All of them: each case stands in exactly one. */
export const GROUPS = [...OPEN_GROUPS, 'closed', 'answered'] as const;
export type Group = (typeof GROUPS)[number];

/** Now, and the last days of today and of this week, by the city's calendar. */
export type Today = { readonly zone: string; readonly today: CivilDate; readonly sunday: CivilDate };

export function todayOf(now: Instant, zone: string): Today {
  const today = dateOf(now, zone);
  return { zone, today, sunday: sundayOf(today) };
}

/** Due times later than this are due after the day: the last moment in time lies just before the due time. */
function afterDay(day: CivilDate, zone: string): Instant {
  return instantOfMillis(millisOf(startOfDay(addDays(day, 1), zone)) + 1);
}

type Conditions = Pick<ListAsked, 'stage' | 'order'> &
  Partial<Pick<ListAsked, 'overdue' | 'deferred' | 'dueFrom' | 'dueUntil'>>;

/** What is in hand and due in some days, as what the server is asked for. */
export function conditionsOfSpan({ from, until }: DueSpan, zone: string): Conditions {
  return {
    stage: 'dispatched',
    deferred: false,
    order: 'due',
    ...(from === undefined ? {} : { dueFrom: afterDay(addDays(from, -1), zone) }),
    ...(until === undefined ? {} : { dueUntil: afterDay(until, zone) }),
  };
}

/** A group as what the server is asked for. */
export function conditionsOf(group: Group, { zone, today, sunday }: Today): Conditions {
  const inTime = { stage: 'dispatched', deferred: false, overdue: false, order: 'due' } as const;
  switch (group) {
    case 'overdue':
      return { stage: 'dispatched', overdue: true, order: 'due' };
    case 'today':
      return { ...inTime, dueUntil: afterDay(today, zone) };
    case 'week':
      return { ...inTime, dueFrom: afterDay(today, zone), dueUntil: afterDay(sunday, zone) };
    case 'later':
      return { ...inTime, dueFrom: afterDay(sunday, zone) };
    case 'deferred':
      return { stage: 'dispatched', deferred: true, order: 'due' };
    case 'waiting':
      return { stage: 'reported', order: 'recent' };
    default:
      return { stage: group, order: 'recent' };
  }
}

type Placed = Pick<CaseRow, 'stage' | 'deferred' | 'overdue' | 'lastDay'>;

/** The group that a case stands in: the same split as the conditions. */
export function groupOf(row: Placed, { today, sunday }: Today): Group {
  if (row.stage === 'reported') return 'waiting';
  if (row.stage !== 'dispatched') return row.stage;
  if (row.deferred) return 'deferred';
  if (row.overdue) return 'overdue';
  const last = row.lastDay ?? '9999-12-31';
  if (last <= today) return 'today';
  return last <= sunday ? 'week' : 'later';
}
