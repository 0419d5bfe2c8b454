// SPDX-License-Identifier: Apache-2.0
import type { VaultField } from './vault.ts';

const HIDDEN = '****';

/** Province, city and county may stand before the street; of names below the street none may stand in what is shown. */
const TO_THE_STREET =
  /^(?:\p{sc=Han}{2,7}(?:省|自治区))?(?:\p{sc=Han}{2,6}?市)?(?:\p{sc=Han}{1,6}?(?:县|旗|市|(?<![小社园厂])区))?(?:(?![村路号组巷弄栋楼]|社区|小区|花园)\p{sc=Han}){1,8}?(?:街道|镇|乡|苏木)/u;

function maskedPhone(value: string): string {
  const digits = value.replace(/\D/g, '');
  if (digits.length < 7) return HIDDEN;
  return digits.length < 11 ? `${HIDDEN}${digits.slice(-2)}` : `${digits.slice(0, 3)}${HIDDEN}${digits.slice(-4)}`;
}

const masks: Record<VaultField, (value: string) => string> = {
  name: (value) => `${[...value.trim()][0] ?? ''}*`,
  phone: maskedPhone,
  address: (value) => `${TO_THE_STREET.exec(value.trim())?.[0] ?? ''}${HIDDEN}`,
};

/** A value as a screen shows it by default: 张*, 138****5678, an address down to the street. What is not understood is hidden whole. */
export function masked(field: VaultField, value: string): string {
  return masks[field](value);
}
