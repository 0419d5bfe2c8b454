// SPDX-License-Identifier: Apache-2.0
import type { Draft, Entry } from '../check/draft.ts';
import type { Method, Section } from '../model.ts';

/** Warns of what a method must say before it can be issued: names in both languages, its period, what it rests on. */
export function lintPublication(draft: Draft): void {
  const method = draft.object<Method>([]);
  lintTitle(draft, method);
  const sections = draft.list<Section>(['sections']);
  for (const section of sections)
    for (const entry of [section, ...draft.list<Titled>([...section.path, 'items'])]) lintTitle(draft, entry);
  for (const list of ['adjustments', 'vetoes', 'grades'])
    for (const entry of draft.list<Titled>([list])) lintTitle(draft, entry);
  if (method.value.period === undefined)
    draft.fault([], {
      code: 'no-period',
      what: { zh: '没有写考核周期', en: 'no period is said' },
      mend: { zh: '写上period：month、quarter、half或year', en: 'add period: month, quarter, half or year' },
    });
  lintBasis(draft);
}

type Titled = { readonly title?: { readonly zh: string; readonly en?: string | undefined } | undefined };

function lintTitle(draft: Draft, { path, value }: Entry<Titled>): void {
  if (value.title === undefined)
    draft.fault(path, {
      code: 'no-title',
      what: { zh: '没有名称，公布时只能显示标识', en: 'no title: its id alone would be shown' },
      mend: { zh: '写上title: { zh: …, en: … }', en: 'add title: { zh: …, en: … }' },
    });
  else if (value.title.en === undefined)
    draft.fault([...path, 'title'], {
      code: 'no-english-title',
      what: { zh: '没有英文名称，英文页面显示中文', en: 'no English title: the Chinese one would be shown' },
      mend: { zh: '在title里写上en', en: 'add en to the title' },
    });
}

const BASIS = {
  document: ['依据文件', 'the document'],
  approval: ['批准文号', 'the approval'],
  from: ['执行起始日期', 'the first day'],
  to: ['执行截止日期', 'the last day'],
} as const;

/** 待填写 and the like: a place that somebody meant to fill in. */
const PLACEHOLDER = /^(?:待|某|×|x{2,}|tbd\b|todo\b|\?|…)/iu;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u;

function lintBasis(draft: Draft): void {
  const { path, value } = draft.object<NonNullable<Method['basis']>>(['basis']);
  if (!draft.object<Method>([]).has('basis')) {
    draft.fault([], {
      code: 'no-basis',
      what: {
        zh: '没有写依据、批准和执行日期，不能公布',
        en: 'neither basis nor approval nor days are said: it cannot be published',
      },
      mend: { zh: '写上basis: { document, approval, from, to }', en: 'add basis: { document, approval, from, to }' },
    });
    return;
  }
  for (const [key, [zh, en]] of Object.entries(BASIS)) {
    const said = value[key as keyof typeof BASIS];
    if (said === undefined)
      draft.fault(path, {
        code: 'no-basis',
        what: { zh: `没有写${zh}，不能公布`, en: `${en} is not said: it cannot be published` },
        mend: { zh: `在basis里写上${key}`, en: `add ${key} to basis` },
      });
    else if (PLACEHOLDER.test(said))
      draft.fault([...path, key], {
        code: 'basis-placeholder',
        what: { zh: `${zh}还没有填写，不能公布`, en: `${en} is still to be filled in: it cannot be published` },
        mend: { zh: '填写实际内容', en: 'fill it in' },
      });
    else if ((key === 'from' || key === 'to') && !DAY.test(said))
      draft.fault([...path, key], {
        code: 'basis-day',
        what: { zh: `“${said}”不是日期`, en: `"${said}" is no date` },
        mend: { zh: '写成2026-01-01这样', en: 'write it like 2026-01-01' },
      });
  }
  const { from, to } = value;
  if (from !== undefined && to !== undefined && DAY.test(from) && DAY.test(to) && to < from)
    draft.fault([...path, 'to'], {
      code: 'basis-day',
      what: { zh: '截止日期早于起始日期', en: 'the last day is before the first' },
      mend: { zh: '改正from或to', en: 'correct from or to' },
    });
}
