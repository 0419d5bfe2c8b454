// SPDX-License-Identifier: Apache-2.0
import { type CivilDate, dateOf, type Instant } from '@beichen/kernel/time.ts';
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import type { ClockRule, TimeSpan } from './clock-rule.ts';
import { type Pause, ran, runOut, stretchesOf } from './pauses.ts';
import { lastMomentBefore, type Scale, scaleOf } from './scales.ts';

/** A time limit that runs for a record: everything that its due time follows from, and nothing that can be computed. */
export type Clock = {
  readonly rule: ClockRule;
  readonly startedAt: Instant;
  readonly pauses: readonly Pause[];
  readonly stoppedAt?: Instant;
};

/** When a clock is due. Computed at the start, at each pause, and again for every open clock when the calendar changes. */
export type Due = {
  /** The first moment that is too late. */
  readonly at: Instant;
  /** The last day in time: with a limit that ends at midnight, the day before `at`. What people are told. */
  readonly lastDay: CivilDate;
  /** It depends on days that have not been announced yet. */
  readonly estimated: boolean;
};

export type ClockState = 'running' | 'soon' | 'overdue' | 'paused' | 'stopped-in-time' | 'stopped-late';

export type ClockStatus = {
  readonly state: ClockState;
  /** Undefined while a pause that has not ended keeps the due time open. */
  readonly due: Due | undefined;
  /** The pause that it stands in; an overdue clock may stand in one too. */
  readonly pause: Pause | undefined;
  /** In the unit of the limit, to one decimal; 0 once it is overdue. */
  readonly remaining: number;
  /** In the unit of the limit, to one decimal, pauses left out; 0 until it is overdue. */
  readonly overdueBy: number;
  /** Due time or figures rest on days that have not been announced yet. */
  readonly estimated: boolean;
};

/** A clock laid on its scale: the numbers that due time, status and ladder are read from. */
export type LaidOut = {
  readonly scale: Scale;
  readonly begins: number;
  readonly limit: number;
  readonly pauses: ReturnType<typeof stretchesOf>;
  /** Infinity while a pause keeps it open. */
  readonly end: number;
};

export function lengthOf(span: TimeSpan, scale: Scale): number {
  return Math.round(span.amount * scale.one);
}

export function layOut(clock: Clock, time: WorkingTime): LaidOut {
  const scale = scaleOf(clock.rule.limit.unit, time);
  const begins = scale.begins(clock.startedAt);
  const pauses = stretchesOf(clock.pauses, scale, begins);
  const limit = lengthOf(clock.rule.limit, scale);
  return { scale, begins, limit, pauses, end: runOut(begins, limit, pauses) };
}

/** When a clock is due; undefined while a pause that has not ended keeps that open. */
export function dueOf(clock: Clock, time: WorkingTime): Due | undefined {
  return dueOfLaidOut(layOut(clock, time), clock.startedAt, time.zone);
}

function dueOfLaidOut({ scale, end }: LaidOut, startedAt: Instant, zone: string): Due | undefined {
  if (end === Number.POSITIVE_INFINITY) return undefined;
  const at = scale.momentOf(end);
  return { at, lastDay: dateOf(lastMomentBefore(at), zone), estimated: scale.isEstimated(startedAt, at) };
}

/** How a clock stands at `now`; a clock that has stopped stands as it did then. */
export function statusOf(clock: Clock, time: WorkingTime, now: Instant): ClockStatus {
  const laidOut = layOut(clock, time);
  const { scale, begins, limit, pauses } = laidOut;
  const stopped = clock.stoppedAt !== undefined && clock.stoppedAt <= now ? clock.stoppedAt : undefined;
  const at = stopped ?? now;
  const due = dueOfLaidOut(laidOut, clock.startedAt, time.zone);
  const late = due !== undefined && at >= due.at;
  const left = limit - ran(begins, Math.max(begins, scale.positionOf(at)), pauses);
  const pause = clock.pauses.find((one) => one.from <= at && (one.to === undefined || at < one.to));
  const soon = clock.rule.soon !== undefined && left <= lengthOf(clock.rule.soon, scale);
  const running = pause !== undefined ? 'paused' : soon ? 'soon' : 'running';
  const state = stopped !== undefined ? (late ? 'stopped-late' : 'stopped-in-time') : late ? 'overdue' : running;
  return {
    state,
    due,
    pause: stopped === undefined ? pause : undefined,
    remaining: late ? 0 : tenths(left, scale.one),
    overdueBy: late ? tenths(-left, scale.one) : 0,
    estimated: due?.estimated === true || scale.isEstimated(clock.startedAt, at),
  };
}

/** Units to one decimal, halves up, from whole numbers: 0.25 is 0.3 on every machine. */
function tenths(length: number, one: number): number {
  return Math.floor((length * 20 + one) / (2 * one)) / 10;
}
