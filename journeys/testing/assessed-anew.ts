// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const BEICHEN = join(import.meta.dirname, '../../apps/cli/beichen.ts');

/** What the command line prints of a package. */
export type Assessed = {
  readonly digest: string;
  readonly results: readonly {
    readonly unit: string;
    readonly total: number;
    readonly sections: Readonly<Record<string, { readonly points: number }>>;
  }[];
};

/** Runs the command of a package's README in the folder where its files lie, as a program of its own, and nothing else does. */
export async function assessed(folder: string): Promise<Assessed> {
  const [, command = ''] = /npx beichen (.*)/u.exec(readFileSync(join(folder, 'README.txt'), 'utf8')) ?? [];
  const { NODE_OPTIONS: _, ...env } = process.env;
  const options = { cwd: folder, env, maxBuffer: 1 << 26 };
  const { stdout } = await promisify(execFile)(process.execPath, [BEICHEN, ...command.split(' ')], options);
  return JSON.parse(stdout) as Assessed;
}
