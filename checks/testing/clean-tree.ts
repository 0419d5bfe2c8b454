// SPDX-License-Identifier: Apache-2.0

const SPDX = '// SPDX-License-Identifier: Apache-2.0\n';

/** Code with its licence line. */
export function code(text: string): string {
  return `${SPDX}${text}\n`;
}

/** What every domain has beside its heart. */
function domain(id: string): Readonly<Record<string, string>> {
  return {
    [`domains/${id}/README.md`]: `# ${id}\n`,
    [`domains/${id}/server/index.ts`]: code('export const bind = 1;'),
    [`domains/${id}/server/routes.ts`]: code('export const routes = [];'),
    [`domains/${id}/locales/zh-CN.json`]: '{ "title": "名称，{count}件" }\n',
    [`domains/${id}/locales/en.json`]: '{ "title": { "one": "{count} thing", "other": "{count} things" } }\n',
  };
}

/** A small house with every room, in which nothing is wrong. */
export const CLEAN: Readonly<Record<string, string>> = {
  'README.md':
    '# A house\n\n[words](GLOSSARY.md#words) and [why](docs/decisions/2026-01-02-clay.md)\n\n## 两条 命令\n\n[见](#两条-命令)\n',
  'GLOSSARY.md': [
    '# Words',
    '',
    '| 中文 | English | name in code |',
    '|---|---|---|',
    '| 方法 | method | `method` |',
    '| 命令行 | command line | `cli` |',
    '| 组织 | organisation | `org` |',
    '| 事件 | case | `cases` |',
    '| 考核 | assessment | `assessment` |',
    '',
  ].join('\n'),
  'docs/decisions/2026-01-02-clay.md': '# Clay\n\nBecause it is near.\n',
  '.npmrc': 'omit-lockfile-registry-resolved=true\n',
  'package-lock.json': JSON.stringify({ packages: { 'node_modules/zod': { version: '4.6.7' } } }),
  'package.json': `${JSON.stringify(
    {
      name: 'house',
      private: true,
      type: 'module',
      workspaces: ['method', 'apps/cli'],
      devDependencies: { vitest: '5.1.1' },
    },
    null,
    2,
  )}\n`,
  'method/package.json': `${JSON.stringify(
    { name: '@beichen/method', type: 'module', exports: './index.ts', dependencies: { zod: '4.6.7' } },
    null,
    2,
  )}\n`,
  'method/index.ts': code("export { twice } from './rules/twice.ts';"),
  'method/rules/twice.ts': code(
    "import { z } from 'zod';\n\nexport const twice = (value: unknown): number => 2 * z.number().parse(value);",
  ),
  'method/rules/twice.test.ts': code(
    "import { readFileSync } from 'node:fs';\nimport { expect, test } from 'vitest';\nimport { twice } from './twice.ts';\n\n" +
      "test('twice, at any time', () => {\n  expect(readFileSync(import.meta.filename, 'utf8').length + performance.now()).toBeGreaterThan(twice(0));\n});",
  ),
  'kernel/id.ts': code('export const idOf = (text: string): string => text.trim();'),
  'engines/flow.ts': code(
    "import { idOf } from '../kernel/id.ts';\n\nexport const step = (text: string): string => idOf(text);",
  ),
  'platform/server/boot.ts': code('export const bootedAt = (): string => process.pid + new Date().toISOString();'),
  'platform/server/testing/city.ts': code('export const city = 1;'),
  'platform/web/shell.ts': code('export const shell = 1;'),
  ...domain('org'),
  'domains/org/module.ts': code("export const org = { id: 'org', needs: [] };"),
  'domains/org/model.ts': code('export type Unit = { readonly id: string };'),
  'domains/org/rules/tree.ts': code('export const depth = 4;'),
  'domains/org/public.ts': code("export type { Unit } from './model.ts';"),
  'domains/org/server/store.ts': code('export const store = 1;'),
  'domains/org/server/public.ts': code("export { store } from './store.ts';"),
  'domains/org/server/migrations/001-units.sql':
    "CREATE TABLE unit (id integer);\nCOMMENT ON TABLE unit IS 'A row is a unit.';\nCALL guard('unit', 'true', NULL);\n",
  ...domain('cases'),
  'domains/cases/module.ts': code("export const cases = { id: 'cases', needs: ['org'] } as const;"),
  'domains/cases/model/case.ts': code('export const stages = 4;'),
  'domains/cases/rules/next.ts': code(
    "import { step } from '../../../engines/flow.ts';\nimport type { Unit } from '../../org/public.ts';\n\n" +
      'export const next = (unit: Unit, now: Date): string => step(unit.id) + now.getTime();',
  ),
  'domains/cases/server/index.ts': code(
    "import { bootedAt } from '../../../platform/server/boot.ts';\nimport { store } from '../../org/server/public.ts';\nimport { next } from '../rules/next.ts';\n\n" +
      'export const bind = (): string => next({ id: bootedAt() }, new Date()) + store;',
  ),
  'domains/cases/server/index.test.ts': code(
    "import { expect, test } from 'vitest';\nimport { city } from '../../../platform/server/testing/city.ts';\n\n" +
      "test('a city', () => {\n  expect(city).toBe(1);\n});",
  ),
  'domains/cases/web/index.tsx': code(
    "import { shell } from '../../../platform/web/shell.ts';\n\nexport const screens = [shell];",
  ),
  'domains/cases/web/board/board.tsx': code('export const board = 1;'),
  ...domain('assessment'),
  'domains/assessment/module.ts': code("export const assessment = { id: 'assessment', needs: ['org'] };"),
  'domains/assessment/model.ts': code('export const stars = 5;'),
  'domains/assessment/rules.ts': code('export const places = 10;'),
  'apps/cli/package.json': `${JSON.stringify(
    {
      name: '@beichen/cli',
      type: 'module',
      bin: { house: './house.ts' },
      dependencies: { '@beichen/method': '0.1.0' },
    },
    null,
    2,
  )}\n`,
  'apps/cli/house.ts': `#!/usr/bin/env node\n${code("import { twice } from '@beichen/method';\n\nprocess.stdout.write(String(twice(1)));")}`,
  'apps/server/main.ts': code("import { bind } from '../../domains/cases/server/index.ts';\n\nbind();"),
  'apps/web/main.tsx': code(
    "import { screens } from '../../domains/cases/web/index.tsx';\n\nexport const menu = screens;",
  ),
  'packs/tennis/rules.ts': code('export const love = 0;'),
  'bench/serve.ts': code("import { love } from '../packs/tennis/rules.ts';\n\nexport const score = love;"),
};
