// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../fault.ts';
import { commandOf, runTool } from './run-tool.ts';

type Diagnostic = {
  readonly message: string;
  readonly category: string | null;
  readonly location?: { readonly path: string | null; readonly start?: { readonly line: number } };
};

function mendOf(category: string): string {
  if (category === 'format' || category.startsWith('assist/')) return '`npm run mend`';
  const name = /^lint\/\w+\/(\w+)$/.exec(category)?.[1];
  if (name === undefined) return 'see the message';
  return `\`npx biome explain ${name}\`; an exemption needs its reason on the line`;
}

function faultOf({ message, category, location }: Diagnostic): Fault {
  const rule = category ?? 'biome';
  const fault = { file: location?.path ?? 'biome.json', rule, what: message, mend: mendOf(rule) };
  const line = location?.start?.line ?? 0;
  return line > 0 ? { ...fault, line } : fault;
}

/** Biome: lint, format and the order of imports. Whatever it reports is an error here, its hints included. */
export async function lint(root: string): Promise<Fault[]> {
  const biome = commandOf('@biomejs/biome', 'bin/biome');
  const printed = await runTool(root, biome, ['ci', '--reporter=json', '--max-diagnostics=none', '--colors=off']);
  const start = printed.indexOf('{"summary"');
  if (start < 0) {
    return [{ file: 'biome.json', rule: 'biome', what: printed.trim(), mend: 'mend the settings of the linter' }];
  }
  const { diagnostics } = JSON.parse(printed.slice(start)) as { readonly diagnostics: readonly Diagnostic[] };
  return diagnostics.map(faultOf);
}
