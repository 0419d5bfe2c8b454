// SPDX-License-Identifier: Apache-2.0
import { code } from './clean-tree.ts';

/** A breach to plant: files to add, text to append to a clean file, and which rule refuses which file; where it matters, what it says and how to mend it. */
export type Plant = {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly appended?: Readonly<Record<string, string>>;
  readonly refused: readonly (readonly [file: string, rule: string, what?: string, mend?: string])[];
};

/** A breach that shows in one file. */
export function planted(
  name: string,
  file: string,
  [text, ...rules]: readonly [text: string, ...rules: string[]],
): Plant {
  return { name, files: { [file]: text }, refused: rules.map((rule) => [file, rule] as const) };
}

const statements = (count: number): string =>
  Array.from({ length: count }, (_, index) => `  sum += ${index};`).join('\n');

const fromHome = ['', 'home', 'me', 'notes'].join('/');

const TYPES_AND_LINT: readonly Plant[] = [
  planted('a type error', 'kernel/wrong.ts', [code("export const count: number = 'one';"), 'types/TS2322']),
  planted('any', 'kernel/any.ts', [code('export const list: any = [];'), 'lint/suspicious/noExplicitAny']),
  planted('a promise that nobody awaits', 'apps/server/floating.ts', [
    code('export function start(): void {\n  Promise.resolve(1);\n}'),
    'lint/nursery/noFloatingPromises',
  ]),
  planted('what the linter only warns of', 'kernel/unused.ts', [
    code('export const one = (): number => {\n  const two = 2;\n  return 1;\n};'),
    'lint/correctness/noUnusedVariables',
    'types/TS6133',
  ]),
  planted('what the linter only hints at', 'kernel/hint.ts', [
    code("export const greet = (name: string): string => 'dear ' + name + ',';"),
    'lint/style/useTemplate',
  ]),
  planted('another format', 'kernel/format.ts', [code('export const quoted = "so"'), 'format']),
  planted('imports out of order', 'engines/order.ts', [
    code(
      "import { step } from './flow.ts';\nimport { idOf } from '../kernel/id.ts';\n\nexport const both = [step, idOf];",
    ),
    'assist/source/organizeImports',
  ]),
  planted('a test left out', 'kernel/skipped.test.ts', [
    code("import { expect, test } from 'vitest';\n\ntest.skip('later', () => {\n  expect(1).toBe(1);\n});"),
    'lint/suspicious/noSkippedTests',
  ]),
  planted('the type checker switched off', 'kernel/ignored.ts', [
    code("// @ts-ignore: it is right\nexport const count: number = 'one';"),
    'type-escape',
    'lint/suspicious/noTsIgnore',
  ]),
  planted('the type checker contradicted', 'kernel/expected.ts', [
    code("// @ts-expect-error it is right\nexport const count: number = 'one';"),
    'type-escape',
  ]),
  planted('an exemption without a reason', 'kernel/exempt.ts', [
    code('// biome-ignore lint/suspicious/noExplicitAny: x\nexport const list: any = [];'),
    'lint-exemption',
  ]),
  planted('an exemption for a whole file', 'kernel/exempt-all.ts', [
    code('// biome-ignore-all lint/suspicious/noExplicitAny: the library has no types\nexport const list: any = [];'),
    'lint-exemption',
  ]),
  planted('no licence line', 'kernel/bare.ts', ['export const one = 1;\n', 'licence-line']),
];

