// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { Explanation } from '@beichen/method';
import type { JudgeInput } from '../model/review.ts';

/** A figure: a count or value has no denominator; both parts are null where there is no fact. */
export type FactFigure = { readonly num: number | null; readonly den: number | null };

/** The measures that a section looks at, each with the figure that holds. Of what only takes points off, the value is all that is told. */
export function figuresOf(
  section: Pick<Explanation['sections'][number], 'items' | 'adjustments'>,
): ReadonlyMap<string, FactFigure> {
  const figures = new Map<string, FactFigure>();
  const add = (measure: string, figure: FactFigure): void => {
    if (!figures.has(measure)) figures.set(measure, figure);
  };
  for (const { measure, num, den } of section.items) if (measure !== null) add(measure, { num, den });
  for (const { deductions } of section.items)
    for (const { measure, value } of deductions) add(measure, { num: value, den: null });
  for (const { members } of section.adjustments)
    for (const { measure, value } of members) add(measure, { num: value, den: null });
  return figures;
}

export function sameFigure(a: FactFigure, b: FactFigure): boolean {
  return a.num === b.num && a.den === b.den;
}

type Form = 'count' | 'ratio' | 'value';

function* partFaults(form: Form, { num, den }: FactFigure): Generator<InputFault> {
  if (num !== null && num < 0 && form !== 'value')
    yield {
      path: 'num',
      what: { zh: '不能小于0', en: 'It cannot be below 0' },
      mend: { zh: '填0或正数', en: 'Enter 0 or more' },
    };
  if (form === 'count' && num !== null && !Number.isInteger(num))
    yield {
      path: 'num',
      what: { zh: '计数是整数', en: 'A count is a whole number' },
      mend: { zh: '填整数', en: 'Enter a whole number' },
    };
  if (form !== 'ratio' && den !== null)
    yield {
      path: 'den',
      what: { zh: '这项指标没有分母', en: 'This measure has no denominator' },
      mend: { zh: '只填数值', en: 'Enter the number alone' },
    };
  if (form === 'ratio' && (num === null) !== (den === null))
    yield {
      path: 'den',
      what: { zh: '分子、分母要么都填，要么都空', en: 'Numerator and denominator go together' },
      mend: { zh: '补齐，或都清空', en: 'Fill in both, or neither' },
    };
  if (form === 'ratio' && den !== null && den < 0)
    yield {
      path: 'den',
      what: { zh: '不能小于0', en: 'It cannot be below 0' },
      mend: { zh: '填0或正数', en: 'Enter 0 or more' },
    };
}

/** What is wrong with a corrected figure of a measure, all of it. Counted out of a whole, no more than the whole can count. */
export function figureFaults(
  form: Form,
  figure: FactFigure,
  about: { readonly now: FactFigure; readonly isShare: boolean },
): InputFault[] {
  const faults = [...partFaults(form, figure)];
  const { num, den } = figure;
  if (about.isShare && form === 'ratio' && num !== null && den !== null && num > den)
    faults.push({
      path: 'num',
      what: { zh: `分子${num}大于分母${den}`, en: `The numerator ${num} is above the denominator ${den}` },
      mend: { zh: '核对两个数', en: 'Check both' },
    });
  if (faults.length === 0 && sameFigure(figure, about.now))
    faults.push({
      path: 'num',
      what: { zh: '与现值相同', en: 'It is the figure that holds' },
      mend: { zh: '没有要改的，就直接通过', en: 'Pass it if there is nothing to correct' },
    });
  return faults;
}

/** Whether the unit itself may say this of a fact; everything else is the other steps'. */
export function isOwnWord(act: JudgeInput['act']): boolean {
  return act === 'explain';
}
