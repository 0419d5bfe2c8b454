// SPDX-License-Identifier: Apache-2.0
import type { MeasureDeclaration } from '@beichen/kernel/measures.ts';
import { asWritten, type UnitFact } from './fact-table.ts';
import type { Correction } from './review.ts';

/** A record behind a fact, with the place of its leaf on the tree date. */
type PlacedRecord = { readonly record: string; readonly counts: boolean };

/** A fact as a frozen evaluation keeps it: with the records behind it, or the declaration that it was. */
export type FrozenFact = UnitFact & {
  readonly records: readonly string[] | null;
  readonly counting: readonly boolean[] | null;
  readonly declared: string | null;
  /** The judgement of a review that put its figure in the place of another one. */
  readonly corrected: string | null;
};

/** A fact with the figure of a correction; what stood behind the one before stays beside it. */
export function correctedFact(fact: FrozenFact | undefined, correction: Correction): FrozenFact {
  const { id: corrected, ...figure } = correction;
  return { ...(fact ?? { records: null, counting: null, declared: null }), ...asWritten(figure), corrected };
}

/** How many records a figure says that there are: its denominator, or what it counts. */
export function totalOf({ num, den }: Pick<UnitFact, 'num' | 'den'>): number {
  return den ?? num ?? 0;
}

/** Whether a figure is the count of its list. A value is not made of counts. */
function isCountOf(fact: UnitFact, records: readonly PlacedRecord[], { form }: MeasureDeclaration): boolean {
  if (form === 'value') return true;
  const counting = records.filter(({ counts }) => counts).length;
  return fact.num === (fact.den === null ? records.length : counting) && totalOf(fact) === records.length;
}

/** A measure whose list is not what its figure says: it cannot be shown why, so it cannot be frozen. */
class BrokenMeasure extends Error {
  constructor({ measure, unit_id, num, den }: UnitFact, records: number) {
    super(`${measure} of unit ${unit_id} is ${num}/${den}, and its list has ${records} records`);
    this.name = 'BrokenMeasure';
  }
}

/** A fact with its records. @throws BrokenMeasure */
export function withRecords(
  fact: UnitFact,
  records: readonly PlacedRecord[],
  declaration: MeasureDeclaration,
): FrozenFact {
  if (!isCountOf(fact, records, declaration)) throw new BrokenMeasure(fact, records.length);
  return {
    ...fact,
    records: records.map(({ record }) => record),
    counting: records.map(({ counts }) => counts),
    declared: null,
    corrected: null,
  };
}
