// SPDX-License-Identifier: Apache-2.0
import { type CompiledMethod, compileMethod, type Method } from '@beichen/method';

type Words = { readonly zh: string; readonly en: string };
type Titled = {
  readonly id: string;
  readonly title?: { readonly zh: string; readonly en?: string | undefined } | undefined;
};

/** One thing that two editions say differently; `null` where one of them does not say it. */
export type Difference = { readonly place: Words; readonly before: Words | null; readonly after: Words | null };

type Said = { readonly place: Words; readonly said: Words };
type Item = CompiledMethod['sections'][number]['items'][number];

const same = (text: string | number): Words => ({ zh: String(text), en: String(text) });
const titleOf = ({ id, title }: Titled): Words => ({ zh: title?.zh ?? id, en: title?.en ?? title?.zh ?? id });
const under = (...places: readonly Words[]): Words => ({
  zh: places.map(({ zh }) => zh).join(' · '),
  en: places.map(({ en }) => en).join(' · '),
});

const KEYS = {
  full: { zh: '满分', en: 'full points' },
  floor: { zh: '最低分', en: 'lowest points' },
  rule: { zh: '计分规则', en: 'rule' },
  measure: { zh: '指标', en: 'measure' },
  missing: { zh: '缺数据时', en: 'where the fact is missing' },
  shrink: { zh: '小样本校正', en: 'small-number rule' },
  less: { zh: '扣分', en: 'deductions' },
  win: { zh: '获星分值', en: 'points that win the star' },
  requires: { zh: '前置', en: 'stars required' },
  lead: { zh: '牵头单位', en: 'lead' },
  ceiling: { zh: '封顶', en: 'ceiling' },
} as const satisfies Record<string, Words>;

const MISSING: Readonly<Record<string, Words>> = {
  zero: { zh: '记0分', en: 'counts 0' },
  full: { zh: '记满分', en: 'counts in full' },
  exclude: { zh: '不计这一项', en: 'is left out' },
  peer_mean: { zh: '取同组均分', en: 'takes the mean of the peers' },
  hold: { zh: '暂缓', en: 'holds the section' },
};

/** Plain data in one line, as the file would write it. */
function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join('、');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, child]) => `${key}: ${written(child)}`)
    .join('，');
}

type Entry = readonly [key: string, said: Said];

function itemSays(section: Words, { item, rule, span }: Item, at: string): Entry[] {
  const place = under(section, titleOf(item));
  const entry = (key: keyof typeof KEYS, said: Words | undefined): Entry[] =>
    said === undefined ? [] : [[`${at}.${key}`, { place: under(place, KEYS[key]), said }]];
  const plain = (value: unknown): Words | undefined => (value === undefined ? undefined : same(written(value)));
  return [
    ...entry('full', plain(item.full)),
    ...entry('floor', plain(item.floor)),
    ...entry('measure', plain(item.measure)),
    ...entry('rule', rule?.kind.words(rule.data, span)),
    ...entry('missing', rule === undefined ? undefined : MISSING[item.missing ?? 'hold']),
    ...entry('shrink', plain(item.shrink)),
    ...entry('less', plain(item.less)),
  ];
}

function sectionSays({ section, items }: CompiledMethod['sections'][number]): Entry[] {
  const at = `section ${section.id}`;
  const title = titleOf(section);
  const own = (['win', 'requires', 'floor', 'lead', 'ceiling'] as const).flatMap((key): Entry[] =>
    section[key] === undefined
      ? []
      : [[`${at}.${key}`, { place: under(title, KEYS[key]), said: same(written(section[key])) }]],
  );
  return [...own, ...items.flatMap((item) => itemSays(title, item, `${at} ${item.item.id}`))];
}

const LISTS = {
  adjustments: { zh: '加减分', en: 'plus and minus' },
  vetoes: { zh: '一票否决', en: 'vetoes' },
  grades: { zh: '等次', en: 'grades' },
} as const satisfies Record<string, Words>;

function restSays(method: Method): Entry[] {
  const lists = (Object.keys(LISTS) as (keyof typeof LISTS)[]).flatMap((list) =>
    (method[list] ?? []).map((entry): Entry => {
      const { id, title, ...data } = entry;
      return [`${list} ${id}`, { place: under(LISTS[list], titleOf({ id, title })), said: same(written(data)) }];
    }),
  );
  const { caps, ranking, peers, decimals } = method;
  const single: readonly (readonly [Words, unknown])[] = [
    [{ zh: '合并封顶', en: 'caps' }, caps],
    [{ zh: '排名', en: 'ranking' }, ranking],
    [{ zh: '同组', en: 'peers' }, peers],
    [{ zh: '小数位', en: 'decimals' }, decimals],
  ];
  return [
    ...lists,
    ...single.flatMap(([place, value]): Entry[] =>
      value === undefined ? [] : [[place.en, { place, said: same(written(value)) }]],
    ),
  ];
}

function saysOf(method: Method): ReadonlyMap<string, Said> {
  return new Map([...compileMethod(method).sections.flatMap(sectionSays), ...restSays(method)]);
}

/** What two editions say differently, in words, in the order of the second; what is gone comes at the end. */
export function differencesOf(before: Method, after: Method): Difference[] {
  const was = saysOf(before);
  const is = saysOf(after);
  const changed = [...is].flatMap(([key, { place, said }]): Difference[] => {
    const old = was.get(key);
    if (old?.said.zh === said.zh) return [];
    return [{ place, before: old?.said ?? null, after: said }];
  });
  const gone = [...was].flatMap(([key, { place, said }]): Difference[] =>
    is.has(key) ? [] : [{ place, before: said, after: null }],
  );
  return [...changed, ...gone];
}
