// SPDX-License-Identifier: Apache-2.0

export type Corner = readonly [number, number];

/** What is being drawn, and what it was before each step. */
export type Drawn = {
  readonly corners: readonly Corner[];
  /** The corner that is chosen. */
  readonly at: number | undefined;
  readonly past: readonly (readonly Corner[])[];
};

export type DrawStep =
  | { readonly do: 'add' | 'move'; readonly corner: Corner; readonly at: number }
  | { readonly do: 'choose' | 'remove'; readonly at: number }
  | { readonly do: 'write'; readonly corners: readonly Corner[] }
  | { readonly do: 'undo' };

/** Corners that the server takes. */
export const MOST_CORNERS = 500;
const MOST_PAST = 200;

export const begun = (corners: readonly Corner[]): Drawn => ({ corners, at: undefined, past: [] });

function changed(drawn: Drawn, corners: readonly Corner[], at?: number): Drawn {
  return { corners, at, past: [...drawn.past, drawn.corners].slice(-MOST_PAST) };
}

export function draw(drawn: Drawn, step: DrawStep): Drawn {
  const { corners, past } = drawn;
  switch (step.do) {
    case 'add':
      if (corners.length >= MOST_CORNERS) return drawn;
      return changed(drawn, [...corners.slice(0, step.at), step.corner, ...corners.slice(step.at)], step.at);
    case 'move':
      return changed(
        drawn,
        corners.map((corner, n) => (n === step.at ? step.corner : corner)),
        step.at,
      );
    case 'remove':
      return changed(
        drawn,
        corners.filter((_, n) => n !== step.at),
      );
    case 'choose':
      return { ...drawn, at: step.at };
    case 'write':
      return changed(drawn, step.corners);
    case 'undo':
      return past.length === 0
        ? drawn
        : { corners: past[past.length - 1] ?? [], at: undefined, past: past.slice(0, -1) };
  }
}

export const textOf = (corners: readonly Corner[]): string =>
  corners.map(([lng, lat]) => `${lng.toFixed(6)},${lat.toFixed(6)}`).join('\n');

/** Corners written line by line, the longitude first; or the first line that is none, from 1 on. */
export function cornersIn(text: string): { readonly corners: readonly Corner[] } | { readonly line: number } {
  const corners: Corner[] = [];
  for (const [n, written] of text.split('\n').entries()) {
    if (written.trim() === '') continue;
    const numbers = written
      .trim()
      .split(/[\s,，、;；]+/)
      .map(Number);
    const [lng = Number.NaN, lat = Number.NaN] = numbers;
    if (numbers.length !== 2 || !(Math.abs(lng) <= 180) || !(Math.abs(lat) <= 85)) return { line: n + 1 };
    corners.push([lng, lat]);
  }
  return { corners };
}

/** An outline to go on from: one ring of not too many corners, its end not repeated; else a new one is begun. */
export function startOf(polygons: readonly (readonly (readonly Corner[])[])[] | undefined): readonly Corner[] {
  const [polygon, ...more] = polygons ?? [];
  const [ring = [], ...holes] = polygon ?? [];
  return more.length > 0 || holes.length > 0 || ring.length > 121 ? [] : ring.slice(0, -1);
}
