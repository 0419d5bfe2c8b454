// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Colour } from '../../ui/tokens.ts';
import type { Position, Shapes } from '../area-map/area.ts';

/** Outlines of units as the server gives them: polygons of rings in whole micro-degrees, x and y in turn, the end not repeated. */
export const outlinesShape = z.object({
  sketch: z.boolean(),
  areas: z.array(z.object({ unit: z.number(), outline: z.array(z.array(z.array(z.number()))) })),
});

export type Outlines = z.infer<typeof outlinesShape>;

const MICRO = 1e6;

function ringIn(numbers: readonly number[]): Position[] {
  const ring: Position[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2)
    ring.push([(numbers[at] ?? 0) / MICRO, (numbers[at + 1] ?? 0) / MICRO]);
  return [...ring, ...ring.slice(0, 1)];
}

/** The shapes of each unit, by its id. */
export const shapesIn = ({ areas }: Outlines): ReadonlyMap<string, Shapes> =>
  new Map(areas.map(({ unit, outline }) => [String(unit), outline.map((rings) => rings.map(ringIn))]));

/** The colour of a count of stars, as the chart has it: all of the set, one short of it, down to none. */
export function starFill(stars: number, most: number): Colour {
  const fills = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5'] as const;
  if (stars >= most && most > 0) return 'n5';
  return fills[stars === 0 ? 0 : Math.max(1, Math.min(4, 5 - (most - stars)))] ?? 'n0';
}
