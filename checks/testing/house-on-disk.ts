// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const REPOSITORY = join(import.meta.dirname, '../..');
const SETTINGS = ['biome.json', 'knip.json', 'tsconfig.json', '.gitignore'];
const INSTALLED = ['zod', 'vitest', 'typescript', '@types', 'undici-types'];

/** Lays a tree out in a new folder, with the settings of this repository. The caller removes the folder. */
export function layOut(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'house-'));
  for (const name of SETTINGS) cpSync(join(REPOSITORY, name), join(root, name));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  mkdirSync(join(root, 'node_modules/@beichen'), { recursive: true });
  for (const name of INSTALLED) symlinkSync(join(REPOSITORY, 'node_modules', name), join(root, 'node_modules', name));
  symlinkSync(join(root, 'method'), join(root, 'node_modules/@beichen/method'));
  symlinkSync(join(root, 'apps/cli'), join(root, 'node_modules/@beichen/cli'));
  spawnSync('git', ['init', '--quiet'], { cwd: root });
  return root;
}

export type Told = { readonly file: string; readonly rule: string; readonly what: string; readonly mend: string };

type Outcome = { readonly status: number | null; told: Told[]; readonly text: string };

/** Runs `npm run check` of this repository on a tree. */
export function check(root: string): Outcome {
  const run = spawnSync(process.execPath, [join(REPOSITORY, 'checks/check.ts'), root], { encoding: 'utf8' });
  const told = [...run.stdout.matchAll(/^(.+?)(?::\d+)? {2}\[(.+?)\] {2}(.*)\n {4}mend: (.+)$/gm)].map(
    ([, file = '', rule = '', what = '', mend = '']) => ({ file, rule, what, mend }),
  );
  return { status: run.status, told, text: run.stdout + run.stderr };
}

/** The same, and removes the tree. */
export function checkAndRemove(root: string): Outcome {
  const outcome = check(root);
  rmSync(root, { recursive: true, force: true });
  return outcome;
}
