// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { RelationKind } from '../model/relations.ts';

/** What a kind of relation answers for itself. */
export type RelationRule = {
  /** What the one unit does to the other, between their names. */
  readonly does: Words;
  /** How many at a time: of each kind of body one, each unit or post once, or one in all. */
  readonly one: 'of-kind' | 'each' | 'at-all';
  /** Whether a post at the unit may answer for it. A unit of the territory answers by one of its posts, never as a whole. */
  readonly byPost: boolean;
  /** Whether it holds for all below the unit too, until a nearer one does; then a post may answer for its own unit. */
  readonly reachesDown: boolean;
};

const duty = (zh: string, en: string): RelationRule => ({
  does: { zh, en },
  one: 'at-all',
  byPost: true,
  reachesDown: true,
});

export const RELATION_RULES: Readonly<Record<RelationKind, RelationRule>> = {
  covers: { does: { zh: '覆盖', en: 'cover' }, one: 'of-kind', byPost: false, reachesDown: false },
  serves: { does: { zh: '联系服务', en: 'serve' }, one: 'each', byPost: false, reachesDown: false },
  sponsors: { does: { zh: '分包', en: 'be patron of' }, one: 'each', byPost: true, reachesDown: false },
  guides: duty('指导', 'guide'),
  trains: duty('培训', 'train'),
  implements: duty('落实', 'carry out the work at'),
  assesses: duty('考核', 'assess'),
};
