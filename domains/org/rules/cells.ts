// SPDX-License-Identifier: Apache-2.0
import type { Outline, Ring } from '@beichen/engines/ground/micro.ts';
import type { PlannedCell, TreeFault } from '../model/pack.ts';
import type { SideRow } from './tree.ts';

/** A pack gives places in ten-thousandths of a degree, about 11 m. */
const MICRO_PER_STEP = 100;
/** Numbers of a ring with three corners. */
const FEWEST = 6;

/** The first corner, then the way from each corner to the next. */
function ringOf(text: string): Ring | undefined {
  const steps = text.trim().split(' ').map(Number);
  if (steps.length < FEWEST || steps.length % 2 !== 0 || !steps.every(Number.isSafeInteger)) return undefined;
  const ring: number[] = [];
  for (const [at, step] of steps.entries()) ring.push((ring[at - 2] ?? 0) + step * MICRO_PER_STEP);
  return ring;
}

/** Sketched cells of a pack: a polygon each, or several, with `;` between. */
export function readCells(
  rows: readonly SideRow[],
  codes: ReadonlySet<string>,
): { readonly cells: readonly PlannedCell[]; readonly faults: readonly TreeFault[] } {
  const faults: TreeFault[] = [];
  const cells = rows.flatMap((row): PlannedCell[] => {
    const { file, line, code, value } = row;
    if (!codes.has(code)) {
      const what = { zh: `没有代码为${code}的单位`, en: `there is no unit ${code}` };
      faults.push({
        file,
        line,
        what,
        mend: { zh: '改正代码，或删去这一行', en: 'correct the code, or delete the row' },
      });
      return [];
    }
    const rings = value.split(';').map(ringOf);
    const outline: Outline = rings.flatMap((ring) => (ring === undefined ? [] : [[ring]]));
    if (outline.length === rings.length) return [{ code, outline }];
    const what = { zh: `${code}的边界读不出来`, en: `the outline of ${code} cannot be read` };
    const mend = {
      zh: '写成整数（万分之一度）：第一个折点的经、纬度，其后各折点与前一点之差',
      en: 'write whole ten-thousandths of a degree: the first corner, then the way from each to the next',
    };
    faults.push({ file, line, what, mend });
    return [];
  });
  return { cells, faults };
}
