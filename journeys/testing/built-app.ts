// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { alone, folderOfRun } from '@beichen/platform-server/testing/test-database.ts';

const APP = join(import.meta.dirname, '../../apps/web');

async function build(outDir: string): Promise<void> {
  // The test runner says "test", with which React would come in its slow and chatty form.
  process.env.NODE_ENV = 'production';
  const vite = await import('vite');
  const configFile = join(APP, 'vite.config.ts');
  await vite.build({ configFile, logLevel: 'error', build: { outDir, emptyOutDir: true } });
}

/**
 * The folder of the staff app of this very tree, built aside, once in a run, by whichever worker asks first: what was built last may be
 * another one.
 */
export async function builtApp(): Promise<string> {
  const folder = join(folderOfRun(), 'staff-app');
  await alone(folder, async () => {
    if (existsSync(folder)) return;
    await build(`${folder}.new`);
    await rename(`${folder}.new`, folder);
  });
  return folder;
}
