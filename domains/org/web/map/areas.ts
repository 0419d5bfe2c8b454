// SPDX-License-Identifier: Apache-2.0
import type { Area, Frame, Shapes } from '@beichen/platform-web/charts/area-map/area.ts';
import type { Colour } from '@beichen/platform-web/ui/tokens.ts';
import type { z } from 'zod';
import type { mapPage } from '../../model/boundaries.ts';
import type { coveragePage } from '../../model/coverage.ts';

export type MapPage = z.infer<typeof mapPage>;
export type Below = MapPage['areas'][number];
type Coverage = z.infer<typeof coveragePage>;
export type Tally = Pick<Coverage['lists'][number], 'all' | 'lacking'>;

/** How much is lacking, in bands that a legend can tell. */
export const BANDS = ['none', 'full', 'low', 'half', 'most', 'all'] as const;
export type Band = (typeof BANDS)[number];

/** From light to dark: the more is lacking, the darker. */
export const BAND_FILLS: Readonly<Record<Band, Colour>> = {
  none: 'mute-tint',
  full: 'ok-tint',
  low: 's2',
  half: 's3',
  most: 's4',
  all: 's5',
};

/** Where nothing is asked. */
const PLAIN: Colour = 'azure-tint';

export function bandOf({ all, lacking }: Tally): Band {
  if (all === 0) return 'none';
  if (lacking === 0) return 'full';
  const share = lacking / all;
  if (share <= 0.25) return 'low';
  if (share <= 0.5) return 'half';
  return share <= 0.75 ? 'most' : 'all';
}

/** What a list says of each unit directly below, by its id; where it counts nobody, nothing is lacking of nothing. */
export function talliesIn(coverage: Coverage | undefined, list: string): ReadonlyMap<number, Tally> {
  return new Map(
    (coverage?.below ?? []).map(({ unit, tallies }) => [
      unit.id,
      tallies.find((tally) => tally.list === list) ?? { all: 0, lacking: 0 },
    ]),
  );
}

/** The lists that count something of the units directly below. */
export function listsIn(coverage: Coverage | undefined): Coverage['lists'] {
  const counted = new Set(
    (coverage?.below ?? []).flatMap(({ tallies }) => tallies.filter(({ all }) => all > 0).map(({ list }) => list)),
  );
  return (coverage?.lists ?? []).filter(({ list }) => counted.has(list));
}

type Told = { readonly tallies: ReadonlyMap<number, Tally> | undefined; readonly noteOf: (tally: Tally) => string };

/** The units that have a boundary, as a map shows them. */
export function areasOf(below: readonly Below[], { tallies, noteOf }: Told): Area[] {
  return below.flatMap(({ unit, boundary }): Area[] => {
    if (boundary === null) return [];
    const tally = tallies === undefined ? undefined : (tallies.get(unit.id) ?? { all: 0, lacking: 0 });
    return [
      {
        id: String(unit.id),
        name: unit.name,
        note: tally === undefined ? undefined : noteOf(tally),
        shapes: boundary.polygons,
        fill: tally === undefined ? PLAIN : BAND_FILLS[bandOf(tally)],
      },
    ];
  });
}

/** Of one unit without anything below: itself filled, with those beside it around. */
export function alone(page: MapPage, beside: readonly Below[]): { readonly areas: Area[]; readonly frames: Frame[] } {
  const { unit, boundary } = page;
  const around = besideFrames(beside, unit.id);
  if (boundary === null) return { areas: [], frames: around };
  const shapes = boundary.polygons;
  return { areas: [{ id: String(unit.id), name: unit.name, shapes, fill: PLAIN }], frames: [...around, { shapes }] };
}

export const besideFrames = (beside: readonly Below[], unit: number): Frame[] =>
  beside.flatMap((one) =>
    one.boundary === null || one.unit.id === unit
      ? []
      : [{ shapes: one.boundary.polygons, name: one.unit.name, faint: true }],
  );

/** Whether anything of it only gives an idea. */
export const isSketch = (page: MapPage, below: readonly Below[]): boolean =>
  [page.boundary, ...below.map(({ boundary }) => boundary)].some((boundary) => boundary?.origin === 'sketch');

/** All corners of the outlines, each once. */
export function cornersIn(shapes: readonly Shapes[]): [number, number][] {
  const found = new Map(shapes.flat(3).map(([x, y]) => [`${x} ${y}`, [x, y] as [number, number]]));
  return [...found.values()];
}
