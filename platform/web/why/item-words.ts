// SPDX-License-Identifier: Apache-2.0
import type { Explanation, MeasureWords } from '@beichen/method';
import { isMean, meanOf, partsOf } from '@beichen/method/words';
import { changeText, numberText, percentText } from '../words/format.ts';
import type { Language } from '../words/language.tsx';

export type SectionReason = Explanation['sections'][number];
export type ItemReason = SectionReason['items'][number];

/** What the catalogue says of the measures, by id. */
export type MeasureTitles = Readonly<Record<string, MeasureWords>>;

const pick = (words: { readonly zh: string; readonly en: string }, language: Language): string =>
  language === 'en' ? words.en : words.zh;

const wordsOf = ({ measure }: ItemReason, titles: MeasureTitles): MeasureWords | undefined =>
  measure === null ? undefined : titles[measure];

function withUnit(text: string, words: MeasureWords | undefined, language: Language): string {
  const unit = words === undefined ? '' : pick(words.unit, language);
  return language === 'en' ? `${text} ${unit}`.trimEnd() : text + unit;
}

/** Whether the fact of an item is a mean of other figures, and no count. */
export const isMeanItem = (item: ItemReason, titles: MeasureTitles): boolean => isMean(item, wordsOf(item, titles));

/** 41 / 46件, 6次; a mean as what it is, 63.00分（4个季度平均）; 缺数 as `undefined`. */
export function countOf(item: ItemReason, titles: MeasureTitles, language: Language): string | undefined {
  const { num, den, value } = item;
  if (item.measure === null || num === null || value === null) return undefined;
  const words = wordsOf(item, titles);
  if (den === null) return withUnit(amountOf(num), words, language);
  if (!isMean(item, words)) return withUnit(`${amountOf(num)} / ${amountOf(den)}`, words, language);
  const of = pick(meanOf(den, words), language);
  const said = withUnit(meanText(value), words, language);
  return language === 'en' ? `${said} (${of})` : `${said}（${of}）`;
}

/** How the fact of an item is counted where it is asked about: 41 / 46件; of a mean 252分 / 4个季度. */
export function definitionOf(item: ItemReason, titles: MeasureTitles, language: Language): string | undefined {
  const { num, den } = item;
  const words = wordsOf(item, titles);
  if (num === null || den === null || !isMean(item, words)) return countOf(item, titles, language);
  return `${withUnit(amountOf(num), words, language)} / ${pick(partsOf(den, words), language)}`;
}

/** A value of the item's measure as it is read: in percent where it is a ratio, with two decimals where it is a mean. */
export function readingOf(value: number, item: ItemReason, titles: MeasureTitles): string {
  const words = wordsOf(item, titles);
  if (isMean(item, words)) return meanText(value);
  const form = words?.form;
  return form === 'ratio' || (form === undefined && item.den !== null) ? percentText(value) : amountOf(value);
}

/** A mean with the decimals of points. */
const meanText = (value: number): string => numberText(value, 2);

const amountOf = (x: number): string => numberText(Number(x.toFixed(4)));

/** Points with two decimals, as the method rounds them. */
export const pointsText = (points: number): string => numberText(points, 2);

export const addedText = (points: number): string => changeText(points, 2);
