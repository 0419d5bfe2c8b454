// SPDX-License-Identifier: Apache-2.0
import type { StarCounty, StarUnit } from '@beichen/platform-web/charts/star-unit.ts';

/** How many units hold the most stars, one less, … none. */
export const spreadOf = (units: readonly StarUnit[], most: number): number[] =>
  Array.from({ length: most + 1 }, (_, at) => units.filter(({ stars }) => stars === most - at).length);

export type SectorCounts = StarCounty & { readonly all: number; readonly spread: readonly number[] };

/** The spread of each sector, in the order of the chart. */
export function countsOf(units: readonly StarUnit[], sectors: readonly StarCounty[], most: number): SectorCounts[] {
  return sectors.map((sector) => {
    const here = units.filter(({ county }) => county === sector.id);
    return { ...sector, all: here.length, spread: spreadOf(here, most) };
  });
}

type Moved = { readonly up: readonly StarUnit[]; readonly down: readonly StarUnit[] };

/** Who holds more stars than in the period before, and who fewer; `undefined` where there is nothing to compare with. */
export function movedOf(units: readonly StarUnit[]): Moved | undefined {
  const compared = units.filter(({ before }) => before !== null);
  if (compared.length === 0) return undefined;
  return {
    up: compared.filter(({ stars, before }) => stars > (before ?? stars)),
    down: compared.filter(({ stars, before }) => stars < (before ?? stars)),
  };
}
