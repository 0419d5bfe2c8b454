// SPDX-License-Identifier: Apache-2.0

/** Crockford's base 32: no I, L, O, U, which are misread or misheard. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A tracking code of 12 characters, 60 bits of chance. The server keeps its hash alone. */
export function trackingCode(chance: Uint8Array = crypto.getRandomValues(new Uint8Array(12))): string {
  return [...chance.subarray(0, 12)].map((byte) => LETTERS[byte % 32]).join('');
}

/** In groups of four, as it is read out and written down. */
export function spelled(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}
