// SPDX-License-Identifier: Apache-2.0
import {
  type StarKind,
  type StarShape,
  type StarState,
  starShapes,
} from '@beichen/platform-web/ui/star/star-shapes.ts';
import type { Outline, StarMark } from '../../model/results.ts';

/** Shapes go by place: 五角 · 六方 · 海棠 · 盾 · 梅花. */
const SHAPES = Object.keys(starShapes) as StarShape[];

export const starSections = ({ sections }: Outline): Outline['sections'] => sections.filter(({ star }) => star);

/** The stars of a method as badges show them. Where the pack names no character, it is the first of the title. */
export const starKinds = (outline: Outline): StarKind[] =>
  starSections(outline).map(({ id, title, sign }, at) => ({
    id,
    name: title,
    character: sign ?? [...title.zh][0] ?? '星',
    shape: SHAPES[at % SHAPES.length] as StarShape,
  }));

const STATES: Readonly<Record<StarMark, StarState>> = {
  won: 'won',
  short: 'lost',
  waiting: 'waiting',
  incomplete: 'incomplete',
  vetoed: 'vetoed',
};

export const starState = (mark: StarMark): StarState => STATES[mark];
