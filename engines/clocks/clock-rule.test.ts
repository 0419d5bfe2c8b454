// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { clockRuleSchema } from './clock-rule.ts';

const limit = { unit: 'working-days', amount: 3 };

test('a rule is a limit, and may warn and climb', () => {
  const rule = {
    limit,
    soon: { unit: 'working-days', amount: 0.5 },
    ladder: [
      { before: { unit: 'working-days', amount: 1 }, step: 'remind' },
      { after: { unit: 'hours', amount: 0 }, step: 'urge' },
    ],
  };
  expect(clockRuleSchema.parse(rule)).toEqual(rule);
  expect(clockRuleSchema.parse({ limit })).toEqual({ limit, ladder: [] });
});

test.each([
  ['no amount', { limit: { unit: 'hours', amount: 0 } }, 'limit.amount'],
  ['an unknown unit', { limit: { unit: 'weeks', amount: 1 } }, 'limit.unit'],
  ['a third of an hour', { limit: { unit: 'hours', amount: 1 / 3 } }, 'limit.amount'],
  ['hours left of working days', { limit, soon: { unit: 'hours', amount: 4 } }, 'soon.unit'],
  [
    'a rung hours before the end of working days',
    { limit, ladder: [{ before: { unit: 'hours', amount: 4 }, step: 'remind' }] },
    'ladder.0.before.unit',
  ],
  ['a rung without a step', { limit, ladder: [{ after: limit }] }, 'ladder.0'],
  ['an unknown key', { limit, pause: true }, ''],
])('%s is refused', (_, rule, path) => {
  const read = clockRuleSchema.safeParse(rule);
  expect(read.success ? undefined : read.error.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});
