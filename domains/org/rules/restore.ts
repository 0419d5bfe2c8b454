// SPDX-License-Identifier: Apache-2.0
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { ImportedUntie } from '../model/changes.ts';
import type { UnitKind } from '../model/pack.ts';
import type { HeldPost } from './posts.ts';
import { RELATION_RULES } from './relation-kinds.ts';
import { clashOf, mayTie, overlap, type UnitRelation } from './relations.ts';

/** A post that an earlier change ended is given to the same person again: as a post of its own, named here by the old one. */
export type Reappointed = {
  readonly do: 'reappoint';
  readonly unit: number;
  readonly post: string;
  readonly role: string;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
};

/** A tie that an earlier change ended is set again: as one of its own, named here by the old one. */
export type Retied = Omit<ImportedUntie, 'on'> & {
  readonly do: 'retie';
  readonly from: CivilDate;
  readonly until: CivilDate | null;
};

/** The day on which something was to end before; unknown of what ended before that was kept. `null` for no day. */
export type Former = { readonly until: CivilDate | null } | 'unknown';

/** A post that a change ended, or gave, as it stands by now. */
export type EndedPost = HeldPost & {
  readonly former: Former;
  /** Whether anything is known of its holder any more: whoever was erased is given no post. */
  readonly isNamed: boolean;
};

export type EndedTie = Omit<UnitRelation, 'unitKind'> & { readonly former: Former };

/** The posts and ties that a change ended or gave, and what is held and tied at the units of those that it ended, of all days. */
export type Ended = {
  readonly posts: ReadonlyMap<string, EndedPost>;
  readonly ties: ReadonlyMap<string, EndedTie>;
  readonly held: readonly HeldPost[];
  readonly tied: readonly UnitRelation[];
  readonly roles: readonly { readonly id: string; readonly title: Words; readonly single?: boolean | undefined }[];
};

export const NOTHING_ENDED: Ended = { posts: new Map(), ties: new Map(), held: [], tied: [], roles: [] };

/** What a restoring rests on: the day, the units as they will be, and posts and ties that the undoing ends itself. */
export type Restoring = {
  readonly today: CivilDate;
  readonly ended: Ended;
  readonly kinds: Readonly<Record<string, UnitKind>>;
  readonly units: ReadonlyMap<
    number,
    { readonly name: string; readonly kind: string; readonly closedOn: CivilDate | null }
  >;
  readonly gone: ReadonlySet<string>;
};

type EndStep = {
  readonly do: 'end';
  readonly unit: number;
  readonly post: string;
  readonly role: string;
  readonly on: CivilDate;
};
type UntieStep = Omit<Retied, 'do' | 'from' | 'until'> & { readonly do: 'untie'; readonly on: CivilDate };

/** Comes back, or stays ended and why. */
export type Restored<S> = { readonly step: S } | { readonly stays: Words };

const WHY = {
  unknown: { zh: '原定的止日没有留存', en: 'until when it was to last was not kept' },
  later: { zh: '此后又改过', en: 'it was changed again since' },
  closed: { zh: '单位已撤销', en: 'the unit is closed' },
  erased: { zh: '此人的信息已经删除', en: 'what was known of the holder was erased' },
  again: { zh: '此人已另行任命', en: 'they have been given the post again' },
  other: { zh: '已由他人担任', en: 'somebody else holds it by now' },
  principal: { zh: '所代理的任职已经结束', en: 'the one acted for has ended' },
  tied: { zh: '已另有这类关系', en: 'another such tie stands by now' },
  kinds: { zh: '这两类单位不再这样设定', en: 'such units are tied so no more' },
} as const satisfies Record<string, Words>;

type Why = Words | undefined;

const latest = (...days: readonly CivilDate[]): CivilDate => days.reduce((one, other) => (one > other ? one : other));

type Term = { readonly from: CivilDate; readonly until: CivilDate | null };

/** The days that are left of what was ended on `on`, from today on; or why there are none. */
function termLeft(
  was: { readonly from: CivilDate; readonly until: CivilDate | null; readonly former: Former },
  on: CivilDate,
  today: CivilDate,
): Term | Words {
  if (was.former === 'unknown') return WHY.unknown;
  if (was.until !== latest(on, was.from)) return WHY.later;
  const { until } = was.former;
  const from = latest(today, was.until);
  if (until !== null && until <= from) return { zh: `原定到${until}为止`, en: `it was to last until ${until} only` };
  return { from, until };
}

/** Brings back what a change ended, one thing after the other: each is in the way of those after it. */
export class Restorer {
  private readonly about: Restoring;
  private readonly held: HeldPost[];
  private readonly tied: UnitRelation[];

