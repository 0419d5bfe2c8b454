// SPDX-License-Identifier: Apache-2.0
// Builds the package that is published: plain modules with what they need inside, for Node and browsers, and their types.
// `node method/publish/build.ts FOLDER` leaves it in FOLDER, ready for `npm pack`.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build as bundle } from 'vite';

const home = join(import.meta.dirname, '..');

type Manifest = {
  name: string;
  version: string;
  description: string;
  license: string;
  exports: Record<string, string>;
  dependencies: Record<string, string>;
};

const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest;

/** Entries of the package: the name that importers use, and the file behind it. */
const entries = Object.entries(manifest.exports).filter(([, file]) => file.endsWith('.ts'));

const moduleOf = (file: string): string => file.replace(/^\.\//u, '').replace(/\.ts$/u, '');

async function bundleEntries(folder: string): Promise<void> {
  await bundle({
    configFile: false,
    root: home,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome87',
      minify: false,
      lib: {
        entry: Object.fromEntries(entries.map(([, file]) => [moduleOf(file), join(home, file)])),
        formats: ['es'],
      },
    },
  });
}

function declareTypes(folder: string): void {
  const options = {
    extends: join(home, '..', 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rewriteRelativeImportExtensions: true,
      allowImportingTsExtensions: false,
      incremental: false,
      lib: ['ES2021'],
      typeRoots: [join(home, '..', 'node_modules', '@types')],
      rootDir: home,
      outDir: folder,
    },
    files: entries.map(([, file]) => join(home, file)),
    include: [],
  };
  const project = join(folder, 'tsconfig.json');
  writeFileSync(project, JSON.stringify(options));
  const program = join(home, '..', 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [program, '-p', project], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the types could not be made:\n${stdout}`);
}

/** What the published package says of itself: no dependency but the one that its types name. */
function describe(folder: string): void {
  const { name, version, description, license, dependencies } = manifest;
  const exports = Object.fromEntries(
    entries.map(([entry, file]) => [entry, { types: `./${moduleOf(file)}.d.ts`, default: `./${moduleOf(file)}.js` }]),
  );
  const published = {
    name,
    version,
    description,
    license,
    type: 'module',
    sideEffects: false,
    exports,
    dependencies: { zod: dependencies['zod'] },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  for (const file of ['README.md']) cpSync(join(home, file), join(folder, file));
  cpSync(join(home, '..', 'LICENSE'), join(folder, 'LICENSE'));
}

/** Builds the package into a folder, which is emptied first. */
export async function buildPackage(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await bundleEntries(folder);
  declareTypes(folder);
  describe(folder);
}

const [target] = process.argv.slice(2);
if (import.meta.main && target !== undefined) await buildPackage(resolve(target));
