// SPDX-License-Identifier: Apache-2.0
import { type Fault, tell } from './fault.ts';
import { barrels } from './rules/barrels.ts';
import { dependencies } from './rules/dependencies.ts';
import { domainShape } from './rules/domain-shape.ts';
import { importGraph } from './rules/import-graph.ts';
import { links } from './rules/links.ts';
import { locales } from './rules/locales.ts';
import { markers } from './rules/markers.ts';
import { migrations } from './rules/migrations.ts';
import { names } from './rules/names.ts';
import { portability } from './rules/portability.ts';
import { purity } from './rules/purity.ts';
import { sizes } from './rules/sizes.ts';
import { words } from './rules/words.ts';
import { deadCode } from './tools/dead-code.ts';
import { lint } from './tools/lint.ts';
import { types } from './tools/types.ts';
import { Tree } from './tree.ts';

async function house(root: string): Promise<Fault[]> {
  const tree = new Tree(root);
  const own = [
    barrels,
    dependencies,
    domainShape,
    links,
    locales,
    markers,
    migrations,
    names,
    portability,
    purity,
    sizes,
    words,
  ];
  return [...own.flatMap((rule) => rule(tree)), ...(await importGraph(tree))];
}

// node checks/check.ts [folder]: everything is checked and told in one go; exit 1 where anything was found.
process.chdir(process.argv[2] ?? '.');
const root = process.cwd();
const found = await Promise.all([types, lint, deadCode, house].map((check) => check(root)));
const faults = found.flat();
for (const fault of faults) process.stdout.write(`${tell(fault)}\n`);
process.stdout.write(faults.length === 0 ? 'check: nothing to mend\n' : `check: ${faults.length} to mend\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