  constructor(about: Restoring) {
    this.about = about;
    this.held = about.ended.held.filter(({ id }) => !about.gone.has(id));
    this.tied = about.ended.tied.filter(({ id }) => !about.gone.has(id));
  }

  private nameOf(unit: number): string {
    return this.about.units.get(unit)?.name ?? String(unit);
  }

  private isClosed(unit: number): boolean {
    const found = this.about.units.get(unit);
    return found === undefined || found.closedOn !== null;
  }

  post(step: EndStep): Restored<Reappointed> {
    const { ended, today } = this.about;
    const role = ended.roles.find(({ id }) => id === step.role);
    const stays = (why: Words): Restored<Reappointed> => {
      const name = this.nameOf(step.unit);
      const title = role?.title ?? { zh: step.role, en: step.role };
      return {
        stays: {
          zh: `${name}的${title.zh}任职不恢复：${why.zh}`,
          en: `${name}: ${title.en} is not given back: ${why.en}`,
        },
      };
    };
    const was = ended.posts.get(step.post);
    if (was === undefined) return stays(WHY.unknown);
    const term = termLeft({ ...was, from: was.since }, step.on, today);
    const why = 'zh' in term ? term : this.postBarred(was, term, role?.single === true);
    if (why !== undefined || 'zh' in term) return stays(why ?? WHY.unknown);
    this.held.push({ ...was, since: term.from, until: term.until });
    return { step: { do: 'reappoint', unit: step.unit, post: step.post, role: step.role, ...term } };
  }

  private postBarred(was: EndedPost, term: Term, isSingle: boolean): Why {
    if (this.isClosed(was.unit)) return WHY.closed;
    if (!was.isNamed) return WHY.erased;
    const beside = this.held.filter(
      (post) =>
        post.id !== was.id &&
        post.unit === was.unit &&
        post.role === was.role &&
        overlap(term, { from: post.since, until: post.until }),
    );
    if (beside.some(({ person, line }) => person === was.person && line === was.line)) return WHY.again;
    if (was.actsFor !== null) {
      const isThere = this.held.some(
        ({ id, since, until }) => id === was.actsFor && overlap(term, { from: since, until }),
      );
      return isThere ? undefined : WHY.principal;
    }
    return isSingle && beside.some(({ actsFor }) => actsFor === null) ? WHY.other : undefined;
  }

  tie(step: UntieStep): Restored<Retied> {
    const { ended, today } = this.about;
    const { unit, by, kind, post, relation } = step;
    const stays = (why: Words): Restored<Retied> => {
      const { does } = RELATION_RULES[kind];
      const [one, other] = [this.nameOf(by), this.nameOf(unit)];
      return {
        stays: {
          zh: `${one}${does.zh}${other}，这项不恢复：${why.zh}`,
          en: `That ${one} is to ${does.en} ${other} is not given back: ${why.en}`,
        },
      };
    };
    const was = ended.ties.get(relation);
    if (was === undefined) return stays(WHY.unknown);
    const term = termLeft(was, step.on, today);
    const why = 'zh' in term ? term : this.tieBarred(was, term);
    if (why !== undefined || 'zh' in term) return stays(why ?? WHY.unknown);
    this.tied.push({ ...was, ...term, unitKind: this.about.units.get(by)?.kind ?? '' });
    return { step: { do: 'retie', unit, by, kind, post, relation, ...term } };
  }

  private tieBarred(was: EndedTie, term: Term): Why {
    const { units, kinds } = this.about;
    if (this.isClosed(was.unit) || this.isClosed(was.over)) return WHY.closed;
    const [unitKind, overKind] = [units.get(was.unit)?.kind ?? '', units.get(was.over)?.kind ?? ''];
    if (!mayTie(kinds, was.kind, { unit: unitKind, over: overKind })) return WHY.kinds;
    const others = this.tied.filter(({ id, over }) => id !== was.id && over === was.over);
    return clashOf({ ...was, ...term, unitKind }, others) === undefined ? undefined : WHY.tied;
  }
}

/** So many lines are told one by one; the rest is counted. */
const MOST_TOLD = 20;

/** What stays ended, each line once: how often where it is said of several. */
export function* staysWords(stays: readonly Words[]): Generator<Words> {
  const lines = [...Map.groupBy(stays, ({ zh }) => zh).values()];
  for (const [first, ...same] of lines.slice(0, MOST_TOLD)) {
    const n = same.length + 1;
    if (first !== undefined) yield n === 1 ? first : { zh: `${first.zh}（${n}个）`, en: `${first.en} (${n} of them)` };
  }
  const more = lines.slice(MOST_TOLD).reduce((sum, line) => sum + line.length, 0);
  if (more > 0) yield { zh: `另有${more}项不恢复，须重新设定`, en: `${more} more are not given back: set them anew` };
}
