// SPDX-License-Identifier: Apache-2.0
import type { StarCounty, StarUnit } from '../star-unit.ts';
import { countyLabels, labelWidth } from './county-labels.ts';
import { ringsOf, sectorsOf } from './geometry.ts';
import { type Placed, placeUnits, streetPath } from './place-units.ts';

export type Sky = ReturnType<typeof skyOf>;

/** Everything that is drawn, from the units alone: the same units give the same sky. `most`: stars of the set. */
export function skyOf(units: readonly StarUnit[], counties: readonly StarCounty[], most: number) {
  const counts = new Map<string, number>();
  for (const { county } of units) counts.set(county, (counts.get(county) ?? 0) + 1);
  const named = new Map(counties.map(({ id, name }) => [id, name]));
  const shown = counties.filter(({ id }) => counts.has(id));
  const rings = ringsOf(most).map((ring) => ({
    ...ring,
    units: units.filter(({ stars }) => stars === ring.stars).length,
  }));
  const sectors = sectorsOf(shown.map(({ id }) => ({ id, units: counts.get(id) ?? 0 })));
  const dots = placeUnits(units, sectors, rings);
  const labels = countyLabels(sectors, (id) => labelWidth(named.get(id) ?? id, counts.get(id) ?? 0));
  return { rings, sectors, dots, labels, streets: streetsOf(dots), counts, named };
}

/** Dots that can be told apart in one sky; a city has 423 communities, and 4,443 villages. */
const ROOM = 1500;

/** What is drawn of a sky: all of it or, where it has no room for all, the chosen county alone, the first one without. */
export function drawnOf(
  sky: Sky,
  chosen: string | undefined,
): { readonly drawn: Sky /** The county, where it is drawn alone. */; readonly part: string | undefined } {
  const part = chosen ?? sky.sectors[0]?.county;
  if (sky.dots.length <= ROOM || sky.sectors.length < 2) return { drawn: sky, part: undefined };
  const dots = sky.dots.filter(({ unit }) => unit.county === part);
  const streets = sky.streets.filter(({ county }) => county === part);
  return { drawn: { ...sky, dots, streets }, part };
}

function streetsOf(
  dots: readonly Placed[],
): { readonly street: string; readonly county: string; readonly path: string }[] {
  const members = new Map<string, Placed[]>();
  for (const dot of dots) {
    const list = members.get(dot.unit.street.id);
    if (list === undefined) members.set(dot.unit.street.id, [dot]);
    else list.push(dot);
  }
  return [...members].map(([street, list]) => ({
    street,
    county: (list[0] as Placed).unit.county,
    path: streetPath(list),
  }));
}
