// SPDX-License-Identifier: Apache-2.0

import { BOARD_HREF } from '../data/addresses.ts';
import { type DueSpan, readSpan, spanText } from '../due/due-span.ts';
import { GROUPS, type Group } from '../due/groups.ts';

/** What the board shows; all of it stands in the address, so that it can be sent on and kept. */
export type BoardAsked = {
  /** `undefined`: the reader's own. */
  readonly unit: number | undefined;
  readonly by: 'place' | 'handler';
  readonly category: string | undefined;
  /** One group as a list; `undefined`: all that is open side by side. */
  readonly group: Group | undefined;
  /** What is due in some days, as a list; then no group is asked for. */
  readonly due?: DueSpan | undefined;
};

/** Reads an address; what means nothing is left out. */
export function readAsked(search: Readonly<Record<string, unknown>>): BoardAsked {
  const due = readSpan(search['due']);
  const unit = Number(search['unit']);
  const category = search['category'];
  return {
    unit: Number.isSafeInteger(unit) && unit > 0 ? unit : undefined,
    by: search['by'] === 'handler' ? 'handler' : 'place',
    category: typeof category === 'string' && category !== '' ? category : undefined,
    group: due === undefined ? GROUPS.find((group) => group === search['group']) : undefined,
    ...(due === undefined ? {} : { due }),
  };
}

/** The address of what is asked. */
export function hrefOf({ unit, by, category, group, due }: BoardAsked): string {
  const told = new URLSearchParams();
  if (unit !== undefined) told.set('unit', String(unit));
  if (by !== 'place') told.set('by', by);
  if (category !== undefined) told.set('category', category);
  if (due !== undefined) told.set('due', spanText(due));
  else if (group !== undefined) told.set('group', group);
  const text = told.toString();
  return text === '' ? BOARD_HREF : `${BOARD_HREF}?${text}`;
}
