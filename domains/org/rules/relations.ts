// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import { childPath, idsOf, type OrgPath } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { UnitKind } from '../model/pack.ts';
import type { RelationKind } from '../model/relations.ts';
import { RELATION_RULES } from './relation-kinds.ts';

type Kinds = Readonly<Record<string, UnitKind>>;

/** A post of the pack, as far as a relation asks. */
type Post = {
  readonly id: string;
  readonly title: Words;
  readonly at: readonly string[];
  readonly single?: boolean | undefined;
};

/** One end of a relation, as far as a decision asks. */
export type RelationEnd = {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly path: OrgPath;
  /** The first day on which it is there. */
  readonly since: CivilDate;
  readonly closedOn: CivilDate | null;
};

/** A relation that stands already. Where `until` is `from`, it never held. */
export type UnitRelation = {
  readonly id: string;
  readonly kind: RelationKind;
  readonly unit: number;
  readonly unitKind: string;
  readonly over: number;
  /** The post at the unit in whose name it is; `null` where it is the unit's own. */
  readonly post: string | null;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
};

export type AskedRelation = {
  readonly kind: RelationKind;
  readonly unit: RelationEnd;
  readonly over: RelationEnd;
  readonly post: string | undefined;
  readonly from: CivilDate;
  readonly until: CivilDate | undefined;
  readonly reason: string | undefined;
};

/** What a relation may tie: kinds of the one end and of the other, as the pack has them. */
export function mayTie(kinds: Kinds, kind: RelationKind, ends: { unit: string; over: string }): boolean {
  return kinds[ends.unit]?.[kind]?.includes(ends.over) === true;
}

/** Whether a unit of this kind answers by one of its posts: a county as a whole is patron of nothing. */
export function namesPost(kinds: Kinds, kind: RelationKind, unitKind: string): boolean {
  return RELATION_RULES[kind].byPost && (kinds[unitKind]?.tree ?? 'territory') === 'territory';
}

/** The posts in whose name a unit of this kind may be tied so: those that one person holds. */
export function postsFor<P extends Post>(roles: readonly P[], kind: RelationKind, unitKind: string): readonly P[] {
  return RELATION_RULES[kind].byPost ? roles.filter(({ at, single }) => single === true && at.includes(unitKind)) : [];
}

/** The subtree in which both ends lie: whoever ties them must have it in range. */
export function meetingPath(one: OrgPath, other: OrgPath): OrgPath {
  const [first, second] = [idsOf(one), idsOf(other)];
  const apart = first.findIndex((id, at) => second[at] !== id);
  return first.slice(0, apart < 0 ? first.length : apart).reduce(childPath, '');
}

type Term = { readonly from: CivilDate; readonly until: CivilDate | null };

/** Whether two terms share a day. */
export function overlap(one: Term, other: Term): boolean {
  return (
    (one.until === null || one.until > other.from) &&
    (other.until === null || other.until > one.from) &&
    one.until !== one.from &&
    other.until !== other.from
  );
}

const OTHER_DAY = { zh: '改为以后的日期', en: 'Choose a later day' };
const SAY_WHY = { zh: '写明原因', en: 'Say why' };

/** A day before today is said why. */
export function* reasonFaults(day: CivilDate, reason: string | undefined, today: CivilDate): Generator<InputFault> {
  if (day < today && reason === undefined)
    yield {
      path: '/reason',
      what: { zh: '日期早于今天，没有说明原因', en: 'It is dated back, and nothing says why' },
      mend: SAY_WHY,
    };
}

function* dayFaults({ unit, over, from, until, reason }: AskedRelation, today: CivilDate): Generator<InputFault> {
  for (const [path, end] of [['/unit', unit] as const, ['/over', over] as const]) {
    if (end.closedOn !== null)
      yield {
        path,
        what: { zh: `${end.name}已于${end.closedOn}撤销`, en: `${end.name} was closed on ${end.closedOn}` },
        mend: { zh: '另选单位', en: 'Choose another unit' },
      };
    if (end.since > from)
      yield {
        path: '/from',
        what: { zh: `${end.name}到${end.since}才有`, en: `${end.name} is there only since ${end.since}` },
        mend: OTHER_DAY,
      };
  }
  if (until !== undefined && until <= from)
    yield {
      path: '/until',
      what: { zh: '止日不晚于起日', en: 'It ends before it begins' },
      mend: { zh: '改正止日，或留空', en: 'Correct it, or leave it empty' },
    };
  yield* reasonFaults(from, reason, today);
}

