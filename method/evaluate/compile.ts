// SPDX-License-Identifier: Apache-2.0
import { type AdjustmentGroup, adjustmentGroups, mostAdded } from '../bonus.ts';
import type { Grade, Item, Less, Method, Missing, Ranking, Section, Veto } from '../model.ts';
import type { Scorer, Span } from '../rules/rule-kind.ts';
import { type BoundRule, boundRule } from '../rules/rule-kinds.ts';
import { type StandIn, standInFor } from './missing.ts';

/** An item with its defaults filled in. */
export type CompiledItem = {
  readonly item: Item;
  readonly span: Span;
  readonly rule: BoundRule | undefined;
  readonly score: Scorer | undefined;
  readonly missing: Missing;
  readonly standIn: StandIn;
  readonly less: readonly Less[];
  /** Whether its points depend on the peers, so that it is scored group by group. */
  readonly byPeers: boolean;
};

/** A section with its defaults filled in, its place among the stars, and what is added to it. */
export type CompiledSection = {
  readonly section: Section;
  readonly items: readonly CompiledItem[];
  readonly star: boolean;
  readonly win: number;
  readonly floor: number;
  readonly ceiling: number;
  /** S, the sum of all `full`. */
  readonly full: number;
  /** Whether an item may be left out, so that the others are scaled up. */
  readonly excludes: boolean;
  readonly groups: readonly AdjustmentGroup[];
  /** Stars that must be won too: how many of which sections, by index. */
  readonly requires: { readonly any: number; readonly of: readonly number[] };
};

export type Quota = {
  readonly share: number | undefined;
  readonly count: number;
  /** Index of the grade whose meeters are counted, −1 for all units. */
  readonly of: number;
  readonly within: 'peers' | 'all';
  readonly least: number;
  readonly ties: 'none' | 'all';
  readonly through: boolean;
};

export type CompiledGrade = { readonly grade: Grade; readonly quota: Quota | undefined };

/** What a veto does, by index. */
export type CompiledVeto = {
  readonly veto: Veto;
  readonly loses: readonly number[];
  readonly zeroes: readonly number[];
  /** Grades above this index are barred: 0 bars none, the number of grades bars all. */
  readonly bars: number;
  readonly unranks: boolean;
};

/** A key of the ranking; a larger number comes first, so an ascending measure is negated. */
export type RankingKey =
  | { readonly of: 'stars' | 'total' }
  | { readonly section: number }
  | { readonly measure: string; readonly sign: 1 | -1 };

/** A method with every default filled in and every reference resolved to an index. */
export type CompiledMethod = {
  readonly method: Method;
  /** 10^decimals. */
  readonly scale: number;
  readonly peers: string;
  readonly sections: readonly CompiledSection[];
  /** Indices of the stars, each after those that it requires. */
  readonly starOrder: readonly number[];
  readonly totalGroups: readonly AdjustmentGroup[];
  readonly vetoes: readonly CompiledVeto[];
  readonly grades: readonly CompiledGrade[];
  readonly keys: readonly RankingKey[] | undefined;
  readonly minimum: Ranking['minimum'];
  /** Measures of items with `shrink`: their facts must have a den. */
  readonly ratios: ReadonlySet<string>;
};

/** Compiles a method that has been checked. */
export function compileMethod(method: Method): CompiledMethod {
  const sectionIndex = new Map(method.sections.map(({ id }, index) => [id, index]));
  const sections = method.sections.map((section) => compileSection(section, method, sectionIndex));
  const keys =
    method.ranking === undefined
      ? undefined
      : [...method.ranking.by, ...(method.ranking.then ?? [])].map((key) => rankingKey(key, sectionIndex));
  return {
    method,
    scale: 10 ** (method.decimals ?? 2),
    peers: method.peers ?? 'all',
    sections,
    starOrder: starOrder(sections),
    totalGroups: adjustmentGroups(method.adjustments ?? [], method.caps ?? [], undefined),
    vetoes: (method.vetoes ?? []).map((veto) => compileVeto(veto, method, sectionIndex)),
    grades: (method.grades ?? []).map((grade) => ({ grade, quota: compileQuota(grade, method) })),
    keys,
    minimum: method.ranking?.minimum,
    ratios: new Set(
      method.sections.flatMap(({ items }) =>
        items.flatMap(({ shrink, measure }) => (shrink === undefined || measure === undefined ? [] : [measure])),
      ),
    ),
  };
}

