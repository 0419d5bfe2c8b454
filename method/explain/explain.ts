// SPDX-License-Identifier: Apache-2.0
import { type AdjustmentGroup, together } from '../bonus.ts';
import type { CompiledItem, CompiledSection } from '../evaluate/compile.ts';
import { type Evaluation, VETO } from '../evaluate/evaluate.ts';
import { ItemScorer } from '../evaluate/items.ts';
import { adjustmentSize } from '../evaluate/sections.ts';
import type { Words } from '../fault.ts';
import { type UnitResult, unitResult } from '../results.ts';
import { roundTo } from '../rounding.ts';
import { fromFullWords } from '../rules/from-full.ts';
import { valueAt } from '../table.ts';
import { type TitledId, titled } from '../title.ts';
import { type CloserSource, closersIn } from './closers.ts';
import { gradeReasonsTold, sectionReasonsTold } from './reasons.ts';
import type { AdjustmentNode, Explanation, ItemNode, SectionNode, VetoNode } from './tree.ts';
import { noVocabulary, type Vocabulary } from './vocabulary.ts';

/**
 * Explains the results of an evaluation, unit after unit; with a vocabulary, rules are told in the units of their
 * measures. What is the same for every unit is made once.
 */
export function explainer(
  evaluation: Evaluation,
  vocabulary: Vocabulary = noVocabulary,
): (seat: number) => Explanation {
  const { compiled, table, seats } = evaluation;
  const scorer = new ItemScorer(table.facts, seats, compiled.scale);
  const rules = new Map<CompiledItem, Words>();
  for (const { items } of compiled.sections) for (const item of items) rules.set(item, ruleWords(item, vocabulary));
  const shared = { evaluation, vocabulary, scorer, rules, closers: closersIn(evaluation) };
  return (seat) => explanationOf({ ...shared, seat, result: unitResult(evaluation, seat) });
}

/** Explains the result of the unit at one seat. */
export const explain = (evaluation: Evaluation, seat: number, vocabulary?: Vocabulary): Explanation =>
  explainer(evaluation, vocabulary)(seat);

function explanationOf(at: At): Explanation {
  const { evaluation, seat, result, vocabulary } = at;
  const { compiled, table, seats, ranks, unranked } = evaluation;
  const unit = seats.who[seat] as number;
  const group = seats.groupOf[seat] as number;
  const sections = compiled.sections.map((section, index) => sectionNode(section, index, at));
  const adjustments = compiled.totalGroups.map((group_) => adjustmentNode(group_, evaluation, unit));
  const vetoes = vetoNodes(evaluation, seat);
  const held = evaluation.grading.grade[seat] as number;
  const size = (list: Int32Array | undefined): number =>
    list === undefined ? 0 : (list[group + 1] as number) - (list[group] as number);
  return {
    unit: { id: result.unit, name: table.units.names[unit] as string },
    result,
    peers: {
      units: size(seats.starts),
      ranked: size(ranks?.groupStarts),
      all: seats.who.length,
      rankedAll: ranks?.order.length ?? 0,
    },
    sections,
    adjustments,
    vetoes,
    grade: { held: gradeNamed(evaluation, held), above: gradeAbove(evaluation, seat, vocabulary) },
    unranked: ranks === undefined || unranked[seat] === 0 ? null : unranked[seat] === 1 ? 'veto' : 'minimum',
    unknown: {
      vetoes: vetoes.filter(({ state }) => state === 'unknown').map(({ id }) => id),
      adjustments: [...sections.flatMap((section) => section.adjustments), ...adjustments].flatMap(({ members }) =>
        members.filter(({ value }) => value === null).map(({ id }) => id),
      ),
      deductions: sections.flatMap((section) =>
        section.items.flatMap((item) =>
          item.deductions
            .filter(({ value }) => value === null)
            .map(({ measure }) => `${section.id}/${item.id}: ${measure}`),
        ),
      ),
    },
  };
}

type At = {
  readonly evaluation: Evaluation;
  readonly seat: number;
  readonly result: UnitResult;
  readonly scorer: ItemScorer;
  readonly closers: CloserSource;
  readonly vocabulary: Vocabulary;
  /** Each item's rule as a sentence. */
  readonly rules: ReadonlyMap<CompiledItem, Words>;
};

function ruleWords({ item, rule, span }: CompiledItem, vocabulary: Vocabulary): Words {
  if (rule === undefined) return fromFullWords(span);
  return rule.kind.words(rule.data, { ...span, ...(item.measure === undefined ? {} : vocabulary(item.measure)) });
}

