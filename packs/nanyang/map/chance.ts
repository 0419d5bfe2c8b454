// SPDX-License-Identifier: Apache-2.0

/**
 * Numbers from 0 to 1 that are the same at every run and on every machine: a linear congruential generator with the constants of
 * Numerical Recipes, begun at the number that a text comes to (FNV-1a).
 */
export function chanceOf(text: string): () => number {
  let state = 0x811c9dc5;
  for (const letter of text) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let warm = 0; warm < 8; warm += 1) next();
  return next;
}
