// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';

/** Digits and capitals without those that are taken for one another: 0 and O, 1, I and L. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const GROUP = 4;

/** Chance in groups of four: `7KQM-2XWD-PF4T`. Each letter is worth log2(31) = 4.95 bits, twelve 59. */
export function codeInGroups(groups: number): string {
  const letter = (): string => LETTERS[randomInt(LETTERS.length)] ?? '';
  const group = (): string => Array.from({ length: GROUP }, letter).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** The code as it was made, however it was typed: spaces, hyphens, small letters and full-width ones do not count. */
export function plainCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
}

/** The groups on a slip: three are typed without a mistake, and nobody tries 2^59 at a door that counts. */
export const SLIP_GROUPS = 3;
