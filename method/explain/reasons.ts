// SPDX-License-Identifier: Apache-2.0
import { amount } from '../amount.ts';
import { conditionWords, holdsFor } from '../condition.ts';
import type { CompiledSection } from '../evaluate/compile.ts';
import type { Evaluation, SectionResult } from '../evaluate/evaluate.ts';
import type { Words } from '../fault.ts';
import type { Grade } from '../model.ts';
import { type Reason, whyNotBetter } from '../results.ts';
import { atLeast, roundTo } from '../rounding.ts';
import { valueAt } from '../table.ts';
import { type TitledId, titled } from '../title.ts';
import { listed } from '../words/naming.ts';
import { gradeReasonWords, sectionReasonWords } from './sentences.ts';
import { numberText, type Vocabulary } from './vocabulary.ts';

/** Sentences one after the other. */
export function joined(parts: readonly Words[]): Words {
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
}

const vetoTitles = ({ compiled }: Evaluation): TitledId[] => compiled.vetoes.map(({ veto }) => titled(veto));

/** Why a section's star is not won, from its columns: a sentence for each reason. */
export function sectionReasonsTold(
  evaluation: Evaluation,
  index: number,
  { seat, reasons }: { readonly seat: number; readonly reasons: readonly Reason[] },
): Words[] {
  if (reasons.length === 0) return [];
  const { win, items } = evaluation.compiled.sections[index] as CompiledSection;
  const { points, items: columns } = evaluation.sections[index] as SectionResult;
  const unit = evaluation.seats.who[seat] as number;
  const here = points[seat] as number;
  const section = {
    reasons,
    win,
    points: here,
    gap: roundTo(win - here, 1e6),
    items: items.map(({ item, rule, missing }, at) => {
      const lacks = rule !== undefined && Number.isNaN(measured(evaluation, item.measure as string, unit));
      return { title: titled(item).title, missing: lacks ? missing : null, points: columns[at]?.[seat] as number };
    }),
  };
  const told = sectionReasonWords(section, { vetoes: vetoTitles(evaluation) });
  return reasons.map((reason, at) =>
    reason === 'requires' ? requiredTold(evaluation, index, seat) : (told[at] as Words),
  );
}

/** Which stars a section asks for are not won; where some of several will do, only how many. */
function requiredTold({ compiled, sections }: Evaluation, index: number, seat: number): Words {
  const { any, of } = (compiled.sections[index] as CompiledSection).requires;
  const lacking = of.filter((star) => sections[star]?.won[seat] !== 1);
  if (any < of.length) {
    const had = of.length - lacking.length;
    return { zh: `前提的星须得${any}颗，现得${had}颗`, en: `${any} of the stars that it requires needed, ${had} won` };
  }
  const names = listed(lacking.map((star) => titled((compiled.sections[star] as CompiledSection).section).title));
  return { zh: `前提未得：${names.zh}`, en: `it requires ${names.en}, not won` };
}

/** Why the unit does not hold the grade above its own; none at the best grade, or where there are no grades. */
export function gradeReasonsTold(
  evaluation: Evaluation,
  seat: number,
  vocabulary: Vocabulary,
): { readonly grade: TitledId; readonly reasons: readonly Words[] } | undefined {
  const { compiled, grading } = evaluation;
  const held = grading.grade[seat] as number;
  const above = compiled.grades[held < 0 ? compiled.grades.length - 1 : held - 1]?.grade;
  if (above === undefined) return undefined;
  const result = { why_not_better: whyNotBetter(evaluation, seat) };
  const told = gradeReasonWords({ result, vetoes: vetoTitles(evaluation) });
  const reasons = result.why_not_better.flatMap((reason, at) =>
    reason === 'conditions' ? conditionsMissed(evaluation, seat, { grade: above, vocabulary }) : [told[at] as Words],
  );
  return { grade: titled(above), reasons };
}

type Asked = { readonly grade: Grade; readonly vocabulary: Vocabulary };

/** Which conditions of a grade fail, each with what the unit has and what it takes. */
function conditionsMissed(evaluation: Evaluation, seat: number, { grade, vocabulary }: Asked): Words[] {
  const { compiled, seats, sections } = evaluation;
  const missed: Words[] = [];
  const stars = evaluation.stars[seat] as number;
  if (grade.stars !== undefined && stars < grade.stars)
    missed.push({ zh: `得星${stars}颗，需${grade.stars}颗`, en: `${stars} stars, ${grade.stars} needed` });
  const total = evaluation.total[seat] as number;
  if (grade.total !== undefined && !atLeast(total, grade.total))
    missed.push(scored('总分', 'total', [total, grade.total]));
  compiled.sections.forEach(({ section, star }, index) => {
    const points = sections[index]?.points[seat] as number;
    if (!star || grade.each === undefined || atLeast(points, grade.each)) return;
    const { title } = titled(section);
    missed.push(scored(title.zh, title.en, [points, grade.each]));
  });
  if (grade.needs !== undefined) {
    const { measure, ...condition } = grade.needs;
    const value = measured(evaluation, measure, seats.who[seat] as number);
    const words = vocabulary(measure);
    const title = words?.title ?? { zh: measure, en: measure };
    const needed = conditionWords(condition, words ?? {});
    const has = Number.isNaN(value) ? { zh: '缺数', en: 'missing' } : amount(roundTo(value, 1e6), words ?? {});
    if (!holdsFor(condition, value))
      missed.push({
        zh: `“${title.zh}”${has.zh}，需${needed.zh}`,
        en: `"${title.en}" ${has.en}, ${needed.en} needed`,
      });
  }
  return missed;
}

function scored(zh: string, en: string, [has, takes]: readonly [number, number]): Words {
  return {
    zh: `${zh}${numberText(has)}分，需${numberText(takes)}分`,
    en: `${en} ${numberText(has)}, ${numberText(takes)} needed`,
  };
}

const measured = ({ table }: Evaluation, measure: string, unit: number): number =>
  valueAt(table.facts.get(measure), unit);
