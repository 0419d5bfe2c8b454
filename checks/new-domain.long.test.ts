// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyOfTree } from './testing/copy-of-tree.ts';
import { check } from './testing/house-on-disk.ts';

/** The checks over the whole tree take half a minute, and may take ten times that on a busy machine. */
const PATIENCE = 300_000;
const SCRIPT = join(import.meta.dirname, 'new-domain.ts');

let root: string;

function make(...given: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [SCRIPT, ...given], { cwd: root, encoding: 'utf8' });
}

beforeAll(() => {
  root = copyOfTree();
  expect(make('night-watch', '夜巡', 'board')).toMatchObject({ status: 0, stderr: '' });
  expect(make('wells')).toMatchObject({ status: 0, stderr: '' });
}, PATIENCE);
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a new domain passes all checks, with a screen and without', { timeout: PATIENCE }, () => {
  const { told, text } = check(root);
  expect(text).toMatch(/^check: (nothing|\d+) to mend$/m);
  const about = told.filter(({ file, what }) => /night-watch|wells|GLOSSARY|modules\.ts/.test(`${file} ${what}`));
  expect(about).toEqual([]);
});

test('its tests pass', () => {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const folders = ['domains/night-watch', 'domains/wells'];
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
  const run = spawnSync(process.execPath, [vitest, 'run', '--project', 'normal', ...folders], {
    cwd: root,
    encoding: 'utf8',
    env,
  });
  expect(run.stdout).toMatch(/Tests +4 passed \(4\)/);
  expect(run.status).toBe(0);
});

test('servers and the staff app have it', () => {
  const text = (file: string): string => readFileSync(join(root, file), 'utf8');
  expect(text('apps/server/modules.ts')).toMatch(/'night-watch': bindNightWatch,\n {2}wells: bindWells,\n};/);
  expect(text('apps/web/modules.ts')).toMatch(/nightWatchWeb,?\s*\]/);
  expect(text('apps/web/modules.ts')).not.toContain('wells');
  expect(text('GLOSSARY.md')).toContain('| 夜巡 | night watch | `night-watch` |');
});

test.each([
  [['Night'], 'NAME in kebab-case'],
  [[], 'NAME in kebab-case'],
  [['org'], 'domains/org is there already'],
  [['lamps', 'Board'], 'Board is neither a Chinese title nor the name of a screen'],
])('refused, and nothing written: %j', (given, why) => {
  const { status, stderr, stdout } = make(...given);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(why);
});
