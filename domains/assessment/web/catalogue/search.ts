// SPDX-License-Identifier: Apache-2.0
import type { CatalogueEntry } from '../../model/catalogue.ts';

/** Measures in which every word that is looked for occurs: in id, title, what is counted, owner or basis. */
export function found(entries: readonly CatalogueEntry[], text: string): readonly CatalogueEntry[] {
  const words = text.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean);
  return entries.filter(({ id, title, unit, numerator, denominator, owner, basis, methods }) => {
    const texts = [title, unit, numerator, denominator, ...methods.map((method) => method.title)];
    const said = texts.flatMap((one) => (one === undefined ? [] : [one.zh, one.en]));
    const all = [id, owner, basis, ...said].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
