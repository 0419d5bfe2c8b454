// SPDX-License-Identifier: Apache-2.0

import { BOARD_HREF } from '../data/addresses.ts';
import { GROUPS, type Group } from '../due/groups.ts';

/** What the board shows; all of it stands in the address, so that it can be sent on and kept. */
export type BoardAsked = {
  /** `undefined`: the reader's own. */
  readonly unit: number | undefined;
  readonly by: 'place' | 'handler';
  readonly category: string | undefined;
  /** One group as a list; `undefined`: all that is open side by side. */
  readonly group: Group | undefined;
};

/** Reads an address; what means nothing is left out. */
export function readAsked(search: Readonly<Record<string, unknown>>): BoardAsked {
  const unit = Number(search['unit']);
  const category = search['category'];
  return {
    unit: Number.isSafeInteger(unit) && unit > 0 ? unit : undefined,
    by: search['by'] === 'handler' ? 'handler' : 'place',
    category: typeof category === 'string' && category !== '' ? category : undefined,
    group: GROUPS.find((group) => group === search['group']),
  };
}

/** The address of what is asked. */
export function hrefOf({ unit, by, category, group }: BoardAsked): string {
  const told = new URLSearchParams();
  if (unit !== undefined) told.set('unit', String(unit));
  if (by !== 'place') told.set('by', by);
  if (category !== undefined) told.set('category', category);
  if (group !== undefined) told.set('group', group);
  const text = told.toString();
  return text === '' ? BOARD_HREF : `${BOARD_HREF}?${text}`;
}
