// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'coverage', 'data', '.cache']);

function listedByGit(root: string): string[] | undefined {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listing = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  return listing.status === 0 ? listing.stdout.split('\0').filter((name) => name !== '') : undefined;
}

/** For an unpacked archive, which has no git to ask. */
function listedByHand(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? listedByHand(root, name) : [name];
  });
}

/** The files under check: what git tracks or would track, so that build output and installed packages stay out. */
export class Tree {
  readonly root: string;
  readonly files: readonly string[];
  private readonly texts = new Map<string, string>();
  private readonly sources = new Map<string, ts.SourceFile>();

  constructor(root: string) {
    this.root = root;
    const names = new Set(listedByGit(root) ?? listedByHand(root));
    this.files = [...names].filter((name) => existsSync(join(root, name))).sort();
  }

  /** The text of a file; empty for a binary one. */
  text(file: string): string {
    const known = this.texts.get(file);
    if (known !== undefined) return known;
    const bytes = readFileSync(join(this.root, file));
    const text = bytes.includes(0) ? '' : bytes.toString('utf8');
    this.texts.set(file, text);
    return text;
  }

  /** The syntax tree of a code file. */
  source(file: string): ts.SourceFile {
    const known = this.sources.get(file);
    if (known !== undefined) return known;
    const source = ts.createSourceFile(file, this.text(file), ts.ScriptTarget.Latest, true);
    this.sources.set(file, source);
    return source;
  }

  get code(): readonly string[] {
    return this.files.filter((file) => /\.(ts|tsx|mts|cts|js|mjs|cjs|jsx)$/.test(file));
  }
}

/** Every node below `node`, parents before children. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  const open: ts.Node[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    const children: ts.Node[] = [];
    ts.forEachChild(next, (child) => {
      children.push(child);
    });
    open.push(...children.reverse());
  }
}

/** Line of a node's first character, from 1. */
export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}
