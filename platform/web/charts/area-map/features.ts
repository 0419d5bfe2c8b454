// SPDX-License-Identifier: Apache-2.0
import { colours, type Shade } from '../../ui/tokens.ts';
import type { Area, Drawing, Frame, Position, Shapes } from './area.ts';

type Geometry =
  | { type: 'MultiPolygon'; coordinates: number[][][][] }
  | { type: 'LineString'; coordinates: number[][] }
  | { type: 'Point'; coordinates: number[] };
type Properties = Record<string, string | number | boolean>;
type Feature = { type: 'Feature'; properties: Properties; geometry: Geometry };
type FeatureCollection = { type: 'FeatureCollection'; features: Feature[] };

/** West, south, east, north. */
export type Bounds = readonly [number, number, number, number];

/** The box around shapes; `undefined` where there are none. */
export function boundsOf(shapes: readonly Shapes[]): Bounds | undefined {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lng, lat] of shapes.flat(3)) {
    west = Math.min(west, lng);
    south = Math.min(south, lat);
    east = Math.max(east, lng);
    north = Math.max(north, lat);
  }
  return west > east ? undefined : [west, south, east, north];
}

const sidesOf = (ring: readonly Position[]): [Position, Position][] =>
  ring.slice(1).map((to, at) => [ring[at] ?? to, to]);

const twiceArea = (ring: readonly Position[]): number =>
  sidesOf(ring).reduce((sum, [[x1, y1], [x2, y2]]) => sum + x1 * y2 - x2 * y1, 0);

/** Where a level line crosses the sides of a polygon, from west to east. */
function crossings(polygon: Shapes[number], level: number): number[] {
  const found = polygon.flatMap((ring) =>
    sidesOf(ring).flatMap(([[x1, y1], [x2, y2]]) =>
      y1 > level === y2 > level ? [] : [x1 + ((level - y1) * (x2 - x1)) / (y2 - y1)],
    ),
  );
  return found.sort((a, b) => a - b);
}

/** Where a name stands: in the largest polygon, in the middle of its widest part at half height. */
export function middleOf(shapes: Shapes): Position | undefined {
  const sizeOf = (polygon: Shapes[number]): number => Math.abs(twiceArea(polygon[0] ?? []));
  const [largest] = [...shapes].sort((a, b) => sizeOf(b) - sizeOf(a));
  const bounds = largest === undefined ? undefined : boundsOf([[largest]]);
  if (largest === undefined || bounds === undefined) return undefined;
  // Not through a corner, where it would be in and out at once.
  const level = bounds[1] + (bounds[3] - bounds[1]) * 0.5003;
  const at = crossings(largest, level);
  const parts = at.flatMap((west, n): [number, number][] => (n % 2 === 0 ? [[west, at[n + 1] ?? west]] : []));
  const [widest] = parts.sort(([a, b], [c, d]) => d - c - (b - a));
  return widest === undefined ? undefined : [(widest[0] + widest[1]) / 2, level];
}

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

const copied = (shapes: Shapes): number[][][][] =>
  shapes.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x, y])));
const multi = (shapes: Shapes, properties: Properties): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'MultiPolygon', coordinates: copied(shapes) },
});
const point = ([x, y]: Position, properties: Properties): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [x, y] },
});

export const areaFeatures = (areas: readonly Area[], shade: Shade): FeatureCollection =>
  collection(areas.map(({ id, shapes, fill }) => multi(shapes, { id, fill: colours[fill][shade === 'dark' ? 1 : 0] })));

export const labelFeatures = (areas: readonly Area[]): FeatureCollection =>
  collection(
    areas.flatMap(({ id, name, note = '', shapes }) => {
      const middle = middleOf(shapes);
      const bounds = boundsOf([shapes]);
      // Of names that have no room the larger areas keep theirs.
      const rank = bounds === undefined ? 0 : -(bounds[2] - bounds[0]) * (bounds[3] - bounds[1]);
      const zoom = bounds === undefined ? 0 : zoomFor(bounds[2] - bounds[0]);
      return middle === undefined ? [] : [point(middle, { id, name, note, rank, zoom })];
    }),
  );

/** The side of the world at zoom 0, and the least width of an area that has its name, in pixels. */
const WORLD = 512;
const LEAST_WIDTH = 24;

/** From which zoom on an area, so many degrees wide, has its name: in smaller ones names would hide what they name. Whole zooms count, so half a one is let pass. */
export const zoomFor = (degrees: number): number => Math.log2((LEAST_WIDTH * 360) / (WORLD * degrees)) - 0.5;

export const frameFeatures = (frames: readonly Frame[]): FeatureCollection =>
  collection(frames.map(({ shapes, faint = false }) => multi(shapes, { faint })));

/** Names of what lies beside the areas. */
export const frameLabels = (frames: readonly Frame[]): FeatureCollection =>
  collection(
    frames.flatMap(({ name, shapes }) => {
      const middle = middleOf(shapes);
      return middle === undefined || name === undefined ? [] : [point(middle, { name })];
    }),
  );

/** The line around, filled, and a point for each corner, numbered. */
export function drawnFeatures({ corners, at }: Pick<Drawing, 'corners' | 'at'>): FeatureCollection {
  const closed = [...corners, ...corners.slice(0, 1)];
  const around: Feature[] = corners.length < 3 ? [] : [multi([[closed]], { part: 'area' })];
  const line: Feature[] =
    corners.length < 2
      ? []
      : [
          {
            type: 'Feature',
            properties: { part: 'line' },
            geometry: { type: 'LineString', coordinates: closed.map(([x, y]) => [x, y]) },
          },
        ];
  const points = corners.map((corner, n) => point(corner, { part: 'corner', n, label: String(n + 1), on: n === at }));
  return collection([...around, ...line, ...points]);
}
