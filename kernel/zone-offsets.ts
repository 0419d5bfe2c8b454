// SPDX-License-Identifier: Apache-2.0
import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which a zone's clocks stay `offset` milliseconds ahead of UTC; `until` is no longer in it. */
type Stretch = { readonly from: number; readonly until: number; readonly offset: number };

const DAY = 86_400_000;

/** Asking Temporal costs microseconds to milliseconds; a city's zone hardly ever changes its offset, so ask once. */
const known = new Map<string, Stretch[]>();

function lookUp(ms: number, zone: string): Stretch {
  const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  // A transition at the very millisecond begins this stretch, so look back from just after it.
  const before = there.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const after = there.getTimeZoneTransition('next');
  return {
    from: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: after?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: there.offsetNanoseconds / 1_000_000,
  };
}

function stretchAt(ms: number, zone: string): Stretch {
  const stretches = known.get(zone) ?? [];
  const found = stretches.find((stretch) => stretch.from <= ms && ms < stretch.until);
  if (found !== undefined) return found;
  const looked = lookUp(ms, zone);
  known.set(zone, [...stretches, looked]);
  return looked;
}

/** How far the zone's clocks are ahead of UTC at `ms` (since 1970), in milliseconds. An unknown zone is a RangeError. */
export function offsetAt(ms: number, zone: string): number {
  return stretchAt(ms, zone).offset;
}

/**
 * The moment (ms since 1970) at which the zone's clocks show `local` (ms since 1970 as if the zone were UTC).
 * A time that the clocks skip is the first moment after the gap, one that they show twice is the first of the two.
 */
export function momentOfLocal(local: number, zone: string): number {
  const stretch = stretchAt(local - DAY, zone);
  const moment = local - stretch.offset;
  if (stretch.from <= moment - DAY && moment + DAY < stretch.until) return moment;
  const shown = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
  const compatible = shown.toZonedDateTime(zone);
  if (compatible.toPlainDateTime().equals(shown)) return compatible.epochMilliseconds;
  // Skipped: Temporal goes on by the width of the gap; the day begins at its end.
  const gap = compatible.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return gap?.epochMilliseconds ?? compatible.epochMilliseconds;
}
