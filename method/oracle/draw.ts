// SPDX-License-Identifier: Apache-2.0
/** Small draws out of which random methods, units and facts are put together. */
import fc from 'fast-check';

export type Draw = {
  /** an integer, evenly drawn; shrinks to `min` */
  int: (min: number, max: number) => number;
  /** true in so many of a hundred draws; shrinks to false */
  chance: (percent: number) => boolean;
  /** one of the list; shrinks to the first */
  pick: <T>(list: readonly T[]) => T;
  /** so many of the list, each once, in any order */
  some: <T>(list: readonly T[], size: [number, number]) => T[];
};

const builders = new Map<string, () => fc.Arbitrary<number>>();

/** One builder per range: fast-check looks a builder up by identity, but its arguments one by one. */
function evenIntegers(min: number, max: number): () => fc.Arbitrary<number> {
  const name = `${min}..${max}`;
  const builder = builders.get(name) ?? (() => fc.noBias(fc.integer({ min, max })));
  builders.set(name, builder);
  return builder;
}

/** The draws that one generated value allows. */
export function drawFrom(g: fc.GeneratorValue): Draw {
  const int = (min: number, max: number): number => g(evenIntegers(min, max));
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('nothing to pick from');
    return list[int(0, list.length - 1)] as T;
  };
  const some = <T>(list: readonly T[], [least, most]: [number, number]): T[] => {
    const rest = [...list];
    const taken: T[] = [];
    const size = int(Math.min(least, rest.length), Math.min(most, rest.length));
    while (taken.length < size) taken.push(...rest.splice(int(0, rest.length - 1), 1));
    return taken;
  };
  return { int, pick, some, chance: (percent) => int(0, 99) >= 100 - percent };
}

/** How many decimals a number is written with. */
export function decimalsOf(x: number): number {
  const [digits = '', exponent = '0'] = String(x).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}

/** Those of a list that have at most so many decimals. */
export function withDecimals(decimals: number, list: readonly number[]): number[] {
  return list.filter((x) => decimalsOf(x) <= decimals);
}

/** Measures whose facts have a den where the unit is of the subject kind. */
export const RATIOS = ['cases.on_time', 'visits.done'] as const;
/** Measures whose facts have none. */
export const PLAIN = ['days.trained', 'checks.late', 'honours.city', 'points.given'] as const;
/** Measures whose facts have one or not. */
export const MIXED = ['reports.filed', 'safety.accidents'] as const;
export const MEASURES = [...RATIOS, ...PLAIN, ...MIXED] as const;

/** Bounds that values meet often, exactly or nearly; no two count as equal. */
export const BOUNDS = [0, 0.1, 0.3, 0.5, 0.7, 0.75, 0.95, 1, 1.5, 2, 3, 4, 5, 10, -1] as const;
/** Plain numbers: small, on the bounds, just within and just outside what counts as equal, and halves of the last digit. */
const NUMBERS = [
  0, 1, 2, 3, 1, 2, 0, 4, 5, 6, 10, 0.1, 0.2, 0.3, 0.5, 0.7, 0.95, 1.5, 2.5, -1, -0.5, 0.005, 0.125, 1.005, 12.345,
  0.3000000002, 0.2999999998, 0.30000001, 0.29999999, 1.0000000005, 0.9999999995, 0.0000000005, 2.00000000000001, 100,
] as const;
/** Numbers among which one measure's may be drawn, so that many meet one bound, or each other. */
export const PALETTES: ReadonlyArray<readonly number[]> = [
  NUMBERS,
  NUMBERS,
  NUMBERS,
  [0, 1, 2, 3],
  [0, 0.0000000005, -0.5, 0.000000002, 0.5],
  [0.3, 0.3000000002, 0.2999999998, 0.30000001, 0.29999999],
  [1, 1.0000000005, 0.9999999995, 1.00000001, 0.99999999],
];
/** Points in the pairs of a rule: some above what an item can have, some below 0. */
export const GIVEN = [0, 1, 2, 3, 4, 5, 6, 7.5, 8, 10, 2.675, 0.125, 20, -1, -3] as const;
export const SHARES = [
  0.1, 0.2, 0.25, 0.3, 0.333333333333, 0.3333, 0.4, 0.5, 0.6, 0.666666666667, 0.7, 0.75, 1,
] as const;
