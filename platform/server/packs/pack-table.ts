// SPDX-License-Identifier: Apache-2.0
import type { PackFault } from './pack-fault.ts';

/** A row of a pack's table: its cells by column, trimmed, and the line that it stands on. */
export type PackRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> };

const PLAIN = {
  zh: '数据包的表格不用引号，单元格里不能有逗号',
  en: 'tables of a pack are plain: no quotes, no comma in a cell',
};

/**
 * A plain table: UTF-8, a heading, commas, no quotes (as all tables of the packs are written). `columns` must be there; others may.
 * What is wrong goes to `tell`, and its row is left out.
 */
export function packTable(
  text: string,
  columns: readonly string[],
  tell: (fault: Omit<PackFault, 'file'>) => void,
): PackRow[] {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = head.split(',').map((name) => name.trim());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    const list = missing.join(', ');
    tell({
      line: 1,
      what: { zh: `缺少列：${list}`, en: `columns are missing: ${list}` },
      mend: { zh: '补上这些列', en: 'add them to the heading' },
    });
    return [];
  }
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const cells = line.split(',');
    if (cells.length !== names.length || line.includes('"')) {
      const what = {
        zh: `这一行有${cells.length}格，应有${names.length}格`,
        en: `the row has ${cells.length} cells, not ${names.length}`,
      };
      tell({
        line: at + 2,
        what: line.includes('"') ? { zh: '这一行有引号', en: 'the row has a quote' } : what,
        mend: PLAIN,
      });
      return [];
    }
    return [
      { line: at + 2, cells: Object.fromEntries(names.map((name, column) => [name, (cells[column] ?? '').trim()])) },
    ];
  });
}
