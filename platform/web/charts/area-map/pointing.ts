// SPDX-License-Identifier: Apache-2.0
import type { Position } from './area.ts';

/** Pixels within which a click is on a side, and within which a corner becomes a neighbour's. */
const NEAR_SIDE = 6;
const NEAR_CORNER = 10;

const apart = ([x1, y1]: Position, [x2, y2]: Position): number => Math.hypot(x1 - x2, y1 - y2);

function toSide(point: Position, from: Position, to: Position): number {
  const length = apart(from, to) ** 2;
  const along = (point[0] - from[0]) * (to[0] - from[0]) + (point[1] - from[1]) * (to[1] - from[1]);
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
  return apart(point, [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
}

/** Before which corner a new one goes: into the side that was clicked, else at the end. All in pixels. */
export function cornerPlace(corners: readonly Position[], clicked: Position): number {
  if (corners.length < 3) return corners.length;
  const at = corners.findIndex(
    (from, n) => toSide(clicked, from, corners[(n + 1) % corners.length] ?? from) <= NEAR_SIDE,
  );
  return at < 0 ? corners.length : at + 1;
}

/** The neighbours' corner that lies under it on the screen, else itself. */
export function held(corner: Position, holds: readonly Position[], onScreen: (place: Position) => Position): Position {
  const here = onScreen(corner);
  return holds.find((hold) => apart(onScreen(hold), here) <= NEAR_CORNER) ?? corner;
}
