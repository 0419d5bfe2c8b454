// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasLicence, LICENCE } from './rules/markers.ts';
import { commandOf, runTool } from './tools/run-tool.ts';
import { Tree } from './tree.ts';

// node checks/mend.ts: mends what a machine can mend without a decision: the licence line, format, order of imports.
const tree = new Tree(process.cwd());
for (const file of tree.code.filter((name) => !hasLicence(tree.text(name)))) {
  const text = tree.text(file);
  const [first = ''] = text.split('\n', 1);
  const rest = first.startsWith('#!') ? text.slice(first.length + 1) : text;
  const head = first.startsWith('#!') ? `${first}\n${LICENCE}\n` : `${LICENCE}\n`;
  writeFileSync(join(tree.root, file), head + rest);
}
// Twice: what the first pass leaves broken over lines may fit on one in the second.
const biome = commandOf('@biomejs/biome', 'bin/biome');
await runTool(tree.root, biome, ['check', '--write']);
process.stdout.write(await runTool(tree.root, biome, ['check', '--write']));
