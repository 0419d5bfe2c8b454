// SPDX-License-Identifier: Apache-2.0
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import stringWidth from 'string-width';
import { Unwritable } from './failure.ts';

/** Writes a file whole or not at all: beside its place first, then moved there. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const partial = join(dirname(path), `.${basename(path)}.partial`);
  try {
    writeFileSync(partial, bytes);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new Unwritable(`${path}: 写不出去 / cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Rows as aligned columns; a Chinese character is two wide. Numbers, told by `right`, go to the right. */
export function columns(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => stringWidth(row[at] ?? ''))));
  return rows
    .map((row) => {
      const cells = row.map((text, at) => {
        const gap = ' '.repeat((widths[at] as number) - stringWidth(text));
        return right.has(at) ? gap + text : text + gap;
      });
      return `${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
}
