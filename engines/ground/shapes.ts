// SPDX-License-Identifier: Apache-2.0
import { Clipper64, ClipType, FillRule, type Path64, type PolyPath64, PolyTree64 } from 'clipper2-ts';
import { boxOf, cornersOf, type Outline, type Ring, ringArea } from './micro.ts';

/** Numbers stay small where they are counted from a corner of what is computed with: then products of them are exact. */
type Origin = readonly [number, number];

function originOf(outline: Outline): Origin {
  const [west, south] = boxOf(outline);
  return Number.isFinite(west) ? [west, south] : [0, 0];
}

const pathOf = (ring: Ring, [west, south]: Origin): Path64 =>
  cornersOf(ring).map(([x, y]) => ({ x: x - west, y: y - south }));
const ringOf = (path: Path64, [west, south]: Origin): Ring => path.flatMap(({ x, y }) => [x + west, y + south]);

/** An outer ring runs against the clock, a hole with it (RFC 7946). */
function turned(ring: Ring, isOuter: boolean): Ring {
  return ringArea(ring) > 0 === isOuter ? ring : cornersOf(ring).reverse().flat();
}

const pathsOf = (outline: Outline, origin: Origin): Path64[] =>
  outline.flatMap((polygon) => polygon.map((ring, at) => pathOf(turned(ring, at === 0), origin)));

/** Outer rings stand above their holes, and what lies in a hole below it. */
function outlineIn(path: PolyPath64, origin: Origin): Outline {
  const outline: (readonly Ring[])[] = [];
  for (let at = 0; at < path.count; at += 1) {
    const outer = path.child(at);
    const holes = Array.from({ length: outer.count }, (_, n) => outer.child(n));
    outline.push([
      turned(ringOf(outer.polygon ?? [], origin), true),
      ...holes.map((hole) => turned(ringOf(hole.polygon ?? [], origin), false)),
    ]);
    for (const hole of holes) outline.push(...outlineIn(hole, origin));
  }
  return outline.filter(([outer]) => (outer?.length ?? 0) >= 6);
}

type Paths = { readonly one: readonly Path64[]; readonly other: readonly Path64[] };

function clipped(kind: ClipType, { one, other }: Paths, origin: Origin): Outline {
  const clipper = new Clipper64();
  clipper.addSubject([...one]);
  if (other.length > 0) clipper.addClip([...other]);
  const tree = new PolyTree64();
  clipper.execute(kind, FillRule.NonZero, tree);
  return outlineIn(tree, origin);
}

function computed(kind: ClipType, one: Outline, other: Outline): Outline {
  const origin = originOf(one);
  return clipped(kind, { one: pathsOf(one, origin), other: pathsOf(other, origin) }, origin);
}

/** What both have. */
export const common = (one: Outline, other: Outline): Outline => computed(ClipType.Intersection, one, other);
/** What the one has and the other has not. */
export const without = (one: Outline, other: Outline): Outline => computed(ClipType.Difference, one, other);
/** What any of them has. */
export const joined = (outlines: readonly Outline[]): Outline => computed(ClipType.Union, outlines.flat(), []);

/** A ring without its crossings: what it runs around, in whichever direction. */
function untangled(ring: Ring): Outline {
  const outline: Outline = [[ring]];
  const origin = originOf(outline);
  return clipped(ClipType.Union, { one: [pathOf(ring, origin)], other: [] }, origin);
}

/** Whether it is one ring of the same corners: where sides cross or lie on each other, corners come or go. */
function isWhole(ring: Ring, mended: Outline): boolean {
  const [only, ...more] = mended.flat();
  if (only === undefined || more.length > 0 || only.length !== ring.length) return false;
  const had = new Set(cornersOf(ring).map(String));
  return cornersOf(only).every((corner) => had.has(String(corner)));
}

/**
 * An outline as GeoJSON wants it: no side crosses another, rings that touch or overlap are one, holes are cut out. `crossed` says that
 * something was put right; else the corners are those that came.
 */
export function mend(outline: Outline): { readonly outline: Outline; readonly crossed: boolean } {
  const rings = outline.flat().map((ring) => ({ ring, mended: untangled(ring) }));
  const isSound = rings.every(({ ring, mended }) => isWhole(ring, mended));
  if (isSound && outline.length === 1 && rings.length === 1)
    return { outline: rings.map(({ ring }) => [turned(ring, true)]), crossed: false };
  const of = (one: Ring): Outline => rings.find(({ ring }) => ring === one)?.mended ?? [];
  const solid = joined(outline.map(([outer = []]) => of(outer)));
  const holes = outline.flatMap((polygon) => polygon.slice(1).map(of));
  const mended = holes.length === 0 ? solid : without(solid, joined(holes));
  const isSame = isSound && mended.flat().length === rings.length;
  const kept = outline.map((polygon) => polygon.map((ring, at) => turned(ring, at === 0)));
  return isSame ? { outline: kept, crossed: false } : { outline: mended, crossed: true };
}
