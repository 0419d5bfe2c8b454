// SPDX-License-Identifier: Apache-2.0
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path/posix';
import type { Fault } from '../fault.ts';
import { type Import, importsOf, type Manifest, packageOf, packagesOf } from '../imports.ts';
import type { Tree } from '../tree.ts';
import { isTest, isTooling } from '../zones.ts';

type Packages = ReadonlyMap<string, Manifest>;

function declaredBy(packages: Packages, folder: string, file: string): Set<string> {
  const own = packages.get(folder) ?? {};
  const root = packages.get('.') ?? {};
  const parts = [own.dependencies, own.peerDependencies, own.optionalDependencies];
  if (isTest(file) || isTooling(file)) parts.push(own.devDependencies, root.devDependencies);
  const names = new Set(parts.flatMap((part) => Object.keys(part ?? {})));
  if (own.name !== undefined) names.add(own.name);
  // The root declares its workspaces as such.
  if (folder === '.') for (const { name } of packages.values()) if (name !== undefined) names.add(name);
  return names;
}

function faultOfRelative(packages: Packages, found: Import): Fault | undefined {
  const from = packageOf(packages, found.file);
  const to = packageOf(packages, join(dirname(found.file), found.to));
  if (from === to || /^(bench|journeys)\//.test(found.file)) return undefined;
  const name = packages.get(to)?.name ?? to;
  const what = `a relative import (${found.to}) leaves the package`;
  return { ...found, rule: 'package-border', what, mend: `import from '${name}', and declare it in package.json` };
}

function faultOfBare(packages: Packages, found: Import): Fault | undefined {
  if (isBuiltin(found.to)) return undefined;
  const folder = packageOf(packages, found.file);
  const name = found.to.split('/', found.to.startsWith('@') ? 2 : 1).join('/');
  if (declaredBy(packages, folder, found.file).has(name)) return undefined;
  const manifest = join(folder, 'package.json');
  const mend = `add it to the dependencies of ${manifest}: what another package brings may go with it`;
  return { ...found, rule: 'undeclared-dependency', what: `${name} is not a dependency in ${manifest}`, mend };
}

/** A package imports what its own package.json declares, and no other package's files past its exports. */
export function dependencies(tree: Tree): Fault[] {
  const packages = packagesOf(tree);
  const faults: Fault[] = [];
  for (const file of tree.code) {
    for (const found of importsOf(tree, file)) {
      const fault = found.to.startsWith('.') ? faultOfRelative(packages, found) : faultOfBare(packages, found);
      if (fault !== undefined) faults.push(fault);
    }
  }
  return faults;
}