function kindFault({ kind, unit, over }: AskedRelation, kinds: Kinds): InputFault {
  const title = (id: string): { zh: string; en: string } => kinds[id] ?? { zh: id, en: id };
  const [own, others] = [title(unit.kind), (kinds[unit.kind]?.[kind] ?? []).map(title)];
  const { does } = RELATION_RULES[kind];
  return {
    path: '/over',
    what: {
      zh: `${own.zh}不${does.zh}${title(over.kind).zh}`,
      en: `${own.en}: does not ${does.en} ${title(over.kind).en}`,
    },
    mend:
      others.length === 0
        ? { zh: '另选单位', en: 'Choose another unit' }
        : {
            zh: `选${others.map(({ zh }) => zh).join('、')}`,
            en: `Choose one of: ${others.map(({ en }) => en).join(', ')}`,
          },
  };
}

export type Answering = { readonly unit: number; readonly unitKind: string; readonly post: string | null };

/** Whether two that are tied to one unit alike stand in each other's way where their days meet. */
export function standInTheWay(kind: RelationKind, one: Answering, other: Answering): boolean {
  const { one: most } = RELATION_RULES[kind];
  if (most === 'at-all') return true;
  if (most === 'of-kind' && one.unitKind === other.unitKind) return true;
  return one.unit === other.unit && one.post === other.post;
}

/** The one among those that tie a unit already that another one like it cannot stand beside. */
export function clashOf(
  asked: Pick<AskedRelation, 'kind'> & Answering & Term,
  held: readonly UnitRelation[],
): UnitRelation | undefined {
  return held.find(
    (other) => other.kind === asked.kind && overlap(asked, other) && standInTheWay(asked.kind, asked, other),
  );
}

function* postFaults({ kind, unit, over, post }: AskedRelation, about: Known): Generator<InputFault> {
  const may = postsFor(about.roles, kind, unit.kind);
  const listed = { zh: may.map(({ title }) => title.zh).join('、'), en: may.map(({ title }) => title.en).join(', ') };
  const mend =
    may.length === 0
      ? {
          zh: '另选单位，或在岗位表里补上一岗一人的岗位',
          en: 'Choose another unit, or add a post that one person holds',
        }
      : { zh: `选${listed.zh}`, en: `Choose one of: ${listed.en}` };
  if (post === undefined && namesPost(about.kinds, kind, unit.kind))
    yield {
      path: '/post',
      what: { zh: `没有写明${unit.name}由哪个岗位负责`, en: `Nothing says which post of ${unit.name} answers for it` },
      mend,
    };
  if (post !== undefined && !may.some(({ id }) => id === post))
    yield {
      path: '/post',
      what: { zh: `${unit.name}没有这个岗位，或这个岗位不能这样负责`, en: `${unit.name} has no such post that may` },
      mend,
    };
  if (unit.id === over.id && (post === undefined || !RELATION_RULES[kind].reachesDown))
    yield {
      path: '/over',
      what: { zh: '两端是同一个单位', en: 'Both are the same unit' },
      mend: { zh: '另选单位', en: 'Choose another unit' },
    };
}

type Known = { readonly kinds: Kinds; readonly roles: readonly Post[] };

/** All that stands against a relation, at once. `held` is what ties the unit `over`. */
export function* relationFaults(
  asked: AskedRelation,
  about: Known & { readonly held: readonly UnitRelation[]; readonly today: CivilDate },
): Generator<InputFault> {
  const { kind, unit, over, post = null } = asked;
  if (!mayTie(about.kinds, kind, { unit: unit.kind, over: over.kind })) yield kindFault(asked, about.kinds);
  else yield* postFaults(asked, about);
  yield* dayFaults(asked, about.today);
  const { from: begins, until: ends = null } = asked;
  const clash = clashOf({ kind, unit: unit.id, unitKind: unit.kind, post, from: begins, until: ends }, about.held);
  if (clash === undefined) return;
  const { from, until } = clash;
  yield {
    path: '/over',
    what: {
      zh: until === null ? `${over.name}自${from}起已有这类关系` : `${over.name}自${from}起已有这类关系，到${until}`,
      en: `${over.name} has such a tie from ${from} on${until === null ? '' : `, until ${until}`}`,
    },
    mend: { zh: '先结束原来的，或改日期', en: 'End the other one first, or choose other days' },
  };
}

/** What stands against ending a relation on a day. */
export function* endFaults(
  held: Pick<UnitRelation, 'from' | 'until'>,
  asked: { readonly on: CivilDate; readonly reason: string | undefined },
  today: CivilDate,
): Generator<InputFault> {
  if (held.until !== null && held.until <= asked.on)
    yield {
      path: '/on',
      what: { zh: `到${held.until}已经结束`, en: `It has ended on ${held.until}` },
      mend: { zh: '改为更早的日期', en: 'Choose an earlier day' },
    };
  yield* reasonFaults(asked.on, asked.reason, today);
}
