// SPDX-License-Identifier: Apache-2.0
import { adjustmentGroups, mostAdded } from '../bonus.ts';
import type { Adjustment, Cap, Grade, Item, Method, Section } from '../model.ts';
import { atMost } from '../rounding.ts';
import { boundRule } from '../rules/rule-kinds.ts';
import type { Path } from '../source/read-source.ts';
import type { Draft, Entry } from './draft.ts';

const DEFAULT_DECIMALS = 2;

/** Refuses numbers and combinations that cannot mean anything (METHOD.md section 1, "Refused too"). */
export function checkAmounts(draft: Draft): void {
  const decimals = draft.object<Method>([]).value.decimals ?? DEFAULT_DECIMALS;
  const sections = draft.list<Section>(['sections']);
  for (const section of sections) {
    for (const entry of draft.list<Item>([...section.path, 'items'])) checkItem(draft, entry, decimals);
    checkSection(draft, section, decimals);
  }
  checkAdjustments(draft, decimals);
  for (const entry of draft.list<Grade>(['grades'])) checkQuota(draft, entry);
}

function checkItem(draft: Draft, { path, value, has }: Entry<Item>, decimals: number): void {
  const { full, floor, rule, measure } = value;
  if (full !== undefined && !(full > 0 && full <= 1000))
    draft.fault([...path, 'full'], {
      code: 'full-range',
      what: { zh: `满分${full}不在0到1000之间`, en: `full is ${full}, not in (0, 1000]` },
      mend: { zh: '写大于0、不超过1000的数', en: 'write a number over 0 and at most 1000' },
    });
  checkDecimals(draft, [...path, 'full'], { x: full, decimals });
  checkDecimals(draft, [...path, 'floor'], { x: floor, decimals });
  if (floor !== undefined && full !== undefined && floor > full)
    draft.fault([...path, 'floor'], {
      code: 'floor-above-full',
      what: { zh: `最低分${floor}高于满分${full}`, en: `the floor ${floor} is above full, ${full}` },
      mend: { zh: '写不高于满分的数', en: 'write a number not above full' },
    });
  if (!has('rule') && (!has('less') || value.less?.length === 0))
    draft.fault(path, {
      code: 'no-rule',
      what: { zh: '没有写怎样计分', en: 'nothing says how points are given' },
      mend: { zh: '写上rule；只扣分的项目写less', en: 'add rule; for an item that only loses points, less' },
    });
  if (has('rule') && !has('measure'))
    draft.fault(path, {
      code: 'rule-without-measure',
      what: { zh: '有rule而没有measure', en: 'a rule without a measure' },
      mend: { zh: '写上measure', en: 'add measure' },
    });
  if (!has('rule'))
    for (const key of ['measure', 'missing', 'shrink'] as const)
      if (has(key))
        draft.fault([...path, key], {
          onKey: true,
          code: 'without-rule',
          what: { zh: `没有rule的项目不能写${key}`, en: `${key} on an item without a rule` },
          mend: { zh: `删去${key}，或补上rule`, en: `delete ${key}, or add a rule` },
        });
  if (rule !== undefined && measure !== '') {
    const { kind, data } = boundRule(rule);
    for (const { path: inside, ...told } of kind.faults(data))
      draft.fault([...path, 'rule', kind.key, ...inside], told);
  }
}

function checkSection(draft: Draft, { path, value, has }: Entry<Section>, decimals: number): void {
  const star = value.star === true;
  if (star && !has('win'))
    draft.fault(path, {
      code: 'star-without-win',
      what: { zh: '是星而没有写得星分数线win', en: 'a star without win' },
      mend: { zh: '写上win', en: 'add win' },
    });
  if (!star && (!has('star') || value.star === false))
    for (const key of ['win', 'requires'] as const)
      if (has(key))
        draft.fault([...path, key], {
          onKey: true,
          code: 'win-without-star',
          what: { zh: `不是星的部分不能写${key}`, en: `${key} on a section that is no star` },
          mend: { zh: `写star: true，或删去${key}`, en: `write star: true, or delete ${key}` },
        });
  const needed = value.requires;
  if (needed !== undefined && !Array.isArray(needed)) {
    const { any, of } = needed as { any: number; of: string[] };
    if (any > of.length)
      draft.fault([...path, 'requires', 'any'], {
        code: 'any-above-list',
        what: { zh: `要求${any}颗，而只列了${of.length}颗`, en: `any is ${any}, the list has ${of.length}` },
        mend: { zh: '减小any，或多列几颗', en: 'lower any, or list more' },
      });
  }
  checkDecimals(draft, [...path, 'floor'], { x: value.floor, decimals });
  const items = draft.list<Item>([...path, 'items']);
  if (!items.every((item) => item.value.full !== undefined)) return;
  const full = items.reduce((sum, item) => sum + (item.value.full ?? 0), 0);
  if (value.floor !== undefined && !atMost(value.floor, full))
    draft.fault([...path, 'floor'], {
      code: 'floor-above-full',
      what: {
        zh: `最低分${value.floor}高于满分之和${full}`,
        en: `the floor ${value.floor} is above the sum of full, ${full}`,
      },
      mend: { zh: '写不高于满分之和的数', en: 'write a number not above it' },
    });
  checkWin(draft, { path, value, has }, full);
}

