// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { EnteredValue, EnteredValues, FormState, MeasureAsked } from '../model/facts.ts';

/** What is wrong with one entered value: in the numerator or the value itself, or in the denominator. */
export type ValueFault = { readonly part: 'num' | 'den'; readonly what: Words; readonly mend: Words };

type Asked = Pick<MeasureAsked, 'id' | 'title' | 'form' | 'part' | 'numerator' | 'denominator'>;

const EMPTY = {
  what: { zh: '没有填', en: 'is empty' },
  mend: { zh: '填上数；没有这一项的，选“没有这一项”', en: 'enter it, or say that there is none' },
};
const NO_COUNT = {
  what: { zh: '不是0或正整数', en: 'is no whole number from 0' },
  mend: { zh: '写成整数', en: 'write a whole number' },
};
const NO_DEN = {
  what: { zh: '不是比率，没有分母', en: 'is no ratio and has no denominator' },
  mend: { zh: '删去分母', en: 'take the denominator out' },
};
const ZERO_DEN = {
  what: { zh: '分母要大于0', en: 'must be more than 0' },
  mend: { zh: '总数为0的，选“没有这一项”', en: 'where there is none, say so' },
};
const MORE = {
  what: { zh: '分子大于分母', en: 'is more than the denominator' },
  mend: { zh: '核对分子和分母', en: 'compare the two' },
};
const TOO_MANY_DIGITS = {
  what: { zh: '小数太长', en: 'has too many decimals' },
  mend: { zh: '最多6位小数', en: 'write six decimals at most' },
};

/** Counts beyond this are slips of the finger. */
const MOST = 1e12;

const isCount = (x: number): boolean => Number.isInteger(x) && x >= 0 && x <= MOST;

function faultsOfNumber(num: number | null, isWhole: boolean): ValueFault[] {
  if (num === null) return [{ part: 'num', ...EMPTY }];
  if (isWhole) return isCount(num) ? [] : [{ part: 'num', ...NO_COUNT }];
  return Math.abs(num) <= MOST && Number(num.toFixed(6)) === num ? [] : [{ part: 'num', ...TOO_MANY_DIGITS }];
}

function faultsOfRatio({ num, den }: EnteredValue, part: boolean): ValueFault[] {
  const faults = faultsOfNumber(num, true);
  if (den === null) faults.push({ part: 'den', ...EMPTY });
  else if (!isCount(den)) faults.push({ part: 'den', ...NO_COUNT });
  else if (den === 0) faults.push({ part: 'den', ...ZERO_DEN });
  else if (part && num !== null && num > den) faults.push({ part: 'num', ...MORE });
  return faults;
}

/** What is wrong with a value by the shape of its measure. Nothing is wrong where it is said that there is none. */
function faultsOfValue(measure: Asked, value: EnteredValue | undefined): ValueFault[] {
  if (value === undefined) return [{ part: 'num', ...EMPTY }];
  if (value.none) return [];
  if (measure.form === 'ratio') return faultsOfRatio(value, measure.part);
  const faults = faultsOfNumber(value.num, measure.form === 'count');
  return value.den === null ? faults : [...faults, { part: 'den', ...NO_DEN }];
}

/** Everything that stands against handing a form in: by place, all at once. A value of a measure that is not asked is refused too. */
export function faultsOfForm(measures: readonly Asked[], values: EnteredValues): InputFault[] {
  const known = new Set(measures.map(({ id }) => id));
  const strange = Object.keys(values).filter((id) => !known.has(id));
  return [
    ...measures.flatMap((measure) =>
      faultsOfValue(measure, values[measure.id]).map(({ part, what, mend }) => ({
        path: `body/values/${measure.id}/${part}`,
        what: { zh: `“${measure.title.zh}”${what.zh}`, en: `"${measure.title.en}" ${what.en}` },
        mend,
      })),
    ),
    ...strange.map((id) => ({
      path: `body/values/${id}`,
      what: { zh: `这张表没有要“${id}”`, en: `this form does not ask for "${id}"` },
      mend: { zh: '删去', en: 'take it out' },
    })),
  ];
}

type Standing = { readonly handedAt: Instant | null; readonly dueAt: Instant; readonly lateUntil: Instant | null };

/** Until when a form may be handed in. */
const lastMoment = ({ dueAt, lateUntil }: Pick<Standing, 'dueAt' | 'lateUntil'>): Instant => lateUntil ?? dueAt;

/**
 * How a form stands. What was handed in can be handed in anew until the due time: the later one holds. After it, it is locked, handed in or
 * not; `late` is open by an exception.
 */
export function stateOfForm(form: Standing, now: Instant): FormState {
  if (now >= lastMoment(form)) return form.handedAt === null ? 'locked' : 'handed';
  if (form.handedAt !== null) return 'handed';
  return now >= form.dueAt ? 'late' : 'open';
}

export const isLocked = (form: Standing, now: Instant): boolean => now >= lastMoment(form);

/** How many units a request takes beyond the limit: those that were asked for so much in the month that it no longer fits. */
export function unitsBeyond(asked: readonly number[], figures: number, limit: number): number {
  return asked.filter((before) => before + figures > limit).length;
}
