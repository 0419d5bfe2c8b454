// SPDX-License-Identifier: Apache-2.0

import { meetingPairs } from '@beichen/engines/ground/cell-index.ts';
import { areaOf, type Outline } from '@beichen/engines/ground/micro.ts';
import { common, joined, without } from '@beichen/engines/ground/shapes.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { MapFault } from '../model/boundaries.ts';

/** An outline that is to be set, or that a neighbour has. */
export type Placed = {
  readonly unit: number;
  readonly name: string;
  readonly outline: Outline;
  /** The feature that brings it; `null` for what is there already. */
  readonly feature: number | null;
};

/** A unit with those directly below it. */
export type Family = {
  readonly name: string;
  /** Its own outline, where it has one. */
  readonly outline: Outline | undefined;
  /** The feature that brings its own outline; `null` where that is there already, or there is none. */
  readonly feature: number | null;
  readonly children: readonly Placed[];
  /** Whether every unit directly below has an outline: only then is what they leave out a gap. */
  readonly complete: boolean;
};

/** Slivers of less than this, in km², or of less than this share of the unit, come of rounding and are not told. */
const LEAST = 0.0001;
const LEAST_SHARE = 0.0001;
/** So much of a unit outside its parent means that something is wrong with the file. */
const MOST_OUTSIDE = 0.5;

export function areaWords(area: number): Words {
  if (area < 0.1) {
    const metres = String(Math.round(area * 1e6)).replace(/\B(?=(\d{3})+$)/g, ',');
    return { zh: `${metres}平方米`, en: `${metres} m²` };
  }
  const digits = area < 10 ? 2 : area < 100 ? 1 : 0;
  return { zh: `${area.toFixed(digits)}平方公里`, en: `${area.toFixed(digits)} km²` };
}

type Found = { readonly faults: MapFault[]; readonly warnings: MapFault[] };

const SEE = {
  zh: '对照图纸看看哪一边对；不改也能设定',
  en: 'Compare with the plan which of them is right; it may stay so',
};
const WRONG_PLACE = {
  zh: '看坐标系是否选对、单位是否对错',
  en: 'See whether the coordinate system and the unit are the right ones',
};

const tellable = (area: number, ofArea: number): boolean => area > LEAST && area > ofArea * LEAST_SHARE;

/** A child that is there already and reaches out of a new outline of its parent: told of the parent, whose outline it is. */
function reachingOut(family: Family, child: Placed, said: Words): MapFault {
  const what = {
    zh: `下属的${child.name}有${said.zh}在新边界以外`,
    en: `${said.en} of ${child.name}, which lies below it, are outside the new boundary`,
  };
  return { feature: family.feature, unit: family.name, what, mend: SEE };
}

function outside(family: Family, child: Placed, found: Found): void {
  const { name: parent, outline } = family;
  if (outline === undefined || (child.feature === null && family.feature === null)) return;
  const own = areaOf(child.outline);
  const area = areaOf(without(child.outline, outline));
  if (!tellable(area, own)) return;
  const said = areaWords(area);
  if (child.feature === null) {
    found.warnings.push(reachingOut(family, child, said));
    return;
  }
  const what = { zh: `有${said.zh}在${parent}以外`, en: `${said.en} of it lie outside ${parent}` };
  const isWrong = area > own * MOST_OUTSIDE;
  (isWrong ? found.faults : found.warnings).push({
    feature: child.feature,
    unit: child.name,
    what,
    mend: isWrong ? WRONG_PLACE : SEE,
  });
}

function overlaps(children: readonly Placed[], found: Found): void {
  for (const [at, next] of meetingPairs(children.map(({ outline }) => outline))) {
    const [one, other] = [children[at], children[next]];
    if (one === undefined || other === undefined || (one.feature === null && other.feature === null)) continue;
    const area = areaOf(common(one.outline, other.outline));
    if (!tellable(area, Math.min(areaOf(one.outline), areaOf(other.outline)))) continue;
    const [told, beside] = one.feature === null ? [other, one] : [one, other];
    const said = areaWords(area);
    const what = { zh: `与${beside.name}重叠${said.zh}`, en: `It overlaps ${beside.name} by ${said.en}` };
    found.warnings.push({ feature: told.feature, unit: told.name, what, mend: SEE });
  }
}

function gaps({ name, outline, children, complete }: Family, found: Found): void {
  if (outline === undefined || !complete || children.length === 0) return;
  const left = without(outline, joined(children.map((child) => child.outline)));
  const pieces = left.map((polygon) => areaOf([polygon])).filter((area) => area > LEAST);
  const area = pieces.reduce((sum, one) => sum + one, 0);
  if (!tellable(area, areaOf(outline))) return;
  const [all, largest] = [areaWords(area), areaWords(Math.max(...pieces))];
  const what = {
    zh: `下级单位没有占满它：空出${pieces.length}处，共${all.zh}，最大一处${largest.zh}`,
    en: `The units below leave ${pieces.length} gaps, ${all.en} in all, the largest ${largest.en}`,
  };
  found.warnings.push({ feature: null, unit: name, what, mend: SEE });
}

/** What deserves a look about outlines beside their neighbours and within their parent, with areas. Only what a file brings is told. */
export function checkFamily(family: Family): {
  readonly faults: readonly MapFault[];
  readonly warnings: readonly MapFault[];
} {
  const found: Found = { faults: [], warnings: [] };
  for (const child of family.children) outside(family, child, found);
  overlaps(family.children, found);
  gaps(family, found);
  return found;
}
