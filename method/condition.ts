// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { amount, type Reading } from './amount.ts';
import type { Words } from './fault.ts';
import { atLeast, atMost, equals, tolerance } from './rounding.ts';

/** COND of METHOD.md section 4: exactly one of these keys. */
export type Condition = {
  readonly at_least?: number | undefined;
  readonly at_most?: number | undefined;
  readonly over?: number | undefined;
  readonly under?: number | undefined;
  readonly equals?: number | undefined;
};

type Key = keyof Condition;

/** What each comparison answers; every one takes numbers within the tolerance of the bound as equal to it. Counts have words of their own in Chinese. */
const comparisons: Record<
  Key,
  { holds: (v: number, x: number) => boolean; words: Words; ofCount: string; nearby: readonly number[] }
> = {
  at_least: { holds: atLeast, words: { zh: '不低于', en: 'at least' }, ofCount: '不少于', nearby: [0] },
  at_most: { holds: atMost, words: { zh: '不高于', en: 'at most' }, ofCount: '不多于', nearby: [0] },
  over: { holds: (v, x) => v > x && !equals(v, x), words: { zh: '高于', en: 'over' }, ofCount: '多于', nearby: [0, 2] },
  under: {
    holds: (v, x) => v < x && !equals(v, x),
    words: { zh: '低于', en: 'under' },
    ofCount: '少于',
    nearby: [-2, 0],
  },
  equals: { holds: equals, words: { zh: '等于', en: 'exactly' }, ofCount: '等于', nearby: [-2, 0, 2] },
};

/** The keys of a condition, in the order in which they are listed to people. */
export const CONDITION_KEYS = Object.keys(comparisons) as readonly Key[];

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

/** Whether the condition holds for a value; never for a missing one (NaN). */
export function holdsFor(data: Condition, v: number): boolean {
  const { key, x } = written(data);
  return comparisons[key].holds(v, x);
}

/** The condition in words: 不低于95% / at least 95%; of a count 不少于3次 / at least 3 visits. */
export function conditionWords(data: Condition, reading: Reading = {}): Words {
  const { key, x } = written(data);
  const { words, ofCount } = comparisons[key];
  const bound = amount(x, reading);
  return { zh: `${reading.form === 'count' ? ofCount : words.zh}${bound.zh}`, en: `${words.en} ${bound.en}` };
}

/** Values around the bound at which the answer changes. */
export function bendsOf(data: Condition): number[] {
  const { key, x } = written(data);
  return comparisons[key].nearby.map((times) => x + times * tolerance(x));
}
