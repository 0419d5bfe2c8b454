// SPDX-License-Identifier: Apache-2.0
import { addDays, dateOf, type Instant, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import { isEstimated } from '@beichen/kernel/working-days.ts';
import {
  lengthOfDay,
  momentWorked,
  type WorkingTime,
  workedByEndOf,
  workedUntil,
} from '@beichen/kernel/working-time.ts';

export const CLOCK_UNITS = ['hours', 'working-days'] as const;
export type ClockUnit = (typeof CLOCK_UNITS)[number];

/**
 * How time passes for a unit: moments become whole numbers that grow only while the unit's time passes. On a scale a
 * limit is an addition and a pause is a subtraction; a kind of unit is nothing but its scale.
 */
export type Scale = {
  /** The length of one unit. */
  readonly one: number;
  /** Where counting begins for a clock that was started at a moment. */
  readonly begins: (startedAt: Instant) => number;
  readonly positionOf: (at: Instant) => number;
  /** The first moment at a position. */
  readonly momentOf: (position: number) => Instant;
  /** Whether a clock that was started at one moment has looked at unannounced days until another. */
  readonly isEstimated: (startedAt: Instant, until: Instant) => boolean;
};

/** Hours run day and night, from the moment on (民法典 art. 201). */
function hours(): Scale {
  return {
    one: 3_600_000,
    begins: millisOf,
    positionOf: millisOf,
    momentOf: instantOfMillis,
    isEstimated: () => false,
  };
}

/** Working days: the day of the start is not counted (art. 201); a full day ends as the day closes (art. 203). */
function workingDays(time: WorkingTime): Scale {
  return {
    one: lengthOfDay(time),
    begins: (startedAt) => workedByEndOf(time, dateOf(startedAt, time.zone)),
    positionOf: (at) => workedUntil(time, at),
    momentOf: (position) => momentWorked(time, position),
    isEstimated: (startedAt, until) =>
      isEstimated(time.calendar, addDays(dateOf(startedAt, time.zone), 1), dateOf(lastMomentBefore(until), time.zone)),
  };
}

/** A limit that ends at midnight ends with the day before. */
export function lastMomentBefore(at: Instant): Instant {
  return instantOfMillis(millisOf(at) - 1);
}

const SCALES: Readonly<Record<ClockUnit, (time: WorkingTime) => Scale>> = { hours, 'working-days': workingDays };

export function scaleOf(unit: ClockUnit, time: WorkingTime): Scale {
  return SCALES[unit](time);
}
