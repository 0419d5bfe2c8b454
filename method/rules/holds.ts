// SPDX-License-Identifier: Apache-2.0
import { decimal } from '../amount.ts';
import { bendsOf, type Condition, condition, conditionWords, passes, testOf } from '../condition.ts';
import type { RuleKind } from './rule-kind.ts';

/** Full points where a condition holds, none where it doesn't. */
export const holds: RuleKind<Condition> = {
  key: 'holds',
  schema: condition.describe('条件成立得满分，否则得0分 / full points where the condition holds, else none'),
  faults: () => [],
  scorer(data, { full }) {
    const test = testOf(data);
    return ({ values, points, count }) => {
      for (let k = 0; k < count; k += 1) points[k] = passes(test, values[k] as number) ? full : 0;
    };
  },
  words(data, saying) {
    const said = conditionWords(data, saying);
    const full = decimal(saying.full);
    return { zh: `${said.zh}的得满分${full}分，否则得0分`, en: `the full ${full} points where ${said.en}, else 0` };
  },
  bends: (data) => bendsOf(data),
  levels: () => [],
};