function sectionNode(compiled: CompiledSection, index: number, at: At): SectionNode {
  const { evaluation, seat, result } = at;
  const { section, star } = compiled;
  const unit = evaluation.seats.who[seat] as number;
  const outcome = result.sections[section.id] as UnitResult['sections'][string];
  const items = compiled.items.map((item, position) =>
    itemNode(item, { ...at, points: evaluation.sections[index]?.items[position]?.[seat] as number }),
  );
  const kept = items.filter(({ points }) => points !== null);
  const short = star && outcome.reasons.includes('points');
  return {
    ...titled(section),
    star,
    win: star ? compiled.win : null,
    won: outcome.won,
    items,
    sum: kept.reduce((sum, { points }) => sum + (points ?? 0), 0),
    scaled:
      kept.length === items.length
        ? null
        : { full: compiled.full, counted: kept.reduce((sum, { full }) => sum + full, 0) },
    adjustments: compiled.groups.map((group) => adjustmentNode(group, evaluation, unit)),
    bounds: { floor: compiled.floor, ceiling: compiled.ceiling },
    zeroedBy: evaluation.compiled.vetoes.flatMap(({ veto, zeroes }, veto_) =>
      zeroes.includes(index) && evaluation.vetoes[veto_]?.[seat] === VETO.fired ? [veto.id] : [],
    ),
    incomplete: outcome.reasons.includes('incomplete'),
    points: outcome.points,
    reasons: outcome.reasons,
    why: sectionReasonsTold(evaluation, index, { seat, reasons: outcome.reasons }),
    gap: short ? roundTo(compiled.win - outcome.points, 1e6) : null,
    closers: short ? at.closers(seat, index) : [],
  };
}

function itemNode(
  compiled: CompiledItem,
  { evaluation, seat, scorer, rules, points }: At & { points: number },
): ItemNode {
  const { item, rule, span } = compiled;
  const unit = evaluation.seats.who[seat] as number;
  const column = item.measure === undefined ? undefined : evaluation.table.facts.get(item.measure);
  const value = valueAt(column, unit);
  const { seen, ruled } = scorer.trace(compiled, seat);
  const missing = rule !== undefined && Number.isNaN(value);
  return {
    ...titled(item),
    measure: item.measure ?? null,
    num: orNull(column?.num[unit]),
    den: orNull(column?.den[unit]),
    value: orNull(value),
    shrunk: item.shrink === undefined || missing ? null : seen,
    full: span.full,
    floor: span.floor,
    rule: rules.get(compiled) as Words,
    ruled: missing ? null : ruled,
    deductions: compiled.less.map(({ measure, each }) => {
      const lost = valueAt(evaluation.table.facts.get(measure), unit);
      return { measure, each, value: orNull(lost), taken: lost > 0 && !missing ? each * lost : 0 };
    }),
    missing: missing ? compiled.missing : null,
    points: orNull(points),
  };
}

function adjustmentNode(
  { members, cap }: AdjustmentGroup,
  { table, compiled }: Evaluation,
  unit: number,
): AdjustmentNode {
  const told = members.map((member) => {
    const value = valueAt(table.facts.get(member.measure), unit);
    return {
      ...titled(member),
      measure: member.measure,
      each: member.each,
      cap: member.cap,
      value: orNull(value),
      size: adjustmentSize(member, value, compiled.scale),
    };
  });
  const counted = together(
    told.map(({ size }) => size),
    cap,
  );
  return {
    members: told,
    cap: cap === undefined ? null : { at: cap.at, take: cap.take ?? 'sum' },
    added: counted === 0 ? 0 : Math.sign(members[0]?.each ?? 1) * counted,
  };
}

function vetoNodes({ compiled, vetoes, table, seats }: Evaluation, seat: number): VetoNode[] {
  return compiled.vetoes.map(({ veto }, index) => {
    const state = vetoes[index]?.[seat];
    return {
      ...titled(veto),
      measure: veto.measure,
      value: orNull(valueAt(table.facts.get(veto.measure), seats.who[seat] as number)),
      state: state === VETO.fired ? 'fired' : state === VETO.unknown ? 'unknown' : 'quiet',
    };
  });
}

function gradeAbove(evaluation: Evaluation, seat: number, vocabulary: Vocabulary): Explanation['grade']['above'] {
  const told = gradeReasonsTold(evaluation, seat, vocabulary);
  return told === undefined ? null : { ...told.grade, whyNot: told.reasons };
}

function gradeNamed({ compiled }: Evaluation, index: number): TitledId | null {
  const grade = compiled.grades[index]?.grade;
  return grade === undefined ? null : titled(grade);
}

const orNull = (x: number | undefined): number | null => (x === undefined || Number.isNaN(x) ? null : x);
