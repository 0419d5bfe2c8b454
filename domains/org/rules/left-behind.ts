// SPDX-License-Identifier: Apache-2.0
import { isWithin, type OrgPath } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Target } from '../model/changes.ts';
import { RELATION_RULES } from './relation-kinds.ts';
import type { UnitRelation } from './relations.ts';

/** A unit that a change moves, with where it lies before, below what it goes, and the path that it lies in then as far as that is known. */
export type Moved = { readonly path: OrgPath; readonly parent: Target; readonly into: OrgPath | null };

/** A tie with the names and places of its ends. */
export type PlacedTie = Pick<UnitRelation, 'kind' | 'from' | 'until' | 'post' | 'unit'> & {
  readonly unitName: string;
  readonly unitPath: string;
  readonly overName: string;
  readonly overPath: string;
};

/** What a change does, as far as it leaves ties behind: units that it moves, and those that it ends, whose ties it says where to take. */
export type Leaving = { readonly moves: readonly Moved[]; readonly closed: ReadonlySet<number> };

/** So many are named; the rest is counted. */
const MOST = 20;

type Role = { readonly id: string; readonly title: Words };

const holdsOn = ({ from, until }: PlacedTie, on: CivilDate): boolean =>
  until !== from && (until === null || until > on);

/** A body that covers what moves and does not go with it: it covers it on, from where it stands. */
function bodyLeft(tie: PlacedTie, { moves }: Leaving): Words | undefined {
  if (tie.kind !== 'covers') return undefined;
  const goesTo = (path: string): Target | undefined =>
    moves.find((move) => isWithin(path as OrgPath, move.path))?.parent;
  const to = goesTo(tie.overPath);
  if (to === undefined || goesTo(tie.unitPath) === to) return undefined;
  const { unitName, overName } = tie;
  return {
    zh: `${unitName}覆盖${overName}，但不随它划转，仍设在原处；需要一起划转的，另提一次调整`,
    en: `${unitName} covers ${overName} and does not go with it: it stays where it stands. Move it by a change of its own if it should`,
  };
}

/** A patron, or somebody who answers, above what moves: it lies below them no more, and they are patron of it still. */
function patronLeft(tie: PlacedTie, { moves, closed }: Leaving, roles: readonly Role[]): Words | undefined {
  const { byPost, does } = RELATION_RULES[tie.kind];
  const into = moves.find(({ path }) => isWithin(tie.overPath as OrgPath, path))?.into ?? null;
  const stays = !byPost || into === null || closed.has(tie.unit) || !isWithin(tie.overPath, tie.unitPath);
  if (stays || isWithin(into, tie.unitPath)) return undefined;
  const title = roles.find(({ id }) => id === tie.post)?.title;
  const { unitName, overName } = tie;
  return {
    zh: `${overName}不再归${unitName}管，仍由它${title === undefined ? '' : `（${title.zh}）`}${does.zh}；需要改由别人的，另行设定`,
    en: `${overName} lies below ${unitName} no more, which still is to ${does.en} it${title === undefined ? '' : ` (${title.en})`}. Say so anew if somebody else should`,
  };
}

/** What stays tied as it was though a change moves the one end alone. `ties` are those of the moved units and of all below them. */
export function leftBehind(
  leaving: Leaving,
  ties: readonly PlacedTie[],
  about: { readonly on: CivilDate; readonly roles: readonly Role[] },
): Words[] {
  const all = ties.flatMap((tie) =>
    holdsOn(tie, about.on) ? (bodyLeft(tie, leaving) ?? patronLeft(tie, leaving, about.roles) ?? []) : [],
  );
  const more = all.length - MOST;
  const rest = { zh: `另有${more}项也是这样，请逐项核对`, en: `${more} more stay tied so: check each of them` };
  return more > 0 ? [...all.slice(0, MOST), rest] : all;
}
