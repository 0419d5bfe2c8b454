// SPDX-License-Identifier: Apache-2.0

/**
 * A ring in whole micro-degrees, x and y in turn (x east, y north), its first corner not repeated. A micro-degree is at most 0.11 m; whole
 * numbers of this size multiply exactly in doubles, so that on which side of a line a place lies is never a matter of rounding.
 */
export type Ring = readonly number[];

/** Polygons, each an outer ring and its holes. */
export type Outline = readonly (readonly Ring[])[];

/** Longitude and latitude in degrees, as GeoJSON has them (RFC 7946). */
export type Position = readonly [number, number];
export type Coordinates = readonly (readonly (readonly Position[])[])[];

const MICRO = 1e6;

export const micro = (degrees: number): number => Math.round(degrees * MICRO);

/** A ring of GeoJSON, closed as it says, as a ring of whole numbers; corners that fall together are one. */
export function ringFrom(positions: readonly Position[]): Ring {
  const ring: number[] = [];
  for (const [lng, lat] of positions) {
    const [x, y] = [micro(lng), micro(lat)];
    if (x !== ring.at(-2) || y !== ring.at(-1)) ring.push(x, y);
  }
  while (ring.length > 2 && ring[0] === ring.at(-2) && ring[1] === ring.at(-1)) ring.splice(-2);
  return ring;
}

export function outlineFrom(coordinates: Coordinates): Outline {
  return coordinates.map((polygon) => polygon.map(ringFrom));
}

/** As GeoJSON has it: degrees, each ring closed. */
export function coordinatesOf(outline: Outline): [number, number][][][] {
  return outline.map((polygon) =>
    polygon.map((ring) => {
      const positions = cornersOf(ring).map(([x, y]): [number, number] => [x / MICRO, y / MICRO]);
      const [first] = positions;
      return first === undefined ? positions : [...positions, [...first]];
    }),
  );
}

export function cornersOf(ring: Ring): [number, number][] {
  const corners: [number, number][] = [];
  for (let at = 0; at + 1 < ring.length; at += 2) corners.push([ring[at] ?? 0, ring[at + 1] ?? 0]);
  return corners;
}

export const countCorners = (outline: Outline): number =>
  outline.reduce((sum, polygon) => sum + polygon.reduce((some, ring) => some + ring.length / 2, 0), 0);

/** The box around it: west, south, east, north. */
export type Box = readonly [number, number, number, number];

export function boxOf(outline: Outline): Box {
  let [west, south, east, north] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const ring of outline.flat())
    for (const [x, y] of cornersOf(ring)) {
      west = Math.min(west, x);
      south = Math.min(south, y);
      east = Math.max(east, x);
      north = Math.max(north, y);
    }
  return [west, south, east, north];
}

/** The mean radius of the earth in km (IUGG, R1). */
const EARTH = 6371.0088;
const RADIANS = Math.PI / 180 / MICRO;

/**
 * The area of a ring in km², above zero where it runs against the clock: on the sphere, along which each side is taken to be straight in
 * degrees and the sine of its latitude to change evenly (R. G. Chamberlain, W. H. Duquette: Some algorithms for polygons on a sphere, 2007).
 */
export function ringArea(ring: Ring): number {
  let sum = 0;
  const { length } = ring;
  for (let at = 0; at < length; at += 2) {
    const next = (at + 2) % length;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [ring[at], ring[at + 1], ring[next], ring[next + 1]];
    sum += (x2 - x1) * RADIANS * (Math.sin(y1 * RADIANS) + Math.sin(y2 * RADIANS));
  }
  return (-sum * EARTH * EARTH) / 2;
}

/** The area in km², holes left out. */
export function areaOf(outline: Outline): number {
  return outline.reduce(
    (sum, polygon) =>
      sum + polygon.reduce((area, ring, at) => area + (at === 0 ? 1 : -1) * Math.abs(ringArea(ring)), 0),
    0,
  );
}
