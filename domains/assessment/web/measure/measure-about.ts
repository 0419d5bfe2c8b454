// SPDX-License-Identifier: Apache-2.0
import type { CatalogueEntry, CataloguePage } from '../../model/catalogue.ts';
import { findResultMeasure } from '../../rules/result-measures.ts';
import type { ReadMeasure } from './measure-queries.ts';

/** How the figures of several units make one: as its domain says, or by where it comes from. */
export type Combining = ReadMeasure['combine'] | 'declared' | 'result';

/** A measure as its page tells it; one that no catalogue holds has no entry, and no method may look at it. */
export type MeasureAbout = Pick<CatalogueEntry, 'id' | 'title' | 'form' | 'unit' | 'numerator' | 'denominator'> & {
  readonly combining: Combining;
  readonly entry: CatalogueEntry | undefined;
};

export function combiningOf({ id, combine }: Pick<CatalogueEntry, 'id' | 'combine'>): Combining {
  return findResultMeasure(id) === undefined ? (combine ?? 'declared') : 'result';
}

/** Measures that records give and that stand in no catalogue. */
export function uncatalogued(page: CataloguePage, read: readonly ReadMeasure[]): readonly ReadMeasure[] {
  const known = new Set(page.measures.map(({ id }) => id));
  return read.filter(({ measure }) => !known.has(measure));
}

/** What is known of a measure; `undefined` where nobody knows it. */
export function aboutMeasure(id: string, page: CataloguePage, read: readonly ReadMeasure[]): MeasureAbout | undefined {
  const entry = page.measures.find((one) => one.id === id);
  if (entry !== undefined) return { ...entry, combining: combiningOf(entry), entry };
  const found = read.find(({ measure }) => measure === id);
  if (found === undefined) return undefined;
  const { title, form, unit, combine } = found;
  return { id, title, form, unit, numerator: undefined, denominator: undefined, combining: combine, entry: undefined };
}

/** Whether records give it, so that its list is one of records. */
export const isRead = ({ combining }: MeasureAbout): boolean => combining !== 'declared' && combining !== 'result';
