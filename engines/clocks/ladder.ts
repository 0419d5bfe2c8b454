// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import { type Clock, layOut, lengthOf } from './clock.ts';
import type { Rung } from './clock-rule.ts';
import { runOut, stretchesOf } from './pauses.ts';
import { scaleOf } from './scales.ts';

/** A step of a ladder and the moment at which it is taken; undefined while a pause keeps that open. */
export type RungTime = { readonly step: string; readonly at: Instant | undefined };

/**
 * When each rung of the clock's ladder is reached, in the order in which the rule lists them, as far as the clock
 * gets: rungs that a stopped clock never reached are left out. A rung that lies before the start is reached at the start.
 * Pauses hold rungs up too, before and after the due time.
 */
export function ladderOf(clock: Clock, time: WorkingTime): RungTime[] {
  return clock.rule.ladder
    .map((rung) => ({ step: rung.step, at: momentOfRung(clock, time, rung) }))
    .filter(({ at }) => clock.stoppedAt === undefined || (at !== undefined && at < clock.stoppedAt));
}

function momentOfRung(clock: Clock, time: WorkingTime, rung: Rung): Instant | undefined {
  const { scale, begins, limit, pauses, end } = layOut(clock, time);
  if ('before' in rung) {
    const early = limit - lengthOf(rung.before, scale);
    return early <= 0 ? clock.startedAt : momentAt(scale.momentOf, runOut(begins, early, pauses));
  }
  if (end === Number.POSITIVE_INFINITY) return undefined;
  const due = scale.momentOf(end);
  if (rung.after.amount === 0) return due;
  const late = scaleOf(rung.after.unit, time);
  const from = late.positionOf(due);
  const held = stretchesOf(clock.pauses, late, from);
  return momentAt(late.momentOf, runOut(from, lengthOf(rung.after, late), held));
}

function momentAt(momentOf: (position: number) => Instant, position: number): Instant | undefined {
  return position === Number.POSITIVE_INFINITY ? undefined : momentOf(position);
}
