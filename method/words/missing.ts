// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../fault.ts';
import type { Missing } from '../model.ts';

/** What stands in where a fact is missing: the term of the table, and the sentence that explains it. */
export const missingTerms: Readonly<Record<Missing, { term: Words; sentence: Words }>> = {
  zero: {
    term: { zh: '计0分', en: '0 points' },
    sentence: { zh: '计0分：本项得0分。', en: '0 points: the item gives 0.' },
  },
  full: {
    term: { zh: '计满分', en: 'full points' },
    sentence: { zh: '计满分：本项得满分。', en: 'full points: the item gives its full points.' },
  },
  exclude: {
    term: { zh: '不计本项', en: 'left out' },
    sentence: {
      zh: '不计本项：其余各项得分之和，乘以各项满分之和，除以其余各项满分之和；各项都不计的，视为数据未齐。',
      en: 'left out: the sum of the other items’ points is multiplied by the sum of all full points and divided by that of the others; where all are left out, the section is incomplete.',
    },
  },
  peer_mean: {
    term: { zh: '取同组均分', en: 'peers’ mean' },
    sentence: {
      zh: '取同组均分：取同组有数单位本项得分的平均数；同组都缺数的，按“待补数”处理。',
      en: 'peers’ mean: the mean of the peers’ points for the item; held where none of them has a value.',
    },
  },
  hold: {
    term: { zh: '待补数', en: 'held' },
    sentence: {
      zh: '待补数：本项暂按0分列入，本部分标为数据未齐，补齐之前不能得星。',
      en: 'held: the item counts 0 for now and the section is incomplete; its star cannot be won until the fact is there.',
    },
  },
};
