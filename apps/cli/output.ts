// SPDX-License-Identifier: Apache-2.0
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { eastAsianWidth } from 'get-east-asian-width';
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

/** How many places a text takes on a terminal: a Chinese character two, a combining mark and what is invisible none. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    if (!/[\p{M}\p{Cf}]/u.test(character)) width += eastAsianWidth(character.codePointAt(0) as number);
  return width;
}

/** Rows as aligned columns; a Chinese character is two wide. Numbers, told by `right`, go to the right. */
export function columns(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))));
  return rows
    .map((row) => {
      const cells = row.map((text, at) => {
        const gap = ' '.repeat((widths[at] as number) - widthOf(text));
        return right.has(at) ? gap + text : text + gap;
      });
      return `${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
}
