// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path/posix';
import ts from 'typescript';
import type { Fault } from '../fault.ts';
import { type Manifest, packagesOf } from '../imports.ts';
import { lineOf, type Tree } from '../tree.ts';

/** The paths of a manifest's exports, however deep its conditions go. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(pathsIn) : [];
}

function doorsOf([folder, manifest]: readonly [string, Manifest]): string[] {
  return pathsIn(manifest.exports).map((path) => join(folder, path));
}

/** Only a package's entry and a domain's public.ts may re-export: other barrels are where cycles come from. */
export function barrels(tree: Tree): Fault[] {
  const doors = new Set([...packagesOf(tree)].flatMap(doorsOf));
  const faults: Fault[] = [];
  for (const file of tree.code) {
    if (doors.has(file) || /(^|\/)public\.ts$/.test(file)) continue;
    const source = tree.source(file);
    for (const statement of source.statements) {
      if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) continue;
      const mend = 'import each name from the file that makes it; only package entries and public.ts re-export';
      faults.push({ file, line: lineOf(source, statement), rule: 'barrel', what: 'a file re-exports another', mend });
    }
  }
  return faults;
}
