// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../fault.ts';
import { commandOf, runTool } from './run-tool.ts';

/** The TypeScript compiler, without output but for its memory of the last run. */
export async function types(root: string): Promise<Fault[]> {
  const args = ['-p', '.', '--noEmit', '--pretty', 'false', '--incremental', '--tsBuildInfoFile', '.cache/types.json'];
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
      faults.push({ file: 'tsconfig.json', rule: 'types', what: line, mend: 'mend the settings of the compiler' });
    }
  }
  return faults;
}
