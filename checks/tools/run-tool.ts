// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs a tool of node_modules in a folder, on this very Node; the outcome is what it printed. */
export function runTool(cwd: string, script: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        printed[stream] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      // 0: nothing found, 1 and 2: something found; a tool that fell over says why on standard error.
      if (code !== null && code <= 2 && printed.stdout + printed.stderr !== '')
        resolve(printed.stdout || printed.stderr);
      else if (code === 0) resolve('');
      else reject(new Error(`${script} ended with ${code}: ${printed.stderr}`));
    });
  });
}

/** The script behind a command, of the packages installed beside these checks (not of the folder under check). */
export function commandOf(packageName: string, path: string): string {
  return join(import.meta.dirname, '../../node_modules', packageName, path);
}
