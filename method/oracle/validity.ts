// SPDX-License-Identifier: Apache-2.0
/** What METHOD.md section 1 refuses, for a file of the right shape: so that a generator of valid files can be held to it. */
import { decimalsOf } from './draw.ts';
import { ceilingOf } from './sections.ts';
import type { Item, Method, Rule, Section } from './shape.ts';
import { worldOf } from './world.ts';

type Fault = (reason: string) => void;

/** "two of one id", "every reference must resolve". */
function checkNames(method: Method, fault: Fault): void {
  const unique = (where: string, ids: string[]): void => {
    if (new Set(ids).size < ids.length) fault(`two of one id in ${where}`);
  };
  const within = (where: string, [ids, known]: [string[], string[]]): void => {
    for (const id of ids) if (!known.includes(id)) fault(`${where} names ${id}`);
  };
  const sections = method.sections.map(({ id }) => id);
  const stars = method.sections.filter(({ star }) => star === true).map(({ id }) => id);
  const grades = (method.grades ?? []).map(({ id }) => id);
  const adjustments = (method.adjustments ?? []).map(({ id }) => id);
  const members = (method.caps ?? []).flatMap(({ of }) => of);
  for (const [where, ids] of Object.entries({ sections, grades, adjustments, members })) unique(where, ids);
  unique(
    'vetoes',
    (method.vetoes ?? []).map(({ id }) => id),
  );
  for (const { items, requires } of method.sections) {
    unique(
      'items',
      items.map(({ id }) => id),
    );
    const of = Array.isArray(requires) ? requires : (requires?.of ?? []);
    unique('requires', of);
    within('requires', [of, stars]);
    if (requires !== undefined && !Array.isArray(requires) && requires.any > requires.of.length) fault('any');
  }
  within('caps', [members, adjustments]);
  for (const { section } of method.adjustments ?? [])
    within('adjustments', [section === undefined ? [] : [section], sections]);
  for (const { then } of method.vetoes ?? []) {
    within('lose', [then.lose === 'all' ? [] : (then.lose ?? []), stars]);
    within('zero', [then.zero ?? [], sections]);
    within('grade_at_most', [then.grade_at_most === undefined ? [] : [then.grade_at_most], grades]);
    if (Object.keys(then).length === 0) fault('a veto without consequence');
  }
  for (const { quota } of method.grades ?? []) {
    if (typeof quota === 'object' && quota.of !== undefined) within('quota', [[quota.of], ['all', ...grades]]);
  }
}

/** "linear with equal ends; curve, steps or bands not strictly rising"; "unit, lose not over 0"; "each not over 0 in a rule". */
function checkRule(rule: Rule, fault: Fault): void {
  if ('linear' in rule && rule.linear[0] === rule.linear[1]) fault('linear');
  const pairs = 'curve' in rule ? rule.curve : 'steps' in rule ? rule.steps : 'bands' in rule ? rule.bands.shares : [];
  pairs.forEach(([first], i) => {
    const before = pairs[i - 1];
    if (before !== undefined && !(before[0] < first)) fault('not strictly rising');
  });
  if ('bands' in rule && pairs.some(([share]) => !(share > 0 && share <= 1))) fault('share');
  const loss = 'short' in rule ? rule.short : 'over' in rule ? rule.over : undefined;
  if (loss !== undefined && !(loss.unit > 0 && loss.lose > 0)) fault('unit or lose');
  if ('each' in rule && !(rule.each > 0)) fault('each');
}

function checkItem(item: Item, fault: Fault): void {
  if (!(item.full > 0 && item.full <= 1000)) fault('full');
  if ((item.floor ?? 0) > item.full) fault('a floor above full');
  if (item.rule === undefined && item.less === undefined) fault('neither rule nor less');
  if (
    item.rule === undefined &&
    (item.measure !== undefined || item.missing !== undefined || item.shrink !== undefined)
  )
    fault('without a rule');
  if (item.rule !== undefined && item.measure === undefined) fault('rule without measure');
  if (item.shrink !== undefined && !(item.shrink > 0)) fault('shrink');
  if ((item.less ?? []).some(({ each }) => !(each > 0))) fault('each of less');
  if (item.rule !== undefined) checkRule(item.rule, fault);
}

/** A star has `win`, another section must not; `win` is not above what the section can have; no circle. */
function checkSection(method: Method, section: Section, fault: Fault): void {
  for (const item of section.items) checkItem(item, fault);
  const full = section.items.reduce((sum, item) => sum + item.full, 0);
  if ((section.floor ?? 0) > full) fault('a floor above full');
  if ((section.star === true) !== (section.win !== undefined)) fault('win');
  if (section.star !== true && section.requires !== undefined) fault('requires');
  if (section.win !== undefined && section.win > ceilingOf(worldOf({ method, units: [], facts: [] }), section))
    fault('win too high');
  const reached = new Set<string>();
  const walk = (id: string): void => {
    const requires = method.sections.find((other) => other.id === id)?.requires;
    for (const next of Array.isArray(requires) ? requires : (requires?.of ?? [])) {
      if (reached.has(next)) continue;
      reached.add(next);
      walk(next);
    }
  };
  walk(section.id);
  if (reached.has(section.id)) fault('a circle');
}

function checkAdjustments(method: Method, fault: Fault): void {
  for (const { each, cap } of method.adjustments ?? [])
    if (each === 0 || !(cap > 0)) fault('each or cap of an adjustment');
  for (const { of, at } of method.caps ?? []) {
    if (!(at > 0)) fault('at');
    const kinds = (method.adjustments ?? [])
      .filter(({ id }) => of.includes(id))
      .map(({ section, each }) => `${section ?? ''} ${each > 0}`);
    if (new Set(kinds).size > 1) fault('caps of different kinds');
  }
}

function checkQuotas(method: Method, fault: Fault): void {
  for (const { quota } of method.grades ?? []) {
    if (quota === undefined) continue;
    if (method.ranking === undefined) fault('a quota without a ranking');
    const { share, count, least } = typeof quota === 'number' ? { share: quota } : quota;
    if (share !== undefined && !(share > 0 && share <= 1)) fault('share');
    if ((share === undefined) === (count === undefined)) fault('share or count');
    if (least !== undefined && count !== undefined) fault('least beside count');
  }
}

/** "`full`, `floor`, `cap` or `at` with more than `decimals` decimals", wherever they stand. */
function checkDecimals(method: Method, fault: Fault): void {
  const limit = method.decimals ?? 2;
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, entry] of Object.entries(value)) {
      if (['full', 'floor', 'cap', 'at'].includes(key) && typeof entry === 'number' && decimalsOf(entry) > limit)
        fault(`decimals of ${key}`);
      walk(entry);
    }
  };
  walk(method);
}

/** Every reason for which section 1 refuses the file; none for a valid one. */
export function faultsOf(method: Method): string[] {
  const faults: string[] = [];
  const fault: Fault = (reason) => faults.push(reason);
  checkNames(method, fault);
  for (const section of method.sections) checkSection(method, section, fault);
  checkAdjustments(method, fault);
  checkQuotas(method, fault);
  checkDecimals(method, fault);
  return faults;
}
