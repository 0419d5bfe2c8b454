// SPDX-License-Identifier: Apache-2.0
import { boxOf, cornersOf, countCorners, type Outline, type Ring } from './micro.ts';

const isStraight = ([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): boolean =>
  (bx - ax) * (cy - by) === (by - ay) * (cx - bx);

type Corner = readonly [number, number];

/** A ring on a grid: corners that fall together are one, and those on a straight side are left out, so that the line stays the same. */
function ringOn(ring: Ring, step: number): Ring {
  const kept: Corner[] = [];
  for (const [x, y] of cornersOf(ring)) {
    const corner: Corner = [Math.round(x / step) * step, Math.round(y / step) * step];
    const last = kept.at(-1);
    if (last?.[0] === corner[0] && last[1] === corner[1]) continue;
    const before = kept.at(-2);
    if (last !== undefined && before !== undefined && isStraight(before, last, corner)) kept.pop();
    kept.push(corner);
  }
  const [first, last] = [kept[0], kept.at(-1)];
  if (kept.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1]) kept.pop();
  return kept.flat();
}

/** What is too small for the grid is shown by the box around it. */
function boxRing(ring: Ring): Ring {
  const [west, south, east, north] = boxOf([[ring]]);
  return [west, south, east, south, east, north, west, north];
}

function outlineOn(outline: Outline, step: number): Outline {
  return outline.map((polygon) =>
    polygon.flatMap((ring, at) => {
      const fewer = ringOn(ring, step);
      if (fewer.length >= 6) return [fewer];
      return at === 0 ? [boxRing(ring)] : [];
    }),
  );
}

const cornersOfAll = (outlines: readonly Outline[]): number =>
  outlines.reduce((sum, outline) => sum + countCorners(outline), 0);

/**
 * Outlines that are shown together, with no more than so many corners in all, where that can be: they are put on one grid, as coarse as it
 * must be. Where a corner goes depends on itself alone, so neighbours that share it share it still, and no gap opens between them.
 */
export function thinnedTogether(outlines: readonly Outline[], most: number): readonly Outline[] {
  const [west, south, east, north] = boxOf(outlines.flat());
  const widest = Math.max(east - west, north - south);
  let thinned = outlines;
  for (let step = 2; step < widest && cornersOfAll(thinned) > most; step *= 2)
    thinned = outlines.map((outline) => outlineOn(outline, step));
  return thinned;
}
