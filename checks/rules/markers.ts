// SPDX-License-Identifier: Apache-2.0
import ts from 'typescript';
import type { Fault } from '../fault.ts';
import type { Tree } from '../tree.ts';

/** The first line of every code file, after a `#!` line where there is one. */
export const LICENCE = '// SPDX-License-Identifier: Apache-2.0';
const REASON_LETTERS = 10;

export function hasLicence(text: string): boolean {
  const [first = '', second] = text.split('\n', 2);
  return first === LICENCE || (first.startsWith('#!') && second === LICENCE);
}

function faultOfLicence(tree: Tree, file: string): Fault | undefined {
  if (hasLicence(tree.text(file))) return undefined;
  const mend = `begin the file with \`${LICENCE}\` (\`npm run mend\` does it)`;
  return { file, line: 1, rule: 'licence-line', what: 'the licence line is missing', mend };
}

type Comment = { readonly text: string; readonly line: number };

/** Comments as the parser sees them: text in strings and templates that looks like one is none. */
function comments(source: ts.SourceFile): Comment[] {
  const starts = new Map<number, Comment>();
  const open: ts.Node[] = [source];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const children = node.getChildren(source);
    open.push(...children);
    if (children.length > 0) continue;
    const before = ts.getLeadingCommentRanges(source.text, node.pos) ?? [];
    const after = ts.getTrailingCommentRanges(source.text, node.end) ?? [];
    for (const { pos, end } of [...before, ...after]) {
      const line = source.getLineAndCharacterOfPosition(pos).line + 1;
      starts.set(pos, { text: source.text.slice(pos, end), line });
    }
  }
  return [...starts.values()];
}

function faultOfComment(file: string, comment: Comment): Fault | undefined {
  const { text, line } = comment;
  if (/@ts-(ignore|expect-error|nocheck)/.test(text)) {
    const mend = 'give the value its real type; where a library is wrong, declare the type beside its one user';
    return { file, line, rule: 'type-escape', what: 'a comment switches the type checker off', mend };
  }
  const exemption = /biome-ignore(-all|-start|-end)?([^:\n]*):?([^\n]*)/.exec(text);
  if (exemption === null) return undefined;
  if (exemption[1] !== undefined) {
    const mend = 'exempt one line at a time: `// biome-ignore lint/group/rule: the reason`';
    return { file, line, rule: 'lint-exemption', what: 'an exemption for more than one line', mend };
  }
  if (/lint\/\w+\/\w+/.test(exemption[2] ?? '') && (exemption[3] ?? '').trim().length >= REASON_LETTERS)
    return undefined;
  const mend = '`// biome-ignore lint/group/rule: the reason in a few words`';
  return { file, line, rule: 'lint-exemption', what: 'an exemption without its rule or its reason', mend };
}

/** Comments with a meaning for machines: the licence line, escapes from the type checker, lint exemptions. */
export function markers(tree: Tree): Fault[] {
  const faults: Fault[] = [];
  for (const file of tree.code) {
    const licence = faultOfLicence(tree, file);
    if (licence !== undefined) faults.push(licence);
    if (!/@ts-|biome-ignore/.test(tree.text(file))) continue;
    for (const comment of comments(tree.source(file))) {
      const fault = faultOfComment(file, comment);
      if (fault !== undefined) faults.push(fault);
    }
  }
  return faults;
}
