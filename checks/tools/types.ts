// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../fault.ts';
import { commandOf, runTool } from './run-tool.ts';

/** Code of the browser has other globals, so it is a program of its own. */
const PROGRAMS = ['tsconfig.json', 'tsconfig.web.json'];

/** The TypeScript compiler, without output but for its memory of the last run. */
export async function types(root: string): Promise<Fault[]> {
  const programs = PROGRAMS.filter((file) => existsSync(join(root, file)));
  const faults = await Promise.all(programs.map((file) => typesOf(root, file)));
  return faults.flat();
}

async function typesOf(root: string, program: string): Promise<Fault[]> {
  const memory = `.cache/types-${program}`;
  const args = ['-p', program, '--noEmit', '--pretty', 'false', '--incremental', '--tsBuildInfoFile', memory];
  const printed = await runTool(root, commandOf('typescript', 'bin/tsc'), args);
  const faults: Fault[] = [];
  for (const line of printed.split('\n').filter((text) => text !== '')) {
    const error = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(line);
    if (error !== null) {
      const [, file = '', at, rule = '', what = ''] = error;
      faults.push({
        file,
        line: Number(at),
        rule: `types/${rule}`,
        what,
        mend: 'make the types say what the code does',
      });
    } else if (!line.startsWith(' ')) {
      faults.push({ file: program, rule: 'types', what: line, mend: 'mend the settings of the compiler' });
    }
  }
  return faults;
}
