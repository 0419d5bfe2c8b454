// SPDX-License-Identifier: Apache-2.0

/** A UTF-16 unit moved so that surrogates sort above U+E000…U+FFFF, as their code points do. */
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

/** Compares two strings by code point: JavaScript's own `<` goes by UTF-16 unit and differs beyond the BMP. */
export function byCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}
