// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Tree } from '../tree.ts';

const REPOSITORY = join(import.meta.dirname, '../..');

/** Half of the code, which a new domain has nothing to do with: to leave it out halves the time of the checks. */
const ELSEWHERE = /^(packs|bench|journeys|docs|method\/oracle)\/|\.test\.tsx?$/;

/** A copy of this repository's product code, with its installed packages; its own packages are those of the copy. The caller removes it. */
export function copyOfTree(): string {
  const root = mkdtempSync(join(tmpdir(), 'house-copy-'));
  for (const file of new Tree(REPOSITORY).files.filter((name) => !ELSEWHERE.test(name))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(REPOSITORY, file), join(root, file));
  }
  const installed = join(REPOSITORY, 'node_modules');
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync(installed)) {
    if (name === '@beichen')
      cpSync(join(installed, name), join(root, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
    else symlinkSync(join(installed, name), join(root, 'node_modules', name));
  }
  return root;
}