const SIZES_AND_NAMES: readonly Plant[] = [
  planted('a file of 401 lines', 'kernel/long.ts', [
    code(`export const one = 1;${'\n// and on'.repeat(399)}`),
    'file-size',
  ]),
  planted('a function of 61 lines', 'kernel/far.ts', [
    code(`export function far(): number {\n  let sum = 0;\n${statements(57)}\n  return sum;\n}`),
    'function-size',
  ]),
  planted('four parameters', 'kernel/wide.ts', [
    code('export const wide = (a: number, b: number, c: number, d: number): number => a + b + c + d;'),
    'parameters',
  ]),
  planted('a name in camel case', 'kernel/camelCase.ts', [code('export const one = 1;'), 'kebab-case']),
  planted('a name that says nothing', 'kernel/helpers.ts', [code('export const one = 1;'), 'empty-name']),
  planted('a folder that says nothing', 'kernel/string-utils/trim.ts', [code('export const one = 1;'), 'empty-name']),
  planted('a decision without a date', 'docs/decisions/clay.md', ['# Clay\n', 'decision-name']),
  planted('a decision of two pages', 'docs/decisions/2026-01-03-mud.md', ['# Mud\n\n'.repeat(40), 'decision-size']),
  planted('a barrel', 'kernel/index.ts', [code("export { idOf } from './id.ts';"), 'barrel']),
];

const PURITY: readonly Plant[] = [
  planted('the clock in the kernel', 'kernel/now.ts', [code('export const now = (): number => Date.now();'), 'purity']),
  planted('today in a domain', 'domains/cases/model/today.ts', [
    code('export const today = (): Date => new Date();'),
    'purity',
  ]),
  planted('the clock in the method', 'method/rules/now.ts', [
    code('export const now = (): number => Date.now();'),
    'purity',
    'dead-code/files',
  ]),
  planted('a timer in the heart of a domain', 'domains/cases/rules/wait.ts', [
    code('export const wait = (done: () => void): unknown => setTimeout(done, 1);'),
    'purity',
  ]),
  planted('a stopwatch in an engine', 'engines/stopwatch.ts', [
    code('export const since = (start: number): number => performance.now() - start;'),
    'purity',
  ]),
  planted('chance in an engine', 'engines/chance.ts', [
    code('export const dice = (): number => Math.random();'),
    'purity',
  ]),
  planted("the machine's language in the kernel", 'kernel/sort.ts', [
    code('export const order = (a: string, b: string): number => a.localeCompare(b);'),
    'purity',
  ]),
];

const PAGES: readonly Plant[] = [
  planted('a link that leads nowhere', 'docs/lost.md', ['[there](../no-such.md)\n', 'link']),
  planted('an anchor that is not there', 'docs/adrift.md', ['[there](../GLOSSARY.md#no-such-word)\n', 'link']),
  planted('a path of one machine', 'docs/mine.md', [`see ${fromHome}\n`, 'machine-path']),
  planted('a registry chosen by the project', 'docs/.npmrc', ['registry=elsewhere\n', 'registry-setting']),
  planted('an address in the lock file', 'package-lock.json', [
    JSON.stringify({ packages: { 'node_modules/zod': { resolved: 'https://elsewhere.example/zod.tgz' } } }),
    'lock-address',
  ]),
  {
    name: 'a glossary that the code does not follow',
    appended: { 'GLOSSARY.md': '| 网格 | grid | `gridCell` |\n| 组织 | organisation | `org` |\n| 空 | | |\n' },
    refused: [
      ['GLOSSARY.md', 'words', '`gridCell` is not in the code'],
      ['GLOSSARY.md', 'words', '`org` stands in two rows'],
      ['GLOSSARY.md', 'words', 'a row is not whole'],
    ],
  },
];

const DEAD_CODE: readonly Plant[] = [
  planted('a file that nothing imports', 'method/rules/orphan.ts', [code('export const one = 1;'), 'dead-code/files']),
  {
    name: 'an export that nothing imports',
    appended: { 'method/rules/twice.ts': '\nexport const thrice = 3;\n' },
    refused: [['method/rules/twice.ts', 'dead-code/exports']],
  },
  planted('a dependency that nothing imports', 'apps/cli/package.json', [
    `${JSON.stringify(
      {
        name: '@beichen/cli',
        type: 'module',
        bin: './house.ts',
        dependencies: { '@beichen/method': '0.1.0', zod: '4.6.7' },
      },
      null,
      2,
    )}\n`,
    'dead-code/dependencies',
  ]),
];

export const PLANTS: readonly Plant[] = [...TYPES_AND_LINT, ...SIZES_AND_NAMES, ...PURITY, ...PAGES, ...DEAD_CODE];
