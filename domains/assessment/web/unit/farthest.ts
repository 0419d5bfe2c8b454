// SPDX-License-Identifier: Apache-2.0
import type { ItemReason, SectionReason } from '@beichen/platform-web/why/item-words.ts';

const SHOWN = 3;

/** The items that most points are still to be had from. */
export const farthest = ({ items }: Pick<SectionReason, 'items'>): ItemReason[] =>
  items
    .filter(({ points, full }) => points !== null && full > points)
    .sort((a, b) => b.full - (b.points ?? 0) - (a.full - (a.points ?? 0)))
    .slice(0, SHOWN);
