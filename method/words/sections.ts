// SPDX-License-Identifier: Apache-2.0
import { decimal, eachOne } from '../amount.ts';
import type { CompiledItem, CompiledMethod, CompiledSection } from '../evaluate/compile.ts';
import type { Words } from '../fault.ts';
import type { Less } from '../model.ts';
import { fromFullWords } from '../rules/from-full.ts';
import { titleOf } from '../title.ts';
import type { Block, Chapter, Column, Table } from './document.ts';
import { missingTerms } from './missing.ts';
import { clauses, listed, type Naming, same } from './naming.ts';

const columns: readonly Column<Words>[] = [
  { title: { zh: '序号', en: 'No.' }, width: 0.07, centred: true },
  { title: { zh: '项目', en: 'Item' }, width: 0.17 },
  { title: { zh: '满分', en: 'Full' }, width: 0.09, centred: true },
  { title: { zh: '计分办法', en: 'How points are given' }, width: 0.36 },
  { title: { zh: '缺数时', en: 'Where missing' }, width: 0.12, centred: true },
  { title: { zh: '扣分', en: 'Deductions' }, width: 0.19 },
];

/** The same without the last one, whose width goes to the rule: most sections deduct nothing. */
const withoutDeductions = columns.slice(0, -1).map((column, at) => (at === 3 ? { ...column, width: 0.55 } : column));

/** What is assessed: each section with who leads it, when its star is won, and its items. */
export function sectionsChapter(compiled: CompiledMethod, naming: Naming): Chapter {
  return {
    heading: { zh: '考核内容及分值', en: 'What is assessed, and the points' },
    blocks: [
      { paragraph: overview(compiled) },
      ...compiled.sections.flatMap((section) => sectionBlocks(section, compiled, naming)),
    ],
  };
}

function overview({ sections }: CompiledMethod): Words {
  const full = decimal(sections.reduce((sum, section) => sum + section.full, 0));
  const stars = sections.filter(({ star }) => star).map(({ section }) => titleOf(section));
  const names = listed(stars);
  const starred =
    stars.length === 0
      ? { zh: '各部分均不设星。', en: 'No section is a star.' }
      : {
          zh: `其中${names.zh}${stars.length === 1 ? '为1颗星' : `各为1颗星，共${stars.length}颗`}。`,
          en: `Stars: ${names.en} (${stars.length}).`,
        };
  return {
    zh: `考核内容分${sections.length}个部分，满分合计${full}分。${starred.zh}总分为各部分得分之和，再计入列在总分的加减分，最低0分。`,
    en: `There are ${sections.length} sections; their full points sum to ${full}. ${starred.en} The total is the sum of the sections’ points with the adjustments on the total, and not below 0.`,
  };
}

function sectionBlocks(compiled: CompiledSection, method: CompiledMethod, naming: Naming): Block<Words>[] {
  const { section, items } = compiled;
  const title = titleOf(section);
  const full = decimal(compiled.full);
  const said: Words[] = [];
  if (section.lead !== undefined) said.push({ zh: `牵头单位：${section.lead}。`, en: `Led by: ${section.lead}.` });
  if (compiled.star) said.push(winWords(compiled, method));
  else if (method.starOrder.length > 0)
    said.push({ zh: '本部分不设星，得分计入总分。', en: 'This section is no star; its points count in the total.' });
  const bounds = boundWords(compiled);
  if (bounds !== undefined) said.push(bounds);
  return [
    { level: 2, heading: { zh: `${title.zh}（满分${full}分）`, en: `${title.en} (full: ${full} points)` } },
    ...said.map((paragraph) => ({ paragraph })),
    { table: itemTable(items, naming) },
  ];
}

function itemTable(items: readonly CompiledItem[], naming: Naming): Table<Words> {
  const rows = items.map((item, at) => itemRow(item, at, naming));
  return items.some(({ less }) => less.length > 0)
    ? { columns, rows }
    : { columns: withoutDeductions, rows: rows.map((row) => row.slice(0, -1)) };
}

