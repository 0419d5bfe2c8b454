// SPDX-License-Identifier: Apache-2.0
import type { Order } from '../../ui/facts/facts-table.tsx';
import type { StarState } from '../../ui/star/star-shapes.ts';
import type { StarCounty, StarUnit } from '../star-unit.ts';

export type Filter = {
  readonly county?: string | undefined;
  readonly stars?: number | undefined;
  /** Part of a name, of its sound or of its initials: 梅溪, meixi, mx. */
  readonly text?: string;
  /** How one star stands: its place in the set and its state. */
  readonly mark?: StarMark | undefined;
};

export type StarMark = { readonly star: number; readonly state: StarState };

/** The units that a filter lets through. */
export function filtered(units: readonly StarUnit[], { county, stars, text = '', mark }: Filter): StarUnit[] {
  const sought = text.replace(/\s/g, '').toLowerCase();
  return units.filter(
    (unit) =>
      (county === undefined || unit.county === county) &&
      (stars === undefined || unit.stars === stars) &&
      (mark === undefined || unit.states[mark.star] === mark.state) &&
      (sought === '' ||
        [unit.name, unit.street.name, ...soundsOf(unit.sortKey)].some((part) => part.toLowerCase().includes(sought))),
  );
}

/** The whole sound and its initials: meixishequ and mxsq of “mei xi she qu”. */
function soundsOf(sortKey: string): readonly [string, string] {
  const syllables = sortKey.split(' ');
  return [syllables.join(''), syllables.map((syllable) => syllable.slice(0, 1)).join('')];
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
