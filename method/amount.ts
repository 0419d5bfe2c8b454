// SPDX-License-Identifier: Apache-2.0
import type { Words } from './fault.ts';

/** How the values of a measure are read aloud: a ratio as %, a count or another value with its unit. Without a form, plain numbers. */
export type Reading = { readonly form?: 'count' | 'ratio' | 'value' | undefined; readonly unit?: Words | undefined };

/**
 * A number as people write it: no exponent, − for minus. `shift` moves the decimal point to the right in the digits
 * themselves, so that a share of 0.07 is 7% and not 7.000000000000001%.
 */
export function decimal(x: number, shift = 0): string {
  const plain = String(Math.abs(x));
  if (shift === 0 && !plain.includes('e')) return x < 0 ? `−${plain}` : plain;
  const [mantissa = '', exponent = '0'] = plain.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const point = whole.length + Number(exponent) + shift;
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`.padEnd(point, '0');
  const at = Math.max(1, point);
  const left = digits.slice(0, at).replace(/^0+(?=\d)/u, '');
  const right = digits.slice(at).replace(/0+$/u, '');
  return `${x < 0 ? '−' : ''}${left}${right === '' ? '' : `.${right}`}`;
}

/** A share of the whole, as %. */
export const percent = (share: number): string => `${decimal(share, 2)}%`;

/** A value of a measure: 95%, 3天, 0.5. */
export function amount(x: number, { form, unit }: Reading): Words {
  if (form === 'ratio') return { zh: percent(x), en: percent(x) };
  const said = decimal(x);
  if (unit === undefined) return { zh: said, en: said };
  // The unit stands in the plural in English; after 1 it is left to be understood.
  return { zh: `${said}${unit.zh}`, en: x === 1 ? said : `${said} ${unit.en}` };
}

/** One of what a measure counts: 每1件; where its unit is not known, 每计1. */
export const eachOne = ({ unit }: Reading): string => (unit === undefined ? '每计1' : `每1${unit.zh}`);

/** A distance between two values of a measure: 1个百分点, 2件. */
export function distance(x: number, reading: Reading): Words {
  if (reading.form !== 'ratio') return amount(x, reading);
  const points = decimal(x, 2);
  return { zh: `${points}个百分点`, en: points === '1' ? '1 percentage point' : `${points} percentage points` };
}
