// SPDX-License-Identifier: Apache-2.0
// Runs the tests that take longer than `npm test` may, and notes in bench/README.md what came of them.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { circumstances, digits, markdownTable, writePart } from './report.ts';

type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly duration?: number;
    }[];
  }[];
};

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'long-tests-'));
const out = join(folder, 'report.json');
const args = [
  'vitest',
  'run',
  '--project',
  'long',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${out}`,
];
const { status } = spawnSync('npx', args, { cwd: root, stdio: 'inherit' });
const { testResults } = JSON.parse(readFileSync(out, 'utf8')) as Report;
rmSync(folder, { recursive: true, force: true });

const rows = testResults.flatMap(({ name, assertionResults }) =>
  assertionResults.map(({ title, status: came, duration }) => [
    title,
    relative(root, name),
    came === 'passed' ? 'passed' : `**${came}**`,
    `${digits((duration ?? 0) / 1000)} s`,
  ]),
);
writePart(
  'long tests',
  `## The long tests\n\n${circumstances()}. \`npm run test:long\` runs them again.\n\n${markdownTable(['test', 'file', 'result', 'took'], rows)}`,
);
process.exitCode = status ?? 1;
