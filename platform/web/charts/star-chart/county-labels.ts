// SPDX-License-Identifier: Apache-2.0
import { pointAt, RIM, type Sector } from './geometry.ts';

/** Units of the chart. */
const LABEL_HEIGHT = 19;
const CLEAR = 14;
/** Farther from its sector than this a label gets a line to it. */
const LED = 26;

export type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

export type CountyLabel = {
  readonly county: string;
  readonly x: number;
  /** The middle of the line of text. */
  readonly y: number;
  readonly anchor: 'start' | 'end';
  readonly width: number;
  /** From the rim to the label, where it had to move away from its sector. */
  readonly lead: string | undefined;
};

/** How wide a name with its count is, by the widths of the letters at 14 and 12 units. */
export function labelWidth(name: string, count: number): number {
  let width = 6 + String(count).length * 7;
  for (const letter of name) width += (letter.codePointAt(0) ?? 0) > 0x2e80 ? 14 : 8;
  return width;
}

type Wanted = { readonly sector: Sector; readonly width: number; readonly x: number; readonly y: number };

/**
 * Places the names outside the rim, each at the middle of its sector; on either side they give way up and down so that
 * no two touch. Where a side has more names than height, they stand closer to the rim's top and bottom, never on each other.
 */
export function countyLabels(sectors: readonly Sector[], widthOf: (county: string) => number): CountyLabel[] {
  const sides: Record<'start' | 'end', Wanted[]> = { start: [], end: [] };
  for (const sector of sectors) {
    const middle = (sector.from + sector.to) / 2;
    const { x, y } = pointAt(middle, RIM + CLEAR);
    sides[x >= 0 ? 'start' : 'end'].push({ sector, width: widthOf(sector.county), x, y });
  }
  return [...settled(sides.start, 'start'), ...settled(sides.end, 'end')];
}

function settled(wanted: readonly Wanted[], anchor: 'start' | 'end'): CountyLabel[] {
  const sorted = [...wanted].sort((a, b) => a.y - b.y || a.sector.from - b.sector.from);
  const heights = spread(sorted.map(({ y }) => y));
  return sorted.map(({ sector, width, x, y }, at) => {
    const here = heights[at] as number;
    // Beside the rim at that height, so that no name runs into the sky.
    const beside = Math.sqrt(Math.max(0, (RIM + CLEAR) ** 2 - here ** 2));
    const side = anchor === 'start' ? 1 : -1;
    const moved = Math.abs(here - y) > LED;
    const there = side * Math.max(beside, moved ? Math.abs(x) : 0, 12);
    const rim = pointAt((sector.from + sector.to) / 2, RIM + 6);
    return {
      county: sector.county,
      x: there,
      y: here,
      anchor,
      width,
      lead: moved
        ? `M${rim.x.toFixed(1)} ${rim.y.toFixed(1)}L${(there - side * 4).toFixed(1)} ${here.toFixed(1)}`
        : undefined,
    };
  });
}

/** Moves heights apart as little as it takes: neighbours that touch become a block about their middle. */
function spread(heights: readonly number[]): number[] {
  type Block = { from: number; size: number; sum: number };
  const blocks: Block[] = [];
  heights.forEach((height, at) => {
    blocks.push({ from: at, size: 1, sum: height });
    for (let last = blocks[blocks.length - 1]; blocks.length > 1; last = blocks[blocks.length - 1]) {
      const above = blocks[blocks.length - 2] as Block;
      if (last === undefined || topOf(last) >= topOf(above) + above.size * LABEL_HEIGHT) break;
      blocks.pop();
      above.size += last.size;
      above.sum += last.sum;
    }
  });
  return blocks.flatMap((block) =>
    Array.from({ length: block.size }, (_, at) => topOf(block) + (at + 0.5) * LABEL_HEIGHT),
  );
}

const topOf = ({ size, sum }: { size: number; sum: number }): number => sum / size - (size * LABEL_HEIGHT) / 2;

export function boxOf({ x, y, width, anchor }: CountyLabel): Box {
  const left = anchor === 'start' ? x : x - width;
  return { left, right: left + width, top: y - LABEL_HEIGHT / 2, bottom: y + LABEL_HEIGHT / 2 };
}
