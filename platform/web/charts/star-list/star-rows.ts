// SPDX-License-Identifier: Apache-2.0
import type { Order } from '../../ui/facts/facts-table.tsx';
import type { StarCounty, StarUnit } from '../star-unit.ts';

export type Filter = {
  readonly county?: string | undefined;
  readonly stars?: number | undefined;
  /** Part of a name or of its sort key. */
  readonly text?: string;
};

/** The units that a filter lets through. */
export function filtered(units: readonly StarUnit[], { county, stars, text = '' }: Filter): StarUnit[] {
  const sought = text.trim().toLowerCase();
  return units.filter(
    (unit) =>
      (county === undefined || unit.county === county) &&
      (stars === undefined || unit.stars === stars) &&
      (sought === '' ||
        [unit.name, unit.street.name, unit.sortKey].some((part) => part.toLowerCase().includes(sought))),
  );
}

/** In the order of a column; units that are equal there go by name, so that an order is always whole. */
export function ordered(
  units: readonly StarUnit[],
  counties: readonly StarCounty[],
  { column, down }: Order,
): StarUnit[] {
  const place = new Map(counties.map(({ id }, at) => [id, at]));
  const keys: Readonly<Record<string, (unit: StarUnit) => number>> = {
    county: ({ county }) => place.get(county) ?? counties.length,
    stars: ({ stars }) => -stars,
    change: ({ stars, before }) => (before === null ? 0 : before - stars),
  };
  const key = keys[column] ?? (() => 0);
  const sign = down ? -1 : 1;
  const byName = (a: StarUnit, b: StarUnit): number =>
    a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : a.id < b.id ? -1 : 1;
  return [...units].sort((a, b) => {
    if (column === 'name') return sign * byName(a, b);
    return sign * (key(a) - key(b)) || (place.get(a.county) ?? 0) - (place.get(b.county) ?? 0) || byName(a, b);
  });
}
