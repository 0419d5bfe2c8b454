// SPDX-License-Identifier: Apache-2.0
import type { Explanation } from '@beichen/method';
import type { LastYear } from '../model/last-year.ts';

/** The figures that a result was made of, by measure: another edition may weigh them otherwise, and counts them alike. */
export function figuresOf(explanation: Explanation): LastYear['facts'] {
  const figures = new Map<string, LastYear['facts'][number]>();
  for (const { measure, num, den, value } of explanation.sections.flatMap(({ items }) => items))
    if (measure !== null && num !== null && value !== null) figures.set(measure, { measure, num, den, value });
  return [...figures.values()];
}