function checkWin(draft: Draft, { path, value }: Entry<Section>, full: number): void {
  if (value.win === undefined) return;
  const adjustments = draft.list<Adjustment>(['adjustments']);
  const caps = draft.list<Cap>(['caps']);
  if (
    value.ceiling === undefined &&
    !adjustments.every((entry) => entry.value.cap !== undefined && entry.value.each !== undefined)
  )
    return;
  if (
    value.ceiling === undefined &&
    !caps.every((entry) => entry.value.of !== undefined && entry.value.at !== undefined)
  )
    return;
  const whole = <T>(entries: readonly Entry<T>[]): T[] => entries.map((entry) => entry.value as T);
  const most =
    value.ceiling === 'full' ? full : full + mostAdded(adjustmentGroups(whole(adjustments), whole(caps), value.id));
  if (!atMost(value.win, most))
    draft.fault([...path, 'win'], {
      code: 'win-out-of-reach',
      what: {
        zh: `得星要${value.win}分，最多只能得${most}分`,
        en: `win is ${value.win}, but at most ${most} points can be had`,
      },
      mend: { zh: '降低win，或提高各项满分', en: 'lower win, or raise the items' },
    });
}

function checkAdjustments(draft: Draft, decimals: number): void {
  const adjustments = draft.list<Adjustment>(['adjustments']);
  for (const { path, value } of adjustments) {
    if (value.each === 0)
      draft.fault([...path, 'each'], {
        code: 'each-zero',
        what: { zh: 'each不能是0', en: 'each is 0' },
        mend: { zh: '加分写正数，扣分写负数', en: 'above 0 to add, below 0 to take away' },
      });
    checkDecimals(draft, [...path, 'cap'], { x: value.cap, decimals });
  }
  const byId = new Map(adjustments.map(({ value }) => [value.id, value]));
  const taken = new Set<string>();
  for (const { path, value } of draft.list<Cap>(['caps'])) {
    checkDecimals(draft, [...path, 'at'], { x: value.at, decimals });
    const members = (value.of ?? []).flatMap((id) => byId.get(id) ?? []);
    const [first] = members;
    const differ = (what: 'section' | 'each', zh: string, en: string): void =>
      draft.fault([...path, 'of'], {
        code: `cap-${what}`,
        what: { zh: `合并封顶的各项${zh}`, en: `the members of the cap ${en}` },
        mend: { zh: '分成几个cap来写', en: 'write a cap for each' },
      });
    if (members.some((member) => member.section !== first?.section))
      differ('section', '不在同一部分', 'differ in section');
    if (members.some((member) => Math.sign(member.each ?? 1) !== Math.sign(first?.each ?? 1)))
      differ('each', '有加有减', 'differ in sign');
    (value.of ?? []).forEach((id, index) => {
      if (taken.has(id))
        draft.fault([...path, 'of', index], {
          code: 'cap-shared',
          what: { zh: `“${id}”已在另一处合并封顶`, en: `"${id}" is a member of a cap already` },
          mend: { zh: '一个加减分项只列入一个cap', en: 'list an adjustment in one cap only' },
        });
      taken.add(id);
    });
  }
}

function checkQuota(draft: Draft, { path, value }: Entry<Grade>): void {
  const { quota } = value;
  if (quota === undefined) return;
  const at: Path = [...path, 'quota'];
  if (!draft.object<Method>([]).has('ranking'))
    draft.fault(at, {
      onKey: true,
      code: 'quota-without-ranking',
      what: { zh: '有名额而没有ranking', en: 'a quota without a ranking' },
      mend: { zh: '写上ranking，说明按什么排序', en: 'add a ranking' },
    });
  const share = typeof quota === 'number' ? quota : quota.share;
  if (share !== undefined && !(share > 0 && share <= 1))
    draft.fault(typeof quota === 'number' ? at : [...at, 'share'], {
      code: 'share-range',
      what: { zh: `比例${share}不在0到1之间`, en: `the share ${share} is not in (0, 1]` },
      mend: { zh: '写成大于0、不超过1的数，如一成写0.1', en: 'write a number over 0 and at most 1: a tenth is 0.1' },
    });
  if (typeof quota === 'number') return;
  if ((quota.share === undefined) === (quota.count === undefined))
    draft.fault(at, {
      code: 'share-or-count',
      what: { zh: 'share和count恰好写一个', en: 'exactly one of share and count is expected' },
      mend: { zh: '按比例写share，按个数写count', en: 'share for a part, count for a number' },
    });
  if (quota.count !== undefined && quota.least !== undefined)
    draft.fault([...at, 'least'], {
      onKey: true,
      code: 'least-beside-count',
      what: { zh: '写了count就不能再写least', en: 'least beside count' },
      mend: { zh: '删去least', en: 'delete least' },
    });
}

function checkDecimals(draft: Draft, path: Path, { x, decimals }: { x: number | undefined; decimals: number }): void {
  if (x === undefined || decimalsOf(x) <= decimals) return;
  draft.fault(path, {
    code: 'too-many-decimals',
    what: { zh: `${x}的小数超过${decimals}位`, en: `${x} has more than ${decimals} decimals` },
    mend: { zh: `最多写${decimals}位小数，或改大decimals`, en: `write at most ${decimals}, or raise decimals` },
  });
}

/** Decimals of a number as it is written shortest: 0.25 has two, 1e-7 seven. */
function decimalsOf(x: number): number {
  const [digits = '', exponent = '0'] = String(x).split('e');
  const fraction = digits.split('.')[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}
