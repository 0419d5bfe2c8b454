// SPDX-License-Identifier: Apache-2.0

/** The sky in its own measure: the pole is the origin, the rim a circle of 350. */
export const RIM = 350;
export const POLE = 56;
/** Free at the top, for the names of the rings; degrees. */
const GAP = 17;
/** A county with few units is drawn as if it had so many, so that it can be seen. */
const LEAST = 16;

export type Point = { readonly x: number; readonly y: number };

/** A point by angle (degrees, clockwise from the top) and distance from the pole. */
export function pointAt(angle: number, r: number): Point {
  const turned = (angle * Math.PI) / 180;
  return { x: r * Math.sin(turned), y: -r * Math.cos(turned) };
}

/** How much of the field each ring takes, from the pole outwards: most units stand in the middle. */
const PROFILE = [47, 48, 56, 64, 46, 33];

function profileAt(share: number): number {
  const at = share * (PROFILE.length - 1);
  const low = Math.floor(at);
  const [a = 1, b = a] = [PROFILE[low], PROFILE[low + 1]];
  return a + (b - a) * (at - low);
}

/** Inner and outer radius of the ring of each count, from the most stars (inmost) to none (at the rim). */
export function ringsOf(most: number): { readonly stars: number; readonly inner: number; readonly outer: number }[] {
  const widths = Array.from({ length: most + 1 }, (_, ring) => profileAt(most === 0 ? 0 : ring / most));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  let inner = POLE;
  return widths.map((width, ring) => {
    const outer = inner + (width / whole) * (RIM - POLE);
    const here = { stars: most - ring, inner, outer };
    inner = outer;
    return here;
  });
}

export type Sector = { readonly county: string; readonly from: number; readonly to: number; readonly units: number };

/** The sectors of the counties in their given order, clockwise from the top. */
export function sectorsOf(counties: readonly { readonly id: string; readonly units: number }[]): Sector[] {
  const weights = counties.map(({ units }) => Math.max(units, LEAST));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let from = GAP / 2;
  return counties.map(({ id, units }, at) => {
    const to = from + ((weights[at] ?? 0) / whole) * (360 - GAP);
    const sector = { county: id, from, to, units };
    from = to;
    return sector;
  });
}

const fixed = (x: number): string => x.toFixed(1);
const spot = ({ x, y }: Point): string => `${fixed(x)} ${fixed(y)}`;

/** The line of a ring, open at the top. */
export function ringPath(r: number): string {
  const half = r >= RIM ? 0 : GAP / 2;
  if (half === 0) return `M0 ${fixed(-r)}A${r} ${r} 0 1 1 -0.1 ${fixed(-r)}Z`;
  return `M${spot(pointAt(half, r))}A${fixed(r)} ${fixed(r)} 0 1 1 ${spot(pointAt(360 - half, r))}`;
}

/** The field of a sector. */
export function sectorPath({ from, to }: Sector): string {
  const wide = to - from > 180 ? 1 : 0;
  return [
    `M${spot(pointAt(from, RIM))}A${RIM} ${RIM} 0 ${wide} 1 ${spot(pointAt(to, RIM))}`,
    `L${spot(pointAt(to, POLE))}A${POLE} ${POLE} 0 ${wide} 0 ${spot(pointAt(from, POLE))}Z`,
  ].join('');
}

export const rayPath = (angle: number): string => `M${spot(pointAt(angle, POLE))}L${spot(pointAt(angle, RIM))}`;

/** The fine marks on the rim, but for the borders of the counties. */
export function ticksPath(borders: readonly number[]): string {
  const marks: string[] = [];
  for (let angle = GAP / 2 + 0.75; angle < 360 - GAP / 2; angle += 0.75) {
    if (borders.some((border) => Math.abs(border - angle) < 0.6)) continue;
    marks.push(`M${spot(pointAt(angle, RIM))}L${spot(pointAt(angle, RIM + 5))}`);
  }
  return marks.join('');
}
