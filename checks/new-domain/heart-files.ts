// SPDX-License-Identifier: Apache-2.0
import { LICENCE } from '../rules/markers.ts';
import { camelOf, type NewDomain, tableOf } from './new-domain.ts';

const readme = ({ id, title, screen }: NewDomain): string => `# ${title.zh} · ${title.en}

What it is for, in two sentences.

- \`model.ts\` shapes · \`rules.ts\` decisions without I/O · \`server/routes.ts\` a row per endpoint · \`server/migrations/\` its tables${
  screen === undefined ? '' : ` ·\n  \`web/${screen}/\` its first screen`
}

| state | means | goes on by |
|---|---|---|
| open 进行中 | it was entered | closing |
| closed 已结束 | its end has passed | |

Whoever sees a unit sees its entries (\`${tableOf(id)}\`). Nobody holds \`${id}.read\` until a role of the pack gives it.
`;

const declaration = ({ id, title, screen }: NewDomain): string => `${LICENCE}
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';

export const ${camelOf(id)}Module = {
  id: '${id}',
  title: { zh: '${title.zh}', en: '${title.en}' },
  needs: ['org'],
  permissions: [{ id: '${id}.read', title: { zh: '查看${title.zh}', en: 'See ${title.en.toLowerCase()}' } }],
  events: [],
  measures: [],
  errors: [],
  screens: [${
    screen === undefined
      ? ''
      : `
    {
      id: '${id}.${screen}',
      path: '/${id}',
      title: { zh: '${title.zh}', en: '${title.en}' },
      permission: '${id}.read',
      menu: 90,
    },
  `
  }],
} as const satisfies ModuleDeclaration;
`;

const model = `${LICENCE}
import { recordId } from '@beichen/kernel/ids.ts';
import { instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { unitId } from '../org/public.ts';

const entryShape = z.object({
  id: recordId,
  unit: unitId,
  title: z.string().describe('名称'),
  openedAt: instantSchema.describe('开始时间'),
  closedAt: instantSchema.nullable().describe('结束时间，未定为 null'),
  stage: z.enum(['open', 'closed']).describe('进行中、已结束'),
});

export type Entry = z.infer<typeof entryShape>;

export const listAsked = z.object({ unit: unitId });

export const entryPage = z.object({ entries: z.array(entryShape).describe('最近的 200 条，新的在前') });
`;

const rules = `${LICENCE}
import type { Instant } from '@beichen/kernel/time.ts';
import type { Entry } from './model.ts';

/** Where an entry stands at a moment. */
export function stageOf({ closedAt }: Pick<Entry, 'closedAt'>, now: Instant): Entry['stage'] {
  return closedAt !== null && closedAt <= now ? 'closed' : 'open';
}
`;

const rulesTest = `${LICENCE}
import { instant } from '@beichen/kernel/time.ts';
import { expect, test } from 'vitest';
import { stageOf } from './rules.ts';

const noon = instant('2026-03-01T04:00:00.000Z');

test('an entry is closed from its end on, and not before', () => {
  expect(stageOf({ closedAt: instant('2026-03-01T04:00:00.001Z') }, noon)).toBe('open');
  expect(stageOf({ closedAt: noon }, noon)).toBe('closed');
});

test('without an end it is open', () => {
  expect(stageOf({ closedAt: null }, noon)).toBe('open');
});
`;

const words = ({ title }: NewDomain): Readonly<Record<'zh-CN' | 'en', Readonly<Record<string, string>>>> => ({
  'zh-CN': {
    title: title.zh,
    'stage.open': '进行中',
    'stage.closed': '已结束',
    'list.doing': '取得记录',
    'list.loading': '正在取记录',
    'list.none': '还没有记录',
    'list.none.why': '登记第一条之后，会列在这里。',
  },
  en: {
    title: title.en,
    'stage.open': 'Open',
    'stage.closed': 'Closed',
    'list.doing': 'fetch the entries',
    'list.loading': 'Fetching the entries',
    'list.none': 'No entries yet',
    'list.none.why': 'The first one will be listed here.',
  },
});

/** README, declaration, shapes, decisions with their test, and words of a new domain. */
export function heartFiles(domain: NewDomain): Readonly<Record<string, string>> {
  const { 'zh-CN': zh, en } = words(domain);
  return {
    'README.md': readme(domain),
    'module.ts': declaration(domain),
    'model.ts': model,
    'rules.ts': rules,
    'rules.test.ts': rulesTest,
    'locales/zh-CN.json': `${JSON.stringify(zh, null, 2)}\n`,
    'locales/en.json': `${JSON.stringify(en, null, 2)}\n`,
  };
}
