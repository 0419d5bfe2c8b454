// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { condition, conditionFields, hasOne } from './condition.ts';
import { rule } from './rules/rule-kinds.ts';
import { closed, number, positive } from './rules/shapes.ts';

/*
 * The shapes of a method file (METHOD.md section 1), as written: nothing is filled in. What no shape can say is in
 * check/. `meta` holds what editors can be told as well (schema.ts), where check/ has the better words for the fault.
 */

const text = z.string().min(1);
const words = closed({ zh: text.describe('中文'), en: text.optional().describe('English') });
const title = words.optional().describe('名称（中文、英文） / title');
const id = text.describe('标识，在所在列表内唯一 / id, unique in its list');
const ids = z.array(text);
const measure = text.describe('指标 / a measure of the catalogue');
const yes = z.boolean().optional();

/** A deduction from an item. */
export const less = closed({ measure, each: positive.describe('每1扣几分 / points lost for each one') });

/** A condition on a measure, written inline. */
const need = closed({ measure, ...conditionFields })
  .refine(hasOne, { error: `one-of: ${Object.keys(conditionFields).join(', ')}` })
  .meta({ minProperties: 2, maxProperties: 2 });

export const MISSING = ['zero', 'full', 'exclude', 'peer_mean', 'hold'] as const;

export const item = closed({
  id,
  title,
  full: number
    .meta({ exclusiveMinimum: 0, maximum: 1000 })
    .describe('满分，大于0，不超过1000 / full points, over 0 and at most 1000'),
  floor: number.optional().describe('最低分，默认0 / lowest points (0)'),
  measure: measure.optional(),
  rule: rule.optional(),
  missing: z
    .enum(MISSING)
    .optional()
    .describe('缺数时：零分、满分、不计、取同组均分、待定（默认） / where the fact is missing (hold)'),
  shrink: positive.optional().describe('小样本校正的强度k / strength of the small-number rule'),
  less: z.array(less).optional().describe('扣分 / deductions'),
}).meta({
  dependentRequired: { rule: ['measure'], measure: ['rule'], missing: ['rule'], shrink: ['rule'] },
  anyOf: [{ required: ['rule'] }, { required: ['less'], properties: { less: { minItems: 1 } } }],
});

const requires = z
  .union([ids, closed({ any: z.int().min(1).describe('至少几颗 / how many'), of: ids })])
  .optional()
  .describe('还须得到的星 / stars that must be won too');

export const section = closed({
  id,
  title,
  star: z.boolean().optional().describe('是否一颗星 / whether it is a star'),
  lead: text.optional().describe('牵头单位 / who assesses it'),
  win: number
    .optional()
    .describe(
      '得星分数线；是星则必写，不是星则不写 / points at which the star is won; a star has it, no other section',
    ),
  requires,
  floor: number.optional().describe('最低分，默认0 / lowest points (0)'),
  ceiling: z
    .literal('full')
    .optional()
    .describe('full：加分后也不超过各项满分之和 / with bonuses not above the sum of full'),
  items: z.array(item).min(1),
}).meta({
  if: { properties: { star: { const: true } }, required: ['star'] },
  then: { required: ['win'] },
  else: { not: { anyOf: [{ required: ['win'] }, { required: ['requires'] }] } },
});

export const adjustment = closed({
  id,
  title,
  section: text.optional().describe('计入哪一部分；不写计入总分 / section; without, the total'),
  measure,
  each: number.meta({ not: { const: 0 } }).describe('每1加几分，负数为扣分 / points for each one; below 0 takes away'),
  cap: positive.describe('本项最多加（扣）几分 / at most so many points'),
});

export const cap = closed({
  of: ids.describe('合并封顶的加减分项 / adjustments that count together'),
  at: positive.describe('合计最多几分 / at most so many points together'),
  take: z
    .enum(['sum', 'highest'])
    .optional()
    .describe('sum：相加（默认）；highest：取最高不累计 / added up (default), or the highest alone'),
});

