// SPDX-License-Identifier: Apache-2.0
import { cell, type Row } from '../../table.ts';

/** A unit that gets a cell, with those below it. */
export type Place = { readonly code: string; readonly kind: string; readonly below: readonly Place[] };

const GRIDS = ['base-grid', 'exclusive-grid'];

type Tables = {
  readonly places: readonly Row[];
  readonly zones: readonly Row[];
  readonly governedBy: readonly Row[];
  /** The example's invented units: their grids cut up their communities. */
  readonly grassroots: readonly Row[];
};

/** The counties with all below them; the streets of the zones at the county that governs them. */
export function placesOf({ places, zones, governedBy, grassroots }: Tables): readonly Place[] {
  const governor = new Map(governedBy.map((row) => [cell(row, 'street'), cell(row, 'county')]));
  const grids = grassroots.filter((row) => GRIDS.includes(cell(row, 'kind')));
  const rows = [...places, ...zones.filter((row) => cell(row, 'kind') !== 'zone'), ...grids].map((row) => ({
    code: cell(row, 'code'),
    kind: cell(row, 'kind'),
    parent: governor.get(cell(row, 'code')) ?? cell(row, 'parent'),
  }));
  const byParent = Map.groupBy(rows, ({ parent }) => parent);
  const below = (parent: string): Place[] =>
    (byParent.get(parent) ?? [])
      .map(({ code, kind }) => ({ code, kind, below: below(code) }))
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  return below('4113');
}
