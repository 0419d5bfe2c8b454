// SPDX-License-Identifier: Apache-2.0
import { chanceOf } from './chance.ts';
import { apart, isAround, nearest, type Point, pointsIn, spread } from './ground.ts';
import type { Place } from './tree.ts';

/** Degrees of latitude: how far apart the streets of a town stand, and how far an area reaches at most. */
const TOWN_STEP = 0.03;
const COUNTY_REACH = 1;
/** A turn by it never comes back to where it was: leaves on a stem, streets around a seat. As numbers, so that every machine has the same. */
const [COSINE, SINE] = [-0.7373688, 0.6754903];

export type Seeds = ReadonlyMap<string, readonly Point[]>;

type Area = (point: Point) => boolean;

/** Towns around the county's seat: the streets, or the town where the county has its seat, in a spiral of evenly sized turns. */
function townSeats(seat: Point, count: number, has: Area): Point[] {
  const seats: Point[] = [];
  let [x, y] = [1, 0];
  for (let turn = 0; seats.length < count && turn < 400; turn += 1) {
    const far = TOWN_STEP * Math.sqrt(turn);
    const point: Point = [seat[0] + far * x, seat[1] + far * y];
    if (has(point)) seats.push(point);
    [x, y] = [x * COSINE - y * SINE, x * SINE + y * COSINE];
  }
  return seats;
}

const isTown = ({ kind, code }: Place): boolean => kind === 'street' || (kind === 'town' && code.endsWith('100'));

/** A point for each street-level unit of a county. */
function streetSeats(county: Place, seat: Point, has: Area): ReadonlyMap<string, Point> {
  const streets = county.below.filter(isTown);
  const rest = county.below.filter((place) => !isTown(place));
  const inTown = townSeats(seat, streets.length, has);
  const pool = pointsIn({ middle: seat, reach: COUNTY_REACH, has }, 60 * county.below.length, chanceOf(county.code));
  const around = spread(pool, rest.length, inTown);
  return new Map(
    [...streets, ...rest].map(({ code }, at) => [code, inTown[at] ?? around[at - streets.length] ?? seat] as const),
  );
}

/** How far the area of a seat may reach: to where its farthest neighbour of several stands. */
function reachOf(seat: Point, seats: readonly Point[]): number {
  const distances = seats.map((other) => apart(seat, other)).sort((a, b) => a - b);
  return Math.sqrt(distances[Math.min(8, distances.length - 1)] ?? COUNTY_REACH);
}

/** How many points of an area stand for each of its units. */
const POOL = 60;

function seedBelow(place: Place, area: { middle: Point; reach: number; has: Area }, seeds: Map<string, Point[]>): void {
  if (place.below.length === 0) {
    seeds.set(place.code, [area.middle]);
    return;
  }
  const pool = pointsIn(area, POOL * Math.max(2, place.below.length), chanceOf(place.code));
  const seats = spread(pool, place.below.length);
  for (const [at, one] of place.below.entries()) {
    const middle = seats[at] ?? area.middle;
    const has = (point: Point): boolean => area.has(point) && nearest(point, seats) === at;
    seedBelow(one, { middle, reach: reachOf(middle, seats), has }, seeds);
  }
}

/** Points for all units that nothing lies below: each in the area of what it lies in, evenly spread there. */
export function seedsOf(
  counties: readonly Place[],
  seatOf: ReadonlyMap<string, Point>,
  city: readonly Point[],
): ReadonlyMap<string, readonly Point[]> {
  const seeds = new Map<string, Point[]>();
  const seats = counties.map(({ code }) => seatOf.get(code) ?? ([0, 0] as Point));
  for (const [at, county] of counties.entries()) {
    const seat = seats[at] ?? [0, 0];
    const inCounty: Area = (point) => nearest(point, seats) === at && isAround(city, point);
    const own = streetSeats(county, seat, inCounty);
    const all = county.below.map(({ code }) => own.get(code) ?? seat);
    for (const [n, street] of county.below.entries()) {
      const middle = all[n] ?? seat;
      const has: Area = (point) => nearest(point, all) === n && inCounty(point);
      seedBelow(street, { middle, reach: reachOf(middle, all), has }, seeds);
    }
  }
  return seeds;
}
