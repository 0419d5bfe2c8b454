// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

/** Repeatable draws from a key. */
export type Chance = {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both inside. */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
};

export function bytesOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Numbers that look random and are the same on every run: SplitMix32 from the first bytes of the key's hash. */
export function chanceOf(key: string): Chance {
  let state = bytesOf(key).readUInt32LE(0);
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const [one] = list.slice(between(0, list.length - 1));
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  };
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((entry) => ({ entry, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ entry }) => entry);
  return { next, between, pick, shuffled };
}
