// SPDX-License-Identifier: Apache-2.0
import type { Say } from './text.ts';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
type Digit = (typeof DIGITS)[number];
/** The key of a number's word; methods have at most nine stars. */
const asDigit = (stars: number): Digit => DIGITS[Math.max(0, Math.min(9, stars))] ?? '0';

/** 三星, 无星; 3 stars, 1 star, no stars. */
export function starCount(say: Say<'star.count' | `digit.${Digit}`>, stars: number): string {
  return say('star.count', { count: stars, stars: say(`digit.${asDigit(stars)}`) });
}