function winWords({ section, win, requires }: CompiledSection, { sections, vetoes }: CompiledMethod): Words {
  const needed = listed(requires.of.map((at) => titleOf((sections[at] as CompiledSection).section)));
  const conditions: Words[] = [
    { zh: '本部分数据齐全', en: 'the section is complete' },
    { zh: `得分不低于${decimal(win)}分`, en: `it has at least ${decimal(win)} points` },
  ];
  if (requires.of.length > 0)
    conditions.push(
      requires.any === requires.of.length
        ? { zh: `已得${needed.zh}`, en: `won too: ${needed.en}` }
        : {
            zh: `在${needed.zh}中至少得${requires.any}颗`,
            en: `at least ${requires.any} of these won too: ${needed.en}`,
          },
    );
  if (vetoes.some(({ loses }) => loses.some((at) => sections[at]?.section === section)))
    conditions.push({ zh: '没有因一票否决失去本星', en: 'no veto takes it' });
  const said = clauses(conditions);
  return { zh: `得星条件（须同时满足）：${said.zh}。`, en: `The star is won where all of these hold: ${said.en}.` };
}

/** The least and the most that a section comes to, where that is not plainly 0 and the sum of its items. */
function boundWords({ section, floor, ceiling, full, groups }: CompiledSection): Words | undefined {
  if (floor === 0 && groups.length === 0 && section.ceiling === undefined) return undefined;
  const most =
    section.ceiling === 'full'
      ? {
          zh: `加分后最高${decimal(full)}分（不超过各项满分之和）`,
          en: `at most ${decimal(ceiling)} with bonuses, the sum of the items’ full points`,
        }
      : ceiling > full
        ? { zh: `加分后最高${decimal(ceiling)}分`, en: `at most ${decimal(ceiling)} with bonuses` }
        : { zh: `最高${decimal(full)}分`, en: `at most ${decimal(full)}` };
  return {
    zh: `本部分得分最低${decimal(floor)}分，${most.zh}。`,
    en: `The section comes to ${decimal(floor)} points at least, and ${most.en}.`,
  };
}

function itemRow({ item, span, rule, missing, less }: CompiledItem, at: number, naming: Naming): Words[] {
  const full = decimal(span.full);
  const lowest = decimal(span.floor);
  return [
    same(String(at + 1)),
    titleOf(item),
    span.floor === 0 ? same(full) : { zh: `${full}（最低${lowest}）`, en: `${full} (least ${lowest})` },
    rule === undefined || item.measure === undefined
      ? fromFullWords(span)
      : ruleWords({ item, span, rule }, item.measure, naming),
    rule === undefined ? same('—') : missingTerms[missing].term,
    less.length === 0 ? same('—') : clauses(less.map((entry) => lessWords(entry, naming))),
  ];
}

function ruleWords(
  {
    item,
    span,
    rule,
  }: { item: CompiledItem['item']; span: CompiledItem['span']; rule: NonNullable<CompiledItem['rule']> },
  measure: string,
  naming: Naming,
): Words {
  const name = naming.measure(measure);
  const said = rule.kind.words(rule.data, { ...span, ...naming.reading(measure) });
  const shrunk =
    item.shrink === undefined
      ? same('')
      : {
          zh: `（小样本校正，强度${decimal(item.shrink)}）`,
          en: ` (small-number rule, strength ${decimal(item.shrink)})`,
        };
  return { zh: `${name.zh}${shrunk.zh}：${said.zh}`, en: `${name.en}${shrunk.en}: ${said.en}` };
}

function lessWords({ measure, each }: Less, naming: Naming): Words {
  const name = naming.measure(measure);
  const reading = naming.reading(measure);
  const lost = decimal(each);
  return reading.form === 'ratio'
    ? { zh: `${name.zh}按比率乘以${lost}分扣分`, en: `${name.en}: the ratio times ${lost} points` }
    : { zh: `${name.zh}${eachOne(reading)}扣${lost}分`, en: `${name.en}: ${lost} for each one` };
}
