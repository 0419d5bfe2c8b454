// SPDX-License-Identifier: Apache-2.0
import { numberText } from '@beichen/platform-web/words/format.ts';
import type { Words } from '@beichen/platform-web/words/language.tsx';
import type { Grid } from '../../model/review.ts';

type Figure = { readonly num: number | null; readonly den: number | null };
export type MeasureOfItem = Grid['items'][number]['measure'];

const amount = (x: number): string => numberText(Number(x.toFixed(4)));

/** 41 / 46件, 6次; where there is no fact, the word for it. */
export function figureText(
  { num, den }: Figure,
  measure: MeasureOfItem,
  words: { readonly name: (words: Words) => string; readonly none: string },
): string {
  if (num === null) return words.none;
  const unit = measure === null ? '' : words.name(measure.unit);
  return `${den === null ? amount(num) : `${amount(num)} / ${amount(den)}`}${/^[a-z]/i.test(unit) ? ' ' : ''}${unit}`;
}
