// SPDX-License-Identifier: Apache-2.0
import type { StarUnit } from '../star-unit.ts';
import { type Point, pointAt, type Sector } from './geometry.ts';
import { seedOf } from './seed.ts';

type Ring = { readonly stars: number; readonly inner: number; readonly outer: number };

export type Placed = Point & { readonly unit: StarUnit; readonly angle: number; readonly ring: number };

/** Fractions of its multiples keep as far from each other as fractions can: no two near places lie on one circle. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Room between a dot and the lines about its field. */
const MARGIN = 7;

/**
 * Where each unit stands. The angle and the depth within a ring come from the ids alone: from one period to the next
 * a unit keeps its place, and one whose stars change moves along its own radius. Units of a street stand together.
 */
export function placeUnits(units: readonly StarUnit[], sectors: readonly Sector[], rings: readonly Ring[]): Placed[] {
  const byCounty = new Map<string, StarUnit[]>();
  for (const unit of units) {
    const list = byCounty.get(unit.county);
    if (list === undefined) byCounty.set(unit.county, [unit]);
    else list.push(unit);
  }
  return sectors.flatMap((sector) => {
    const here = [...(byCounty.get(sector.county) ?? [])].sort(inTheSky);
    return here.map((unit, slot) => placed(unit, slot, { sector, rings }));
  });
}

function placed(unit: StarUnit, slot: number, { sector, rings }: { sector: Sector; rings: readonly Ring[] }): Placed {
  const edge = Math.min(1.6, (sector.to - sector.from) * 0.08);
  const angle = sector.from + edge + ((slot + 0.5) / sector.units) * (sector.to - sector.from - 2 * edge);
  const depth = ((slot + 1) * GOLDEN + seedOf(sector.county)) % 1;
  const at = rings.findIndex(({ stars }) => stars <= unit.stars);
  const ring = rings[at < 0 ? rings.length - 1 : at] as Ring;
  const r = ring.inner + MARGIN + depth * (ring.outer - ring.inner - 2 * MARGIN);
  return { ...pointAt(angle, r), unit, angle, ring: rings.indexOf(ring) };
}

const inTheSky = (a: StarUnit, b: StarUnit): number =>
  seedOf(a.street.id) - seedOf(b.street.id) ||
  (a.street.id < b.street.id ? -1 : a.street.id > b.street.id ? 1 : 0) ||
  seedOf(a.id) - seedOf(b.id) ||
  (a.id < b.id ? -1 : 1);

/** The shortest tree that joins the units of a street (Prim), as one path. */
export function streetPath(members: readonly Point[]): string {
  const [first, ...rest] = members;
  if (first === undefined) return '';
  const near = new Map(rest.map((point) => [point, first]));
  const lines: string[] = [];
  while (near.size > 0) {
    let best: readonly [Point, Point] | undefined;
    for (const pair of near) if (best === undefined || apart(...pair) < apart(...best)) best = pair;
    const [to, from] = best as readonly [Point, Point];
    near.delete(to);
    lines.push(`M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${to.x.toFixed(1)} ${to.y.toFixed(1)}`);
    for (const [point, known] of near) if (apart(point, to) < apart(point, known)) near.set(point, to);
  }
  return lines.join('');
}

export const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
