// SPDX-License-Identifier: Apache-2.0
import { decimal } from '../amount.ts';
import type { Words } from '../fault.ts';

/** What is known of a measure beyond its id, where a catalogue is at hand. */
export type MeasureWords = {
  readonly title: Words;
  /** What a count is of: 件, 家, 天. */
  readonly unit: Words;
  /** `ratio` is shown in percent beside its counts. */
  readonly form: 'count' | 'ratio' | 'value';
  readonly numerator?: Words | undefined;
  /** How to say that there should be more of it: 按期办结 / closed on time. */
  readonly act?: Words | undefined;
};

export type Vocabulary = (measure: string) => MeasureWords | undefined;

/** A method alone: measures are called by their ids. */
export const noVocabulary: Vocabulary = () => undefined;

/** A number with at most so many decimals and no zeros at the end. */
export const numberText = (x: number, decimals = 6): string => decimal(Number(x.toFixed(decimals)));

/** A fact as people read it, the counts first, the rate second: 41/46件，89.13%. */
export function factText(
  { num, den, value }: { num: number | null; den: number | null; value: number | null },
  words: MeasureWords | undefined,
): Words {
  if (value === null || num === null) return { zh: '缺数', en: 'missing' };
  const unit = { zh: words?.unit.zh ?? '', en: words === undefined ? '' : ` ${words.unit.en}` };
  if (den === null) return { zh: `${numberText(value)}${unit.zh}`, en: `${numberText(value)}${unit.en}` };
  const rate = words?.form === 'ratio' ? `${numberText(value * 100, 2)}%` : numberText(value, 4);
  return {
    zh: `${numberText(num)}/${numberText(den)}${unit.zh}，${rate}`,
    en: `${numberText(num)}/${numberText(den)}${unit.en}, ${rate}`,
  };
}

/** A value of a measure: in percent where it is a ratio. */
export function valueText(value: number, words: MeasureWords | undefined): string {
  return words?.form === 'ratio' ? `${numberText(value * 100, 2)}%` : numberText(value, 4);
}
