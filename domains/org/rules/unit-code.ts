// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { UnitKind } from '../model/pack.ts';

/**
 * What is wrong with the shape of a code: so many digits, as the national code of areas has (12 down to community and village), and
 * behind them so many digits or capital letters that the place gives itself. `undefined` where it fits, or where the kind says nothing.
 */
export function codeFault(code: string, kind: UnitKind): Words | undefined {
  if (kind.code === undefined) return undefined;
  const { digits, extension = 0 } = kind.code;
  if (new RegExp(`^\\d{${digits}}[0-9A-Z]{${extension}}$`).test(code)) return undefined;
  const whole = {
    zh: `${kind.zh}的代码是${digits}位数字`,
    en: `The code of a ${kind.en.toLowerCase()} has ${digits} digits`,
  };
  const own = { zh: `后接${extension}位数字或大写字母`, en: `then ${extension} digits or capital letters` };
  return extension === 0
    ? { zh: `${whole.zh}；“${code}”不是`, en: `${whole.en}; "${code}" does not` }
    : { zh: `${whole.zh}，${own.zh}；“${code}”不是`, en: `${whole.en}, ${own.en}; "${code}" does not` };
}
