// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path/posix';
import ts from 'typescript';
import { lineOf, nodesOf, type Tree } from './tree.ts';

export type Import = { readonly file: string; readonly line: number; readonly to: string };

function specifierOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return ts.isStringLiteral(node.argument.literal) ? node.argument.literal : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0];
  return undefined;
}

/** Every module that a file names: static, dynamic, re-exported, type-only. */
export function importsOf(tree: Tree, file: string): Import[] {
  const source = tree.source(file);
  const found: Import[] = [];
  for (const node of nodesOf(source)) {
    const specifier = specifierOf(node);
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) continue;
    found.push({ file, line: lineOf(source, node), to: specifier.text });
  }
  return found;
}

export type Manifest = {
  readonly name?: string;
  readonly exports?: string | Readonly<Record<string, unknown>>;
  readonly bin?: string | Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

/** The packages of the workspace by folder; the root is `.`. */
export function packagesOf(tree: Tree): ReadonlyMap<string, Manifest> {
  const manifests = tree.files.filter((file) => /(^|\/)package\.json$/.test(file));
  return new Map(manifests.map((file) => [dirname(file), JSON.parse(tree.text(file)) as Manifest]));
}

/** The folder of the nearest package that a file lies in. */
export function packageOf(packages: ReadonlyMap<string, Manifest>, file: string): string {
  let folder = dirname(file);
  while (folder !== '.' && !packages.has(folder)) folder = dirname(folder);
  return folder;
}
