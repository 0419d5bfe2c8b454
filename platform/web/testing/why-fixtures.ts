// SPDX-License-Identifier: Apache-2.0
import type { Explanation, MeasureWords } from '@beichen/method';
import type { MeasureTitles } from '../why/item-words.ts';

type Section = Explanation['sections'][number];
type Item = Section['items'][number];

const item = (id: string, zh: string, told: Partial<Item> & { readonly rule: Item['rule'] }): Item => ({
  id,
  title: { zh, en: id },
  measure: id,
  num: null,
  den: null,
  value: null,
  shrunk: null,
  full: 20,
  floor: 0,
  ruled: null,
  deductions: [],
  missing: null,
  points: null,
  ...told,
});

const rule = (zh: string, en: string): { readonly zh: string; readonly en: string } => ({ zh, en });

const safety: Section = {
  id: 'safety',
  title: { zh: '平安法治星', en: 'Safe and lawful' },
  star: true,
  win: 85,
  won: false,
  items: [
    item('on-time', '按期办结', {
      num: 41,
      den: 46,
      value: 41 / 46,
      shrunk: 0.897,
      ruled: 14.7,
      points: 14.7,
      rule: rule('目标95%，每低1个百分点扣1分', 'target 95 %, 1 point for each point below'),
    }),
    item('resolved', '群众认可解决', {
      num: 52,
      den: 58,
      value: 52 / 58,
      ruled: 16.95,
      points: 16.95,
      rule: rule('60%至95%按比例得分', 'in proportion from 60 % to 95 %'),
    }),
    item('mediation', '矛盾纠纷调解', {
      num: 24,
      den: 26,
      value: 24 / 26,
      ruled: 16.92,
      points: 16.92,
      rule: rule('50%至100%按比例得分', 'in proportion from 50 % to 100 %'),
    }),
    item('accidents', '零事故', {
      num: 0,
      value: 0,
      full: 15,
      ruled: 15,
      points: 15,
      rule: rule('无造成伤亡的事故得满分', 'full where no accident hurt anybody'),
    }),
    item('hazards', '安全隐患整改', {
      num: 12,
      den: 14,
      value: 12 / 14,
      full: 15,
      ruled: 12.86,
      points: 12.86,
      rule: rule('按整改完成比例得分', 'by the share that is mended'),
    }),
    item('counsel', '法律顾问驻点', {
      num: 6,
      value: 6,
      full: 10,
      ruled: 7.5,
      points: 7.5,
      rule: rule('每季8次得满分', 'full from 8 visits a quarter'),
      deductions: [{ measure: 'late-reports', each: 0.5, value: 0, taken: 0 }],
    }),
  ],
  sum: 83.93,
  scaled: null,
  adjustments: [],
  bounds: { floor: 0, ceiling: 100 },
  zeroedBy: [],
  incomplete: false,
  points: 83.93,
  reasons: ['points'],
  why: [rule('83.93分，得星需85分，差1.07分', '83.93 points, 85 needed, 1.07 short')],
  gap: 1.07,
  closers: [{ item: 'on-time', measure: 'on-time', value: 42 / 46, records: { num: 42, den: 46, more: 1 } }],
};

const branch: Section = {
  ...safety,
  id: 'branch',
  title: { zh: '支部过硬星', en: 'Sound branch' },
  items: [
    item('meetings', '组织生活', {
      num: 11,
      den: 12,
      value: 11 / 12,
      full: 60,
      ruled: 55,
      points: 55,
      rule: rule('按完成比例得分', 'by the share that was held'),
    }),
    item('learning', '党员学习', {
      full: 40,
      missing: 'hold',
      rule: rule('满40学时得满分', 'full from 40 hours'),
    }),
  ],
  sum: 55,
  points: 55,
  incomplete: true,
  reasons: ['incomplete', 'points', 'requires'],
  why: [
    rule('数据未齐：党员学习', 'data missing: learning'),
    rule('前提未得：平安法治星', 'it requires Safe and lawful, not won'),
  ],
  adjustments: [
    {
      members: [
        {
          id: 'model',
          title: rule('市级典型', 'model of the city'),
          measure: 'model',
          each: 2,
          cap: 4,
          value: 1,
          size: 2,
        },
      ],
      cap: null,
      added: 2,
    },
  ],
};

/** One community's reasons: two sections of its method, one complete, one with data missing. */
export const willowBrookReasons: Explanation = {
  unit: { id: 'c2-0', name: '柳溪社区' },
  result: {
    unit: 'c2-0',
    sections: {},
    total: 440.15,
    stars: 3,
    grade: 'three',
    why_not_better: [],
    rank: 21,
    rank_all: 128,
  },
  peers: { units: 72, ranked: 72, all: 423, rankedAll: 423 },
  sections: [safety, branch],
  adjustments: [],
  vetoes: [],
  grade: { held: { id: 'three', title: rule('三星', '3 stars') }, above: null },
  unranked: null,
  unknown: { vetoes: [], adjustments: [], deductions: [] },
};

const words = (zh: string, unit: string, form: MeasureWords['form']): MeasureWords => ({
  title: { zh, en: zh },
  unit: { zh: unit, en: unit === '次' ? 'visits' : 'cases' },
  form,
});

export const measureTitles: MeasureTitles = {
  'on-time': words('按期办结', '件', 'ratio'),
  resolved: words('群众认可解决', '件', 'ratio'),
  mediation: words('矛盾纠纷调解', '件', 'ratio'),
  accidents: words('造成伤亡的事故', '起', 'count'),
  hazards: words('安全隐患整改', '处', 'ratio'),
  counsel: words('法律顾问驻点', '次', 'count'),
  'late-reports': words('迟报', '次', 'count'),
  meetings: words('组织生活', '次', 'ratio'),
  learning: words('党员学习', '学时', 'value'),
};
