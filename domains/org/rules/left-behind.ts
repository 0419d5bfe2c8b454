// SPDX-License-Identifier: Apache-2.0
import { isWithin, type OrgPath } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Target } from '../model/changes.ts';
import type { UnitRelation } from './relations.ts';

/** A unit that a change moves, with where it lies before. */
export type Moved = { readonly path: OrgPath; readonly parent: Target };

/** A tie with the names and places of its ends. */
export type PlacedTie = Pick<UnitRelation, 'kind' | 'from' | 'until'> & {
  readonly unitName: string;
  readonly unitPath: string;
  readonly overName: string;
  readonly overPath: string;
};

/** So many are named; the rest is counted. */
const MOST = 20;

function* unaccompanied(moves: readonly Moved[], ties: readonly PlacedTie[], on: CivilDate): Generator<PlacedTie> {
  const goesTo = (path: string): Target | undefined =>
    moves.find((move) => isWithin(path as OrgPath, move.path))?.parent;
  for (const tie of ties) {
    if (tie.kind !== 'covers' || tie.until === tie.from || (tie.until !== null && tie.until <= on)) continue;
    const to = goesTo(tie.overPath);
    if (to !== undefined && goesTo(tie.unitPath) !== to) yield tie;
  }
}

/**
 * Party bodies that cover what a change moves and do not go with it: each covers it on, from where it stands. `ties` are those of the
 * moved units and of all below them.
 */
export function leftBehind(moves: readonly Moved[], ties: readonly PlacedTie[], on: CivilDate): Words[] {
  const all = [...unaccompanied(moves, ties, on)];
  const named = all.slice(0, MOST).map(({ unitName, overName }) => ({
    zh: `${unitName}覆盖${overName}，但不随它划转，仍设在原处；需要一起划转的，另提一次变更`,
    en: `${unitName} covers ${overName} and does not go with it: it stays where it stands. Move it by a change of its own if it should`,
  }));
  const more = all.length - named.length;
  const rest = { zh: `另有${more}个党组织也留在原处`, en: `${more} more Party bodies stay where they stand` };
  return more > 0 ? [...named, rest] : named;
}
