// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf, countCorners, type Outline } from './micro.ts';
import { common, joined, without } from './shapes.ts';
import { thinnedTogether } from './thin.ts';

const [WEST, SOUTH] = [112_000_000, 33_000_000];
/** A border that wanders north from the south, with so many corners. */
const wandering = (steps: readonly number[], east: number): number[][] =>
  steps.map((step, n) => [WEST + east + step, SOUTH + n * 40]);

/** Strips side by side, each with the borders of its neighbours. */
function strips(borders: readonly (readonly number[])[]): Outline[] {
  const lines = borders.map((steps, n) => wandering(steps, n * 20_000));
  return lines.slice(1).map((line, n) => [[[...(lines[n] ?? []), ...[...line].reverse()].flat()]]);
}

const area = (outlines: readonly Outline[]): number => outlines.reduce((sum, outline) => sum + areaOf(outline), 0);
const sum = (outlines: readonly Outline[]): number => outlines.reduce((all, one) => all + countCorners(one), 0);

test('neighbours are thinned alike: nothing opens between them and nothing overlaps, however many corners go', () => {
  const border = fc.array(fc.integer({ min: -3_000, max: 3_000 }), { minLength: 300, maxLength: 300 });
  fc.assert(
    fc.property(
      fc.array(border, { minLength: 3, maxLength: 4 }),
      fc.integer({ min: 60, max: 800 }),
      (borders, most) => {
        const all = strips(borders);
        const [one, other, ...rest] = thinnedTogether(all, most) as [Outline, Outline, ...Outline[]];
        const whole = joined([one, other, ...rest]);
        // A sliver between them would be a hole, or a piece of its own; one that overlaps has an area.
        expect(areaOf(common(one, other))).toBeCloseTo(0, 6);
        expect(area([one, other, ...rest])).toBeCloseTo(areaOf(whole), 6);
        expect(sum([one, other, ...rest])).toBeLessThanOrEqual(most);
      },
    ),
    { numRuns: 60, seed: 20261127 },
  );
});

test('few corners stay as they are; a circle of many keeps its area to a hundredth', () => {
  const square: Outline = [[[WEST, SOUTH, WEST + 1_001, SOUTH, WEST + 1_001, SOUTH + 1_001, WEST, SOUTH + 1_001]]];
  expect(thinnedTogether([square], 4)).toEqual([square]);
  const turns = Array.from({ length: 2_000 }, (_, n) => (n / 1_000) * Math.PI);
  const circle: Outline = [
    [turns.flatMap((turn) => [WEST + Math.round(1e5 * Math.cos(turn)), SOUTH + Math.round(1e5 * Math.sin(turn))])],
  ];
  const [thinned] = thinnedTogether([circle], 200) as [Outline];
  expect(countCorners(thinned)).toBeLessThanOrEqual(200);
  expect(areaOf(thinned) / areaOf(circle)).toBeCloseTo(1, 2);
  expect(areaOf(without(thinned, circle)) / areaOf(circle)).toBeLessThan(0.02);
});

test('what is smaller than the grid is still to be seen', () => {
  const dot: Outline = [[[WEST, SOUTH, WEST + 3, SOUTH, WEST + 3, SOUTH + 3]]];
  const far = strips([
    Array.from({ length: 300 }, (_, n) => (n * 7_919) % 3_001),
    Array.from({ length: 300 }, () => 0),
  ]);
  const [, shown] = thinnedTogether([...far, dot], 40) as [Outline, Outline];
  expect(shown).toEqual([[[WEST, SOUTH, WEST + 3, SOUTH, WEST + 3, SOUTH + 3, WEST, SOUTH + 3]]]);
});
