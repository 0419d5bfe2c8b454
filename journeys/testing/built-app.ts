// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const APP = join(import.meta.dirname, '../../apps/web');

export type BuiltApp = { readonly folder: string; remove(): Promise<void> };

/** The staff app of this very tree, built aside: what was built last may be another one, and another test may be serving it. */
export async function buildApp(): Promise<BuiltApp> {
  const folder = await mkdtemp(join(tmpdir(), 'beichen-app-'));
  // The test runner says "test", with which React would come in its slow and chatty form.
  process.env.NODE_ENV = 'production';
  const configFile = join(APP, 'vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
