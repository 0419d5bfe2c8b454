// SPDX-License-Identifier: Apache-2.0
import { decimal, eachOne } from '../amount.ts';
import { conditionWords } from '../condition.ts';
import type { CompiledMethod } from '../evaluate/compile.ts';
import type { Words } from '../fault.ts';
import type { Adjustment, Cap, Veto } from '../model.ts';
import { titleOf } from '../title.ts';
import type { Chapter, Column } from './document.ts';
import { clauses, listed, type Naming, same } from './naming.ts';

const adjustmentColumns: readonly Column<Words>[] = [
  { title: { zh: '序号', en: 'No.' }, width: 0.08, centred: true },
  { title: { zh: '项目', en: 'Adjustment' }, width: 0.26 },
  { title: { zh: '计入', en: 'Counts in' }, width: 0.16, centred: true },
  { title: { zh: '计分办法', en: 'Points' }, width: 0.36 },
  { title: { zh: '限额', en: 'Limit' }, width: 0.14, centred: true },
];

/** Plus and minus items, where there are any. */
export function adjustmentChapters({ method, sections }: CompiledMethod, naming: Naming): Chapter[] {
  const adjustments = method.adjustments ?? [];
  if (adjustments.length === 0) return [];
  const sectionOf = ({ section }: Adjustment): Words => {
    const found = sections.find((candidate) => candidate.section.id === section);
    return found === undefined ? { zh: '总分', en: 'the total' } : titleOf(found.section);
  };
  const rows = adjustments.map((adjustment, at) => [
    same(String(at + 1)),
    titleOf(adjustment),
    sectionOf(adjustment),
    eachWords(adjustment, naming),
    limitWords(adjustment),
  ]);
  const table = { columns: adjustmentColumns, rows };
  const note = {
    zh: '加减分指标缺数的，不加不减，列为待核。',
    en: 'Where its fact is missing, an adjustment adds and takes nothing and is listed as unknown.',
  };
  return [{ heading: { zh: '加减分', en: 'Plus and minus' }, blocks: [{ paragraph: note }, { table }] }];
}

function eachWords({ each, measure }: Adjustment, naming: Naming): Words {
  const name = naming.measure(measure);
  const reading = naming.reading(measure);
  const size = decimal(Math.abs(each));
  const [zh, en] = each > 0 ? ['加', 'added'] : ['扣', 'taken away'];
  return reading.form === 'ratio'
    ? { zh: `${name.zh}按比率乘以${size}分${zh}分`, en: `${name.en}: the ratio times ${size} ${en}` }
    : { zh: `${name.zh}${eachOne(reading)}${zh}${size}分`, en: `${name.en}: ${size} ${en} for each one` };
}

function limitWords({ each, cap }: Adjustment): Words {
  const most = decimal(cap);
  return each > 0
    ? { zh: `最多加${most}分`, en: `at most ${most}` }
    : { zh: `最多扣${most}分`, en: `at most ${most} taken away` };
}

/** Adjustments that count together, where there are any. */
export function capChapters({ method }: CompiledMethod): Chapter[] {
  const caps = (method.caps ?? []).filter(({ of }) => of.length > 0);
  if (caps.length === 0) return [];
  const byId = new Map((method.adjustments ?? []).map((adjustment) => [adjustment.id, adjustment]));
  return [
    { heading: { zh: '合并封顶', en: 'Joint caps' }, blocks: [{ list: caps.map((cap) => capWords(cap, byId)) }] },
  ];
}

function capWords({ of, at, take }: Cap, byId: ReadonlyMap<string, Adjustment>): Words {
  const members = of.flatMap((id) => byId.get(id) ?? []);
  const names = listed(members.map(titleOf));
  const adds = (members[0]?.each ?? 1) > 0;
  const most = decimal(at);
  const verb = adds ? '加' : '扣';
  const taken = adds ? 'at most' : 'at most, taken away,';
  return take === 'highest'
    ? {
        zh: `${names.zh}：取其中最高的一项，不累计，最多${verb}${most}分。`,
        en: `${names.en}: the highest of them alone, ${taken} ${most}.`,
      }
    : { zh: `${names.zh}：合计最多${verb}${most}分。`, en: `${names.en}: together ${taken} ${most}.` };
}

const vetoColumns: readonly Column<Words>[] = [
  { title: { zh: '序号', en: 'No.' }, width: 0.08, centred: true },
  { title: { zh: '情形', en: 'Case' }, width: 0.28 },
  { title: { zh: '认定条件', en: 'Condition' }, width: 0.28 },
  { title: { zh: '后果', en: 'What follows' }, width: 0.36 },
];

/** What takes stars, points, grades or the rank away, where anything does. */
export function vetoChapters({ method }: CompiledMethod, naming: Naming): Chapter[] {
  const vetoes = method.vetoes ?? [];
  if (vetoes.length === 0) return [];
  const rows = vetoes.map((veto, at) => [
    same(String(at + 1)),
    titleOf(veto),
    whenWords(veto, naming),
    thenWords(veto, method),
  ]);
  const note = {
    zh: '有下列情形之一的，按所列后果处理。指标缺数的，不触发，列为待核。',
    en: 'Where a condition holds, what is listed beside it follows. A veto whose fact is missing does not fire and is listed as unknown.',
  };
  return [
    {
      heading: { zh: '一票否决', en: 'Vetoes' },
      blocks: [{ paragraph: note }, { table: { columns: vetoColumns, rows } }],
    },
  ];
}

function whenWords({ measure, when }: Veto, naming: Naming): Words {
  const name = naming.measure(measure);
  const said = conditionWords(when, naming.reading(measure));
  return { zh: `${name.zh}${said.zh}`, en: `${name.en} is ${said.en}` };
}

function thenWords({ then }: Veto, method: CompiledMethod['method']): Words {
  const sections = (ids: readonly string[]): Words =>
    listed(method.sections.filter(({ id }) => ids.includes(id)).map(titleOf));
  const said: Words[] = [];
  if (then.lose === 'all') said.push({ zh: '不得任何一颗星', en: 'no star is won' });
  else if (then.lose !== undefined && then.lose.length > 0) {
    const lost = sections(then.lose);
    said.push({ zh: `不得${lost.zh}`, en: `${lost.en} not won` });
  }
  if (then.zero !== undefined && then.zero.length > 0) {
    const zeroed = sections(then.zero);
    said.push({ zh: `${zeroed.zh}计0分`, en: `${zeroed.en} set to 0` });
  }
  const most = method.grades?.find(({ id }) => id === then.grade_at_most);
  if (most !== undefined) {
    const title = titleOf(most);
    said.push({ zh: `等次最高定为${title.zh}`, en: `no grade above “${title.en}”` });
  }
  if (then.no_grade === true) said.push({ zh: '不定等次', en: 'no grade' });
  if (then.unrank === true) said.push({ zh: '不参加排名', en: 'not ranked' });
  return said.length === 0 ? { zh: '仅作记录', en: 'recorded only' } : clauses(said);
}
