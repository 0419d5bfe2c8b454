// SPDX-License-Identifier: Apache-2.0
import type { Words } from './words.ts';

/**
 * How readings combine up the tree. `sum` adds numerators and denominators; `histogram` adds buckets, from which percentiles
 * come; `distinct` is counted from the records at the asked node; `none` exists at its own node alone.
 */
export type Combine = 'sum' | 'distinct' | 'histogram' | 'none';

/** A measure that the system computes from records. Its definition for people stands in the pack's catalogue under the same id. */
export type MeasureDeclaration = {
  readonly id: string;
  readonly title: Words;
  readonly combine: Combine;
  readonly form: 'count' | 'ratio' | 'value';
  /** What is counted, in the unit of the numerator. */
  readonly unit: Words;
  /** Events that change it; each makes the readings of its unit stale, in the periods of its instants. */
  readonly changedBy: readonly string[];
  /** Upper bounds of the histogram's buckets, ascending; the last bucket is open. Only for `histogram`. */
  readonly buckets?: readonly number[];
};

/** What was read: `num` alone for a count, `num ÷ den` for a ratio, counts by bucket for a histogram. */
export type Figure = {
  readonly num: number;
  readonly den: number | null;
  readonly buckets: readonly number[] | null;
};

/** Adds the figures of leaves. Only for measures that combine by `sum` or `histogram`. */
export function combined(figures: readonly Figure[]): Figure {
  let num = 0;
  let den: number | null = null;
  let buckets: number[] | null = null;
  for (const figure of figures) {
    num += figure.num;
    if (figure.den !== null) den = (den ?? 0) + figure.den;
    if (figure.buckets !== null) {
      const added: readonly number[] = figure.buckets;
      buckets = buckets === null ? [...added] : buckets.map((count, at) => count + (added[at] ?? 0));
    }
  }
  return { num, den, buckets };
}

/**
 * A percentile from fixed buckets: the upper bound of the bucket in which the asked share of the count is reached, `null`
 * where nothing was counted. The open bucket answers `Infinity`: more than the last bound.
 */
export function percentileOf(buckets: readonly number[], bounds: readonly number[], share: number): number | null {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let seen = 0;
  for (const [at, count] of buckets.entries()) {
    seen += count;
    if (seen >= share * total) return bounds[at] ?? Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}
