// SPDX-License-Identifier: Apache-2.0
import ts from 'typescript';
import type { Fault } from './fault.ts';
import { lineOf, nodesOf, type Tree } from './tree.ts';

const RULE = 'domain-needs';

type Needs = { readonly line: number; readonly ids: readonly string[] };

/** What a domain's module.ts says it needs: read as text, so that checking runs nothing of the product. */
function needsIn(tree: Tree, file: string): Needs | undefined {
  const source = tree.source(file);
  for (const node of nodesOf(source)) {
    if (!ts.isPropertyAssignment(node) || node.name.getText(source) !== 'needs') continue;
    const value = ts.isAsExpression(node.initializer) ? node.initializer.expression : node.initializer;
    if (!ts.isArrayLiteralExpression(value)) return undefined;
    const ids = value.elements.filter(ts.isStringLiteralLike).map((element) => element.text);
    return ids.length === value.elements.length ? { line: lineOf(source, node), ids } : undefined;
  }
  return undefined;
}

/** What is wrong with one need: what, and the mend. */
function breachOf(id: string, need: string, known: ReadonlySet<string>): readonly [string, string] | undefined {
  if (!known.has(need)) return [`needs ${need}, which is no domain`, 'name a folder of domains/'];
  if (id !== 'assessment' || need === 'org') return undefined;
  return [`assessment needs ${need}`, 'take the numbers as measures by name; assessment needs only org'];
}

/** Each domain with the domains that it needs, and what is wrong with the declarations. */
export function domainsOf(tree: Tree): { readonly needs: ReadonlyMap<string, readonly string[]>; faults: Fault[] } {
  const ids = new Set(tree.files.flatMap((file) => /^domains\/([^/]+)\//.exec(file)?.[1] ?? []));
  const needs = new Map<string, readonly string[]>();
  const faults: Fault[] = [];
  for (const id of ids) {
    const file = `domains/${id}/module.ts`;
    const found = tree.files.includes(file) ? needsIn(tree, file) : undefined;
    needs.set(id, found?.ids ?? []);
    if (found === undefined) {
      const mend = "write `needs: ['org', …]` there, a plain list of names; [] for none";
      faults.push({ file, rule: RULE, what: 'does not say what the domain needs', mend });
      continue;
    }
    for (const need of found.ids) {
      const breach = breachOf(id, need, ids);
      if (breach !== undefined) faults.push({ file, line: found.line, rule: RULE, what: breach[0], mend: breach[1] });
    }
  }
  return { needs, faults };
}
