// SPDX-License-Identifier: Apache-2.0
import type { Placed } from './place-units.ts';

export type Step = 'next' | 'previous' | 'inwards' | 'outwards' | 'first' | 'last' | 'nextCounty' | 'previousCounty';

/** Arrow keys go round a ring and from ring to ring; Home and End to its ends; Page keys from county to county. */
export const stepOfKey: Readonly<Record<string, Step>> = {
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'inwards',
  ArrowDown: 'outwards',
  Home: 'first',
  End: 'last',
  PageDown: 'nextCounty',
  PageUp: 'previousCounty',
};

const byAngle = (a: Placed, b: Placed): number => a.angle - b.angle;

/** The dot that a step leads to; the same one where there is nothing further. Rings wrap round, so every dot can be reached. */
export function travel(dots: readonly Placed[], from: Placed, step: Step): Placed {
  switch (step) {
    case 'next':
    case 'previous':
    case 'first':
    case 'last':
      return around(dots, from, step);
    case 'inwards':
    case 'outwards':
      return across(dots, from, step === 'inwards' ? -1 : 1);
    default:
      return toCounty(dots, from, step === 'nextCounty' ? 1 : -1);
  }
}

function around(dots: readonly Placed[], from: Placed, step: 'next' | 'previous' | 'first' | 'last'): Placed {
  const ring = dots.filter((dot) => dot.ring === from.ring).sort(byAngle);
  if (step === 'first') return ring[0] ?? from;
  if (step === 'last') return ring[ring.length - 1] ?? from;
  const at = ring.indexOf(from) + (step === 'next' ? 1 : -1);
  return ring[(at + ring.length) % ring.length] ?? from;
}

/** To the nearest angle of the next ring that has dots. */
function across(dots: readonly Placed[], from: Placed, direction: 1 | -1): Placed {
  const beyond = dots.filter((dot) => Math.sign(dot.ring - from.ring) === direction);
  if (beyond.length === 0) return from;
  const ring = beyond.reduce(
    (near, dot) => (Math.abs(dot.ring - from.ring) < Math.abs(near - from.ring) ? dot.ring : near),
    beyond[0]?.ring ?? 0,
  );
  return beyond
    .filter((dot) => dot.ring === ring)
    .reduce((best, dot) => (turn(dot.angle, from.angle) < turn(best.angle, from.angle) ? dot : best));
}

function turn(a: number, b: number): number {
  const between = Math.abs(a - b) % 360;
  return Math.min(between, 360 - between);
}

/** To the county beside, to its unit with the most stars. */
function toCounty(dots: readonly Placed[], from: Placed, direction: 1 | -1): Placed {
  const counties = [...new Set([...dots].sort(byAngle).map(({ unit }) => unit.county))];
  const at = counties.indexOf(from.unit.county) + direction;
  const county = counties[(at + counties.length) % counties.length];
  const there = dots.filter(({ unit }) => unit.county === county).sort((a, b) => a.ring - b.ring || byAngle(a, b));
  return there[0] ?? from;
}
