// SPDX-License-Identifier: Apache-2.0

type Figure = { readonly num: number | null; readonly den: number | null };

/** What the known facts of several units come to, part by part, and how many they are. */
export type Sum = { readonly known: number } & Figure;

export function sumOf(facts: readonly Figure[]): Sum {
  const known = facts.filter(({ num }) => num !== null);
  const sum = (part: 'num' | 'den'): number => known.reduce((total, fact) => total + (fact[part] ?? 0), 0);
  return { known: known.length, num: sum('num'), den: known.every(({ den }) => den === null) ? null : sum('den') };
}

/**
 * The figure of several units together, of facts that no record gives: counts add up, ratios by their two parts. Values do not add up
 * (points, days on average), and one unit's value is its own. `null` where nothing is known.
 */
export function togetherOf(form: 'count' | 'ratio' | 'value', { known, num, den }: Sum): Figure {
  if (known === 0 || (form === 'value' && known > 1)) return { num: null, den: null };
  return { num, den };
}
