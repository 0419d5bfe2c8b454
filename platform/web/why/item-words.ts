// SPDX-License-Identifier: Apache-2.0
import type { Explanation, MeasureWords } from '@beichen/method';
import { changeText, numberText, percentText } from '../words/format.ts';
import type { Language } from '../words/language.tsx';

export type SectionReason = Explanation['sections'][number];
export type ItemReason = SectionReason['items'][number];

/** What the catalogue says of the measures, by id. */
export type MeasureTitles = Readonly<Record<string, MeasureWords>>;

const pick = (words: { readonly zh: string; readonly en: string }, language: Language): string =>
  language === 'en' ? words.en : words.zh;

/** 41 / 46件, 6次, 缺数 as `undefined`. */
export function countOf(item: ItemReason, titles: MeasureTitles, language: Language): string | undefined {
  if (item.measure === null || item.num === null || item.value === null) return undefined;
  const words = titles[item.measure];
  const unit = words === undefined ? '' : pick(words.unit, language);
  const counted = (text: string): string => (language === 'en' ? `${text} ${unit}`.trimEnd() : text + unit);
  return counted(item.den === null ? amountOf(item.num) : `${amountOf(item.num)} / ${amountOf(item.den)}`);
}

/** A value of the item's measure as it is read: in percent where it is a ratio. */
export function readingOf(value: number, item: ItemReason, titles: MeasureTitles): string {
  const form = item.measure === null ? undefined : titles[item.measure]?.form;
  return form === 'ratio' || (form === undefined && item.den !== null) ? percentText(value) : amountOf(value);
}

const amountOf = (x: number): string => numberText(Number(x.toFixed(4)));

/** Points with two decimals, as the method rounds them. */
export const pointsText = (points: number): string => numberText(points, 2);

export const addedText = (points: number): string => changeText(points, 2);
