// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import { childPath, idsOf, type OrgPath } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { UnitKind } from '../model/pack.ts';
import type { RelationKind } from '../model/relations.ts';

type Kinds = Readonly<Record<string, UnitKind>>;

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
  readonly from: CivilDate;
  readonly until: CivilDate | null;
};

export type AskedRelation = {
  readonly kind: RelationKind;
  readonly unit: RelationEnd;
  readonly over: RelationEnd;
  readonly from: CivilDate;
  readonly until: CivilDate | undefined;
  readonly reason: string | undefined;
};

/** What a relation may tie: kinds of the one end and of the other, as the pack has them. */
export function mayTie(kinds: Kinds, kind: RelationKind, ends: { unit: string; over: string }): boolean {
  return kinds[ends.unit]?.[kind]?.includes(ends.over) === true;
}

/** The subtree in which both ends lie: whoever ties them must have it in range. */
export function meetingPath(one: OrgPath, other: OrgPath): OrgPath {
  const [first, second] = [idsOf(one), idsOf(other)];
  const apart = first.findIndex((id, at) => second[at] !== id);
  return first.slice(0, apart < 0 ? first.length : apart).reduce(childPath, '');
}

type Term = { readonly from: CivilDate; readonly until: CivilDate | null };

function overlap(one: Term, other: Term): boolean {
  return (
    (one.until === null || one.until > other.from) &&
    (other.until === null || other.until > one.from) &&
    one.until !== one.from &&
    other.until !== other.from
  );
}

const OTHER_DAY = { zh: '改为以后的日期', en: 'Choose a later day' };
const SAY_WHY = { zh: '写明原因', en: 'Say why' };

function* reasonFaults(day: CivilDate, reason: string | undefined, today: CivilDate): Generator<InputFault> {
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
  const does = { covers: { zh: '覆盖', en: 'cover' }, serves: { zh: '联系服务', en: 'serve' } }[kind];
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

/** Of each kind of Party body one at a time covers a unit; whoever serves a unit does so once. */
function clashOf(
  asked: Pick<AskedRelation, 'kind'> & { unit: Pick<RelationEnd, 'id' | 'kind'> } & Term,
  held: readonly UnitRelation[],
): UnitRelation | undefined {
  return held.find(
    (other) =>
      other.kind === asked.kind &&
      overlap(asked, other) &&
      (other.unit === asked.unit.id || (asked.kind === 'covers' && other.unitKind === asked.unit.kind)),
  );
}

/** All that stands against a relation, at once. `held` is what ties the unit `over`. */
export function* relationFaults(
  asked: AskedRelation,
  about: { readonly kinds: Kinds; readonly held: readonly UnitRelation[]; readonly today: CivilDate },
): Generator<InputFault> {
  const { kind, unit, over } = asked;
  if (!mayTie(about.kinds, kind, { unit: unit.kind, over: over.kind })) yield kindFault(asked, about.kinds);
  yield* dayFaults(asked, about.today);
  const clash = clashOf({ ...asked, until: asked.until ?? null }, about.held);
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
