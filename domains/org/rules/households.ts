// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { UnitKind } from '../model/pack.ts';
import { type RelationEnd, reasonFaults } from './relations.ts';

type Size = NonNullable<UnitKind['households']>;
type Kinds = Readonly<Record<string, UnitKind>>;

/** A figure that stands already. Where `until` is `from`, it never held. */
export type Figure = { readonly households: number; readonly from: CivilDate; readonly until: CivilDate | null };

export type AskedCount = {
  readonly unit: RelationEnd;
  readonly households: number;
  readonly from: CivilDate;
  readonly reason: string | undefined;
};

/** Whether a unit is smaller or larger than units of its kind should be: a reason to look, never a fault. */
export function markOf(households: number, { least, most }: Size): 'under' | 'over' | null {
  if (least !== undefined && households < least) return 'under';
  return most !== undefined && households > most ? 'over' : null;
}

/** All that stands against a figure, at once. */
export function* countFaults(
  { unit, households, from, reason }: AskedCount,
  about: { readonly kinds: Kinds; readonly held: readonly Figure[]; readonly today: CivilDate },
): Generator<InputFault> {
  const kind = about.kinds[unit.kind];
  if (kind?.households === undefined)
    yield {
      path: '/unit',
      what: { zh: `${kind?.zh ?? unit.kind}不登记户数`, en: `${kind?.en ?? unit.kind}: households are not counted` },
      mend: { zh: '另选单位', en: 'Choose another unit' },
    };
  if (unit.closedOn !== null)
    yield {
      path: '/unit',
      what: { zh: `${unit.name}已于${unit.closedOn}撤销`, en: `${unit.name} was closed on ${unit.closedOn}` },
      mend: { zh: '另选单位', en: 'Choose another unit' },
    };
  const later = { zh: '改为以后的日期', en: 'Choose a later day' };
  if (unit.since > from)
    yield {
      path: '/from',
      what: { zh: `${unit.name}到${unit.since}才有`, en: `${unit.name} is there only since ${unit.since}` },
      mend: later,
    };
  yield* reasonFaults(from, reason, about.today);
  const stands = about.held.filter(({ from: begins, until }) => until !== begins);
  const after = stands.find(({ from: begins }) => begins > from);
  if (after !== undefined)
    yield {
      path: '/from',
      what: {
        zh: `已登记${after.from}起${after.households}户`,
        en: `From ${after.from} on it has ${after.households} already`,
      },
      mend: later,
    };
  const last = stands.find(({ until }) => until === null);
  if (last?.households === households)
    yield {
      path: '/households',
      what: { zh: `现在登记的就是${households}户`, en: `It has ${households} already` },
      mend: { zh: '有变化时再登记', en: 'Enter it when it changes' },
    };
}

/** A unit as a change would leave it, with the households that are known of what comes to it. */
export type SizeAfter = {
  readonly name: string;
  readonly kind: string;
  readonly households: number;
  /** Of so many units that come to it, so many are counted. */
  readonly parts: number;
  readonly counted: number;
};

/** How a size compares; where not all is counted, it can be too large, and not too small. */
function comparison({ households, parts, counted }: SizeAfter, { least, most }: Size): Words | undefined {
  const mark = markOf(households, { least, most });
  if (mark === 'over') return { zh: `，超过${most}户`, en: `, more than ${most}` };
  if (mark === 'under' && counted === parts) return { zh: `，不到${least}户`, en: `, fewer than ${least}` };
  return undefined;
}

/** What is known of the size of the units that a change leaves, said; how it compares with what units of the kind should have. */
export function sizeWords(after: readonly SizeAfter[], kinds: Kinds): Words[] {
  return after.flatMap((size) => {
    const { name, kind, households, parts, counted } = size;
    if (counted === 0) return [];
    const some =
      counted < parts
        ? { zh: `（${parts}个单位登记了${counted}个）`, en: ` (${counted} of ${parts} units counted)` }
        : undefined;
    const than = comparison(size, kinds[kind]?.households ?? {});
    const zh = `${name}：登记的户数合计${households}户${some?.zh ?? ''}${than?.zh ?? ''}`;
    return [{ zh, en: `${name}: ${households} households${some?.en ?? ''}${than?.en ?? ''}` }];
  });
}
