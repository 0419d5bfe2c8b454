// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { RuleFault } from './rule-kind.ts';

/** A number of the file; infinities never get this far. */
export const number = z.number();

/** A number over 0. */
export const positive = z.number().positive();

/** [value, points] pairs. */
export const pairs = z.array(z.tuple([number, number])).min(1);

/** An object that has these keys and no others. The permitted keys travel in the issue's message, for the fault's mend. */
export const closed = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : undefined),
  });

/** Refuses pairs whose first numbers don't strictly rise. */
export function rising(list: readonly (readonly [number, number])[], path: readonly (string | number)[]): RuleFault[] {
  const faults: RuleFault[] = [];
  for (let at = 1; at < list.length; at += 1) {
    const [before] = list[at - 1] as readonly [number, number];
    const [here] = list[at] as readonly [number, number];
    if (here > before) continue;
    faults.push({
      path: [...path, at],
      code: 'not-rising',
      what: { zh: `${here}没有大于前一个${before}`, en: `${here} is not above ${before}, the one before it` },
      mend: { zh: '按数值从小到大排列，各不相同', en: 'list them from low to high, each value once' },
    });
  }
  return faults;
}
