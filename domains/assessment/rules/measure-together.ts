// SPDX-License-Identifier: Apache-2.0

type Figure = { readonly num: number | null; readonly den: number | null };

/**
 * The figure of several units together, of facts that no record gives: counts add up, ratios by their two parts. Values do not add up
 * (points, days on average), and one unit's value is its own. `null` where nothing is known.
 */
export function togetherOf(form: 'count' | 'ratio' | 'value', facts: readonly Figure[]): Figure {
  const known = facts.filter(({ num }) => num !== null);
  const [only, ...others] = known;
  if (only === undefined || (form === 'value' && others.length > 0)) return { num: null, den: null };
  if (others.length === 0) return { num: only.num, den: only.den };
  const sum = (part: 'num' | 'den'): number => known.reduce((total, fact) => total + (fact[part] ?? 0), 0);
  return { num: sum('num'), den: form === 'ratio' ? sum('den') : null };
}
