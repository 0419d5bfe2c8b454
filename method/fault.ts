// SPDX-License-Identifier: Apache-2.0

/** One text in both languages; zh-CN is written first and is the one that binds. */
export type Words = { readonly zh: string; readonly en: string };

/**
 * One thing that is wrong with an input, told so that a person can mend it.
 * `line` and `column` count from 1; a sheet of a workbook gives `cell` (such as `B3`, with the sheet's name) instead.
 */
export type Fault = {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly cell?: string;
  /** Stable, kebab-case: what programs and tests compare. */
  readonly code: string;
  readonly what: Words;
  readonly mend: Words;
};

/** What reading an input comes to: its value, or every fault that was found in it. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** More faults than a person will read: the rest is counted, not listed, so that a broken file costs bounded memory. */
const MOST = 1000;

/** Gathers faults, so that all of them are told in one go. */
export class Faults {
  readonly list: Fault[] = [];
  private uncounted = 0;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** A function is called only where the fault will be listed: a file with millions of them costs no words. */
  add(fault: Omit<Fault, 'file'> | (() => Omit<Fault, 'file'>)): void {
    if (this.list.length < MOST)
      this.list.push({ file: this.file, ...(typeof fault === 'function' ? fault() : fault) });
    else this.uncounted += 1;
  }

  get none(): boolean {
    return this.list.length === 0;
  }

  /** The faults in the order of their places, with a last line for those that were only counted. */
  all(): readonly Fault[] {
    const sorted = [...this.list].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
    if (this.uncounted === 0) return sorted;
    const rest = this.uncounted;
    return [
      ...sorted,
      {
        file: this.file,
        code: 'more-faults',
        what: { zh: `另有${rest}处错误未列出`, en: `${rest} more faults are not listed` },
        mend: { zh: '先改正以上各处，再检查一次', en: 'mend those above, then check again' },
      },
    ];
  }

  outcome<T>(value: () => T): Outcome<T> {
    return this.none ? { ok: true, value: value() } : { ok: false, faults: this.all() };
  }
}

/** The place of a fault as one token: `file:line:column` as editors know it, or `file[sheet!cell]`. */
export function placeOf(fault: Fault): string {
  if (fault.cell !== undefined) return `${fault.file}[${fault.cell}]`;
  if (fault.line === undefined) return fault.file;
  return fault.column === undefined ? `${fault.file}:${fault.line}` : `${fault.file}:${fault.line}:${fault.column}`;
}