function compileItem(item: Item): CompiledItem {
  const span = { full: item.full, floor: item.floor ?? 0 };
  const rule = item.rule === undefined ? undefined : boundRule(item.rule);
  const missing = item.missing ?? 'hold';
  return {
    item,
    span,
    rule,
    score: rule?.kind.scorer(rule.data, span),
    missing,
    standIn: standInFor(missing, item.full),
    less: item.less ?? [],
    byPeers: rule?.kind.ofPeers !== undefined || item.shrink !== undefined || missing === 'peer_mean',
  };
}

function compileSection(section: Section, method: Method, index: ReadonlyMap<string, number>): CompiledSection {
  const items = section.items.map(compileItem);
  let full = 0;
  for (const { span } of items) full += span.full;
  const groups = adjustmentGroups(method.adjustments ?? [], method.caps ?? [], section.id);
  const requires = section.requires ?? [];
  const of = (Array.isArray(requires) ? requires : requires.of).map((id) => index.get(id) as number);
  return {
    section,
    items,
    star: section.star === true,
    win: section.win ?? 0,
    floor: section.floor ?? 0,
    ceiling: section.ceiling === 'full' ? full : full + mostAdded(groups),
    full,
    excludes: items.some(({ missing }) => missing === 'exclude'),
    groups,
    requires: { any: Array.isArray(requires) ? of.length : requires.any, of },
  };
}

function starOrder(sections: readonly CompiledSection[]): number[] {
  const order = new Set<number>();
  const visit = (star: number): void => {
    if (order.has(star)) return;
    for (const needed of sections[star]?.requires.of ?? []) visit(needed);
    order.add(star);
  };
  sections.forEach(({ star }, index) => {
    if (star) visit(index);
  });
  return [...order];
}

function compileVeto(veto: Veto, method: Method, index: ReadonlyMap<string, number>): CompiledVeto {
  const { lose, zero, grade_at_most: most, no_grade: none, unrank } = veto.then;
  const grades = method.grades ?? [];
  const stars = method.sections.flatMap(({ star }, section) => (star === true ? [section] : []));
  return {
    veto,
    loses: lose === 'all' ? stars : (lose ?? []).map((id) => index.get(id) as number),
    zeroes: (zero ?? []).map((id) => index.get(id) as number),
    bars: none === true ? grades.length : most === undefined ? 0 : grades.findIndex(({ id }) => id === most),
    unranks: unrank === true,
  };
}

function compileQuota({ quota }: Grade, method: Method): Quota | undefined {
  if (quota === undefined) return undefined;
  const written = typeof quota === 'number' ? { share: quota } : quota;
  const of = written.of ?? 'all';
  return {
    share: written.share,
    count: written.count ?? 0,
    of: of === 'all' ? -1 : (method.grades ?? []).findIndex(({ id }) => id === of),
    within: written.within ?? 'peers',
    least: written.least ?? 0,
    ties: written.ties ?? 'none',
    through: written.through === true,
  };
}

function rankingKey(key: string, index: ReadonlyMap<string, number>): RankingKey {
  if (key === 'stars' || key === 'total') return { of: key };
  if (key.startsWith('section:')) return { section: index.get(key.slice('section:'.length)) as number };
  return key.startsWith('-')
    ? { measure: key.slice('-measure:'.length), sign: -1 }
    : { measure: key.slice('measure:'.length), sign: 1 };
}
