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
  /** Of a `value` that is a mean: what it is a mean of, 个季度 / quarter; in English one of them, whose plural ends in s. */
  readonly mean?: Words | undefined;
};

export type Vocabulary = (measure: string) => MeasureWords | undefined;

/** A method alone: measures are called by their ids. */
export const noVocabulary: Vocabulary = () => undefined;

/** A number with at most so many decimals and no zeros at the end. */
export const numberText = (x: number, decimals = 6): string => decimal(Number(x.toFixed(decimals)));

/** Whether a fact is a mean: a value, not a count, that was divided by how many there are. */
export const isMean = ({ den }: { readonly den: number | null }, words: MeasureWords | undefined): boolean =>
  den !== null && words?.form === 'value';

/** What a mean was taken of: 4个季度 / 4 quarters. */
export function partsOf(den: number, words: MeasureWords | undefined): Words {
  const { zh, en } = words?.mean ?? { zh: '项', en: 'figure' };
  const count = numberText(den);
  return { zh: `${count}${zh}`, en: `${count} ${en}${den === 1 ? '' : 's'}` };
}

/** The same as it stands behind the mean: 4个季度平均 / mean of 4 quarters; of one, that one alone. */
export function meanOf(den: number, words: MeasureWords | undefined): Words {
  const parts = partsOf(den, words);
  return den === 1 ? parts : { zh: `${parts.zh}平均`, en: `mean of ${parts.en}` };
}

/** A fact as people read it, the counts first, the rate second: 41/46件，89.13%; a mean as what it is: 63分（4个季度平均）. */
export function factText(
  { num, den, value }: { num: number | null; den: number | null; value: number | null },
  words: MeasureWords | undefined,
): Words {
  if (value === null || num === null) return { zh: '缺数', en: 'missing' };
  const unit = { zh: words?.unit.zh ?? '', en: words === undefined ? '' : ` ${words.unit.en}` };
  if (den === null) return { zh: `${numberText(value)}${unit.zh}`, en: `${numberText(value)}${unit.en}` };
  if (isMean({ den }, words)) {
    const [said, of] = [numberText(value, 4), meanOf(den, words)];
    return { zh: `${said}${unit.zh}（${of.zh}）`, en: `${said}${unit.en} (${of.en})` };
  }
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
