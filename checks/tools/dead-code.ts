// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../fault.ts';
import { commandOf, runTool } from './run-tool.ts';

type Found = { readonly name: string; readonly line?: number };
type Issues = { readonly file: string } & Readonly<Record<string, string | readonly Found[] | readonly Found[][]>>;

const MENDS: Readonly<Record<string, string>> = {
  files: 'delete it, or import it from where it is used',
  exports: 'drop the `export` if only its own file uses it, else delete it',
  types: 'drop the `export` if only its own file uses it, else delete it',
  dependencies: 'take it out of package.json',
  devDependencies: 'take it out of package.json',
  unlisted: 'declare it in the package.json of the importing package',
  unresolved: 'correct the path',
};

/** Knip: files, exports and dependencies that nothing uses. */
export async function deadCode(root: string): Promise<Fault[]> {
  const printed = await runTool(root, commandOf('knip', 'bin/knip.js'), ['--reporter', 'json', '--no-progress']);
  const start = printed.indexOf('{"');
  if (start < 0) {
    return printed.trim() === ''
      ? []
      : [{ file: 'knip.json', rule: 'dead-code', what: printed.trim(), mend: 'mend the settings of knip' }];
  }
  const { issues } = JSON.parse(printed.slice(start)) as { readonly issues: readonly Issues[] };
  return issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, list]) =>
      (Array.isArray(list) ? list.flat() : []).map((found: Found) => {
        const mend = MENDS[kind] ?? 'delete it';
        const fault = { file, rule: `dead-code/${kind}`, what: `nothing uses ${found.name}`, mend };
        return found.line === undefined ? fault : { ...fault, line: found.line };
      }),
    ),
  );
}
