// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { Reward } from '../model/settings.ts';

/** What stands in for the basis of an amount that nobody has decided. */
const ASSUMED = '假定';

/** 奖苹果20斤（假定）: what an honour brings; an amount that is only assumed says so wherever it is shown. */
export function rewardText({ title, amount, unit, basis }: Reward): Words {
  const figure = (amount === null ? [] : [amount]).map((many) => [`${many}${unit.zh}`, ` ${many} ${unit.en}`] as const);
  const assumed = basis === ASSUMED ? [['（假定）', ' (assumed)'] as const] : [];
  const parts = [[title.zh, title.en] as const, ...figure, ...assumed];
  return { zh: parts.map(([zh]) => zh).join(''), en: parts.map(([, en]) => en).join('') };
}