const consequence = closed({
  lose: z
    .union([z.literal('all'), ids])
    .optional()
    .describe('失去的星 / stars lost'),
  zero: ids.optional().describe('记0分的部分 / sections set to 0'),
  grade_at_most: text.optional().describe('等次最高到 / no grade above this one'),
  no_grade: yes.describe('不定等次 / no grade at all'),
  unrank: yes.describe('不参加排名 / not ranked'),
})
  .refine((data) => Object.values(data).some((value) => value !== undefined), {
    error: 'one-or-more: lose, zero, grade_at_most, no_grade, unrank',
  })
  .meta({ minProperties: 1 });

export const veto = closed({ id, title, measure, when: condition, then: consequence.describe('后果 / what follows') });

const share = number
  .meta({ exclusiveMinimum: 0, maximum: 1 })
  .describe('比例，大于0，不超过1 / a share, over 0 and at most 1');
const quota = z
  .union([
    share,
    closed({
      share: share.optional(),
      count: z.int().min(0).optional().describe('名额数 / number of places'),
      of: text
        .optional()
        .describe('以谁为基数：all（默认）或某一等次 / share of all (default), or of those that meet a grade'),
      within: z
        .enum(['peers', 'all'])
        .optional()
        .describe('在同组内（默认）还是全体 / within the peers (default) or all'),
      least: z.int().min(0).optional().describe('至少几个名额 / at least so many places'),
      ties: z
        .enum(['none', 'all'])
        .optional()
        .describe('并列放不下时：都不进（默认）或都进 / ties at the end: none (default) or all'),
      through: yes.describe('更高等次也占名额 / better grades count in it'),
    }).meta({
      oneOf: [{ required: ['share'] }, { required: ['count'] }],
      dependentSchemas: { count: { not: { required: ['least'] } } },
    }),
  ])
  .optional()
  .describe('名额 / quota');

export const grade = closed({
  id,
  title,
  stars: z.int().min(0).optional().describe('至少几颗星 / at least so many stars'),
  total: number.optional().describe('总分至少 / at least this total'),
  each: number.optional().describe('每颗星至少几分 / every star has at least so many points'),
  needs: need.optional().describe('还须满足的条件 / a condition on a measure'),
  quota,
});

const key = z.string().regex(/^(stars|total|section:.+|-?measure:.+)$/su, {
  error: 'key: stars, total, section:ID, measure:ID, -measure:ID',
});

export const ranking = closed({
  by: z.array(key).min(1).describe('排序依据，依次比较 / keys, compared in turn'),
  then: z.array(key).optional().describe('再比较 / further keys'),
  minimum: closed({ measure, count: number }).optional().describe('参加排名的最低基数 / the least count to be ranked'),
});

const basis = closed({
  document: text.optional(),
  approval: text.optional(),
  from: text.optional(),
  to: text.optional(),
});

/** A method file. */
export const method = closed({
  method: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, { error: 'kebab-case' })
    .describe('办法的标识，小写字母、数字和连字符 / id, kebab-case'),
  edition: text.describe('版本，字符串；发布后不再改动 / a string; a published edition never changes'),
  title,
  subject: text.describe('考核对象的类别 / the kind of unit that it assesses'),
  period: z.enum(['month', 'quarter', 'half', 'year']).optional().describe('考核周期 / period'),
  decimals: z.int().min(0).max(4).optional().describe('小数位数，默认2 / decimals (2)'),
  peers: text
    .optional()
    .describe(
      '同组：上级类别、attribute:名称或all（默认） / peer group: a kind of ancestor, attribute:NAME or all (default)',
    ),
  basis: basis.optional().describe('依据文件 / the documents that it rests on'),
  sections: z.array(section).min(1),
  adjustments: z.array(adjustment).optional().describe('加减分 / plus and minus'),
  caps: z.array(cap).optional().describe('合并封顶 / adjustments that count together'),
  vetoes: z.array(veto).optional().describe('一票否决 / vetoes'),
  grades: z.array(grade).optional().describe('等次，由高到低 / grades, best first'),
  ranking: ranking.optional().describe('排名 / ranking'),
});

export type Method = z.infer<typeof method>;
export type Section = z.infer<typeof section>;
export type Item = z.infer<typeof item>;
export type Less = z.infer<typeof less>;
export type Adjustment = z.infer<typeof adjustment>;
export type Cap = z.infer<typeof cap>;
export type Veto = z.infer<typeof veto>;
export type Grade = z.infer<typeof grade>;
export type Ranking = z.infer<typeof ranking>;
export type Missing = (typeof MISSING)[number];
