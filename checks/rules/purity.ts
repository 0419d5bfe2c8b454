// SPDX-License-Identifier: Apache-2.0
import ts from 'typescript';
import type { Fault } from '../fault.ts';
import { lineOf, nodesOf, type Tree } from '../tree.ts';
import { isPure } from '../zones.ts';

const TIME = 'take the time as an argument (`now`, `today`), so that the same input always gives the same output';
const CHANCE = 'take the numbers as an argument, from a seeded generator made by the caller';
const IO = 'leave the I/O to the caller (server/, apps/) and take its outcome as an argument';
const LOCALE = 'compare by code point and format from data: what a machine has installed must not change a result';

/** Globals that make the outcome depend on more than the arguments, and what to do instead. */
const FORBIDDEN_GLOBALS: Readonly<Record<string, string>> = {
  performance: TIME,
  setTimeout: TIME,
  setInterval: TIME,
  setImmediate: TIME,
  requestAnimationFrame: TIME,
  Temporal: TIME,
  crypto: CHANCE,
  fetch: IO,
  process: IO,
  Buffer: 'use Uint8Array, which browsers have too',
  require: IO,
  window: IO,
  document: IO,
  localStorage: IO,
  console: IO,
  Intl: LOCALE,
};

const FORBIDDEN_MEMBERS: Readonly<Record<string, string>> = {
  'Date.now': TIME,
  'Math.random': CHANCE,
};

const FORBIDDEN_METHODS = new Set([
  'localeCompare',
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'toLocaleUpperCase',
  'toLocaleLowerCase',
  'getTimezoneOffset',
]);

/** `Temporal.Now`, under whatever name Temporal was imported. */
const CLOCK = 'Now';

/** A name in a position where it stands for a property, a key or a type, not for the global. */
function isMerelyAName(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return parent.getLastToken() === node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) return parent.name === node;
  return ts.isTypeNode(parent) || ts.isImportSpecifier(parent) || ts.isBindingElement(parent);
}

function declaredNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const node of nodesOf(source)) {
    const named =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isBindingElement(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node) ||
      ts.isMethodDeclaration(node);
    if (named && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
  }
  return names;
}

type Breach = { readonly name: string; readonly mend: string };

function breachOfMember(node: ts.PropertyAccessExpression): Breach | undefined {
  const name = `${node.expression.getText()}.${node.name.text}`;
  const mend = FORBIDDEN_MEMBERS[name];
  if (mend !== undefined) return { name, mend };
  if (node.name.text === CLOCK) return { name, mend: TIME };
  return FORBIDDEN_METHODS.has(node.name.text) ? { name: node.name.text, mend: LOCALE } : undefined;
}

function breachOf(node: ts.Node, declared: ReadonlySet<string>): Breach | undefined {
  if (ts.isPropertyAccessExpression(node)) return breachOfMember(node);
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0) {
    return { name: 'new Date()', mend: TIME };
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return { name: 'Date()', mend: TIME };
  if (!ts.isIdentifier(node) || declared.has(node.text) || isMerelyAName(node)) return undefined;
  const mend = Object.hasOwn(FORBIDDEN_GLOBALS, node.text) ? FORBIDDEN_GLOBALS[node.text] : undefined;
  return mend === undefined ? undefined : { name: node.text, mend };
}

/** Pure code reads no clock, no chance, no machine. (Its imports are the import rules' business.) */
export function purity(tree: Tree): Fault[] {
  const faults: Fault[] = [];
  for (const file of tree.code.filter(isPure)) {
    const source = tree.source(file);
    const declared = declaredNames(source);
    for (const node of nodesOf(source)) {
      const breach = breachOf(node, declared);
      if (breach === undefined) continue;
      const what = `pure code uses ${breach.name}`;
      faults.push({ file, line: lineOf(source, node), rule: 'purity', what, mend: breach.mend });
    }
  }
  return faults;
}
