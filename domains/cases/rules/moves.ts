// SPDX-License-Identifier: Apache-2.0
import { type ClockStatus, dueOf, statusOf } from '@beichen/engines/clocks/clock.ts';
import type { ClockRule } from '@beichen/engines/clocks/clock-rule.ts';
import { type Instant, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import { lengthOfDay, type WorkingTime, workedUntil } from '@beichen/kernel/working-time.ts';
import type { CaseAction, CaseState, Move, Stage } from '../model/case.ts';

/** Why a move cannot be made now; each is a row of the error table. */
export type Obstacle =
  | 'notDispatched'
  | 'alreadyDispatched'
  | 'notClosed'
  | 'alreadyClosed'
  | 'alreadyAnswered'
  | 'alreadyDeferred'
  | 'pastDue';

/** What may happen next, by stage: `null` is free, else what stands against it. A call that reached nobody leaves a case closed. */
const AVAILABLE: Readonly<Record<Stage, Readonly<Record<Move, Obstacle | null>>>> = {
  reported: { dispatch: null, close: 'notDispatched', defer: 'notDispatched', answer: 'notClosed' },
  dispatched: { dispatch: 'alreadyDispatched', close: null, defer: null, answer: 'notClosed' },
  closed: { dispatch: 'alreadyClosed', close: 'alreadyClosed', defer: 'alreadyClosed', answer: null },
  answered: { dispatch: 'alreadyClosed', close: 'alreadyClosed', defer: 'alreadyClosed', answer: 'alreadyAnswered' },
};

/** What stands against a move at `now`; undefined where it may be made. Who may make it is another question. */
export function obstacleTo(move: Move, state: CaseState, now: Instant): Obstacle | undefined {
  const obstacle = AVAILABLE[state.stage][move];
  if (obstacle !== null) return obstacle;
  if (move !== 'defer') return undefined;
  if (state.deferred) return 'alreadyDeferred';
  // Putting off what is late already would take it out of the count of what was due.
  return state.dueAt !== null && now >= state.dueAt ? 'pastDue' : undefined;
}

const STAGE_AFTER = { report: 'reported', dispatch: 'dispatched', close: 'closed' } as const;

function begun(at: Instant): CaseState {
  return {
    version: 1,
    stage: STAGE_AFTER.report,
    deferred: false,
    recordedAt: at,
    reportedAt: at,
    dispatchedAt: null,
    handler: null,
    dueAt: null,
    closedAt: null,
    outcome: null,
    workedDays: null,
    answeredAt: null,
    answer: null,
  };
}

/** The case after one more action; `undefined` before its first. Whether it may be done was decided before. */
export function after(state: CaseState | undefined, action: CaseAction): CaseState {
  if (action.move === 'report') return begun(action.at);
  if (state === undefined) throw new RangeError(`a case begins with its report, not with ${action.move}`);
  const { at } = action;
  const next = { ...state, version: state.version + 1, recordedAt: at };
  switch (action.move) {
    case 'dispatch':
      return { ...next, stage: STAGE_AFTER.dispatch, dispatchedAt: at, handler: action.handler, dueAt: action.dueAt };
    case 'close': {
      const { outcome, workedDays } = action;
      return { ...next, stage: STAGE_AFTER.close, closedAt: at, outcome, workedDays };
    }
    case 'defer':
      return { ...next, deferred: true };
    case 'pass':
      return { ...next, handler: action.handler };
    case 'redate':
      return { ...next, dueAt: action.dueAt };
    case 'answer': {
      const stage = action.answer === 'unreached' ? state.stage : 'answered';
      return { ...next, stage, answeredAt: at, answer: action.answer };
    }
  }
}

/** When a case is due that was dispatched at a moment. Cases know no pauses, so there is always a due time. */
export function dueOfCase(
  rule: ClockRule,
  dispatchedAt: Instant,
  time: WorkingTime,
): { readonly at: Instant; readonly estimated: boolean } {
  const due = dueOf({ rule, startedAt: dispatchedAt, pauses: [] }, time);
  if (due === undefined) throw new RangeError('a clock without pauses is always due');
  return due;
}

/** How the clock of a case stands; undefined where it has none, because it was not dispatched or was put off. */
export function clockOf(
  state: CaseState,
  rule: ClockRule,
  about: { time: WorkingTime; now: Instant },
): ClockStatus | undefined {
  if (state.dispatchedAt === null || state.deferred) return undefined;
  const clock = { rule, startedAt: state.dispatchedAt, pauses: [] };
  if (state.closedAt === null) return statusOf(clock, about.time, about.now);
  return asClosed(state, statusOf({ ...clock, stoppedAt: state.closedAt }, about.time, about.now));
}

/** A closed case stands as it was due then: a calendar that changed later makes it neither late nor in time. */
function asClosed({ closedAt, dueAt }: CaseState, status: ClockStatus): ClockStatus {
  const late = closedAt !== null && dueAt !== null && closedAt >= dueAt;
  const state = late ? 'stopped-late' : 'stopped-in-time';
  return state === status.state ? status : { ...status, state, remaining: 0, overdueBy: 0 };
}

/** Working days from one moment to another, to one decimal, parts of days included. */
export function workedDays(from: Instant, to: Instant, time: WorkingTime): number {
  const worked = workedUntil(time, to) - workedUntil(time, from);
  return Math.round((worked * 10) / lengthOfDay(time)) / 10;
}

/** The last moment at which closing is in time: its period is the one that the case counts in. */
export function lastMomentInTime(dueAt: Instant): Instant {
  return instantOfMillis(millisOf(dueAt) - 1);
}

/** recorded_at never runs backwards in a case, though the clocks of two servers may differ by a little. */
export function recordedAfter(now: Instant, before: CaseState): Instant {
  return now > before.recordedAt ? now : before.recordedAt;
}
