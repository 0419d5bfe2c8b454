// SPDX-License-Identifier: Apache-2.0

import { type Evaluation, hasRequired, VETO } from './evaluate/evaluate.ts';
import { TURNED_AWAY } from './evaluate/grades.ts';
import { atLeast } from './rounding.ts';
import { rangeOfKind } from './table.ts';

/** What binds a section's star: `incomplete`, `points`, `veto:ID`, `requires`. */
export type Reason = string;

export type SectionOutcome = {
  readonly points: number;
  readonly won: boolean | null;
  readonly reasons: readonly Reason[];
};

/** One unit's line of the results (METHOD.md section 8). */
export type UnitResult = {
  readonly unit: string;
  readonly sections: Readonly<Record<string, SectionOutcome>>;
  readonly total: number;
  readonly stars: number;
  readonly grade: string | null;
  readonly why_not_better: readonly Reason[];
  readonly rank: number | null;
  readonly rank_all: number | null;
};

/** The results of all units, sorted by unit id in code-point order. */
export function* unitResults(evaluation: Evaluation): Generator<UnitResult> {
  const { table, seats, compiled } = evaluation;
  const { from, to } = rangeOfKind(table.units, compiled.method.subject);
  for (let unit = from; unit < to; unit += 1) yield unitResult(evaluation, seats.seatOf[unit] as number);
}

/** The result of the unit at a seat. */
export function unitResult(evaluation: Evaluation, seat: number): UnitResult {
  const { compiled, table, seats, sections, total, stars, grading, ranks } = evaluation;
  const held = grading.grade[seat] as number;
  return {
    unit: table.units.ids[seats.who[seat] as number] as string,
    sections: Object.fromEntries(
      sections.map(({ points, won }, index) => {
        const section = compiled.sections[index] as (typeof compiled.sections)[number];
        return [
          section.section.id,
          {
            points: points[seat] as number,
            won: section.star ? won[seat] === 1 : null,
            reasons: sectionReasons(evaluation, index, seat),
          },
        ];
      }),
    ),
    total: total[seat] as number,
    stars: stars[seat] as number,
    grade: held < 0 ? null : (compiled.grades[held]?.grade.id ?? null),
    why_not_better: whyNotBetter(evaluation, seat),
    rank: ranks?.rank[seat] || null,
    rank_all: ranks?.rankAll[seat] || null,
  };
}

/** Every reason that keeps a section's star from being won, in the order of METHOD.md section 6. */
export function sectionReasons({ compiled, sections, vetoes }: Evaluation, index: number, seat: number): Reason[] {
  const { star, win, requires } = compiled.sections[index] as (typeof compiled.sections)[number];
  const { points, incomplete } = sections[index] as (typeof sections)[number];
  const reasons: Reason[] = incomplete[seat] === 1 ? ['incomplete'] : [];
  if (!star) return reasons;
  if (!atLeast(points[seat] as number, win)) reasons.push('points');
  compiled.vetoes.forEach(({ veto, loses }, at) => {
    if (loses.includes(index) && vetoes[at]?.[seat] === VETO.fired) reasons.push(`veto:${veto.id}`);
  });
  const won = sections.map((section) => section.won);
  if (!hasRequired(requires, won, seat)) reasons.push('requires');
  return reasons;
}

/** Why the unit does not hold the grade just above its own (the last one where it holds none). */
export function whyNotBetter({ compiled, grading, vetoes }: Evaluation, seat: number): Reason[] {
  const held = grading.grade[seat] as number;
  const above = held < 0 ? compiled.grades.length - 1 : held - 1;
  if (above < 0) return [];
  const reasons: Reason[] = grading.meets[above]?.[seat] === 1 ? [] : ['conditions'];
  compiled.vetoes.forEach(({ veto, bars }, at) => {
    if (bars > above && vetoes[at]?.[seat] === VETO.fired) reasons.push(`veto:${veto.id}`);
  });
  if (reasons.length > 0) return reasons;
  const turned = grading.turnedAway[above]?.[seat];
  if (turned === TURNED_AWAY.quota) return ['quota'];
  if (turned === TURNED_AWAY.tied) return ['tied_at_quota'];
  return turned === TURNED_AWAY.unranked ? ['unranked'] : [];
}
