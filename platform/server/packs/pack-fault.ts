// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';

/** One thing that is wrong with a pack. `line` counts from 1; a file as a whole has 1. */
export type PackFault = {
  /** Relative to the pack's folder. */
  readonly file: string;
  readonly line: number;
  readonly what: Words;
  readonly mend: Words;
};

function told({ file, line, what, mend }: PackFault): string {
  return `  ${file}:${line}  ${what.zh}；${mend.zh} · ${what.en}; ${mend.en}`;
}

/** A pack that means nothing in some places: all of them at once. The server does not start on it. */
export class BrokenPack extends Error {
  readonly faults: readonly PackFault[];

  constructor(folder: string, faults: readonly PackFault[]) {
    const sorted = [...faults].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
    super(
      `数据包有 ${sorted.length} 处错误，系统没有启动 · the pack ${folder} has ${sorted.length} faults, nothing was started:\n${sorted.map(told).join('\n')}`,
    );
    this.name = 'BrokenPack';
    this.faults = sorted;
  }
}
