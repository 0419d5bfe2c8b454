// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { amount, type Reading } from './amount.ts';
import type { Words } from './fault.ts';
import { tolerance } from './rounding.ts';

/** COND of METHOD.md section 4: exactly one of these keys. */
export type Condition = {
  readonly at_least?: number | undefined;
  readonly at_most?: number | undefined;
  readonly over?: number | undefined;
  readonly under?: number | undefined;
  readonly equals?: number | undefined;
};

type Key = keyof Condition;

/** Holds where `inside` says: within, or outside of, these differences from the bound x, ends included; never for NaN. */
export type Test = { readonly x: number; readonly low: number; readonly high: number; readonly inside: boolean };

type Comparison = {
  readonly words: Words;
  /** Counts have words of their own in Chinese. */
  readonly ofCount: string;
  /** Values that count as equal to the bound lie `near` it. */
  readonly test: (near: number) => Omit<Test, 'x'>;
  /** Values around the bound at which the answer changes, in tolerances. */
  readonly nearby: readonly number[];
};

const FAR = Number.POSITIVE_INFINITY;

/** What each comparison answers; every one takes numbers within the tolerance of the bound as equal to it. */
const comparisons: Record<Key, Comparison> = {
  at_least: {
    words: { zh: '不低于', en: 'at least' },
    ofCount: '不少于',
    test: (near) => ({ low: -near, high: FAR, inside: true }),
    nearby: [0],
  },
  at_most: {
    words: { zh: '不高于', en: 'at most' },
    ofCount: '不多于',
    test: (near) => ({ low: -FAR, high: near, inside: true }),
    nearby: [0],
  },
  over: {
    words: { zh: '高于', en: 'over' },
    ofCount: '多于',
    test: (near) => ({ low: -FAR, high: near, inside: false }),
    nearby: [0, 2],
  },
  under: {
    words: { zh: '低于', en: 'under' },
    ofCount: '少于',
    test: (near) => ({ low: -near, high: FAR, inside: false }),
    nearby: [-2, 0],
  },
  equals: {
    words: { zh: '等于', en: 'exactly' },
    ofCount: '等于',
    test: (near) => ({ low: -near, high: near, inside: true }),
    nearby: [-2, 0, 2],
  },
};

/** The keys of a condition, in the order in which they are listed to people. */
const CONDITION_KEYS = Object.keys(comparisons) as readonly Key[];

const bound = (key: Key) =>
  z.number().optional().describe(`${comparisons[key].words.zh} / ${comparisons[key].words.en}`);

/** The fields of a condition, for shapes that write one inline. */
export const conditionFields = {
  at_least: bound('at_least'),
  at_most: bound('at_most'),
  over: bound('over'),
  under: bound('under'),
  equals: bound('equals'),
};

/** The shape of a condition. */
export const condition = z
  .strictObject(conditionFields, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? CONDITION_KEYS.join(', ') : undefined),
  })
  .refine(hasOne, { error: `one-of: ${CONDITION_KEYS.join(', ')}` })
  .meta({ minProperties: 1, maxProperties: 1 });

/** True where exactly one comparison is written. */
export function hasOne(data: Condition): boolean {
  return CONDITION_KEYS.filter((key) => data[key] !== undefined).length === 1;
}

function written(data: Condition): { key: Key; x: number } {
  const key = CONDITION_KEYS.find((name) => data[name] !== undefined) as Key;
  return { key, x: data[key] as number };
}

/** The condition as numbers, for loops over many values. */
export function testOf(data: Condition): Test {
  const { key, x } = written(data);
  return { x, ...comparisons[key].test(tolerance(x)) };
}

/** Whether a value passes; never a missing one (NaN). */
export function passes({ x, low, high, inside }: Test, v: number): boolean {
  const apart = v - x;
  return apart >= low && apart <= high ? inside : !inside && !Number.isNaN(apart);
}

/** Whether the condition holds for a value; never for a missing one (NaN). */
export const holdsFor = (data: Condition, v: number): boolean => passes(testOf(data), v);

/** The condition in words: 不低于95% / at least 95%; of a count 不少于3次 / at least 3 visits. */
export function conditionWords(data: Condition, reading: Reading = {}): Words {
  const { key, x } = written(data);
  const { words, ofCount } = comparisons[key];
  const bound = amount(x, reading);
  // More than none of a count is that it happened at all; 多于0起 alone is no language of an office.
  if (reading.form === 'count' && key === 'over' && x === 0)
    return { zh: `有发生（${ofCount}${bound.zh}）`, en: `${words.en} ${bound.en}` };
  return { zh: `${reading.form === 'count' ? ofCount : words.zh}${bound.zh}`, en: `${words.en} ${bound.en}` };
}

/** Values around the bound at which the answer changes. */
export function bendsOf(data: Condition): number[] {
  const { key, x } = written(data);
  return comparisons[key].nearby.map((times) => x + times * tolerance(x));
}
