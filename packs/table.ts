// SPDX-License-Identifier: Apache-2.0
// The plain tables of the packs: UTF-8, comma, LF, no quotes. A cell that would need a quote is refused.

export type Row = Readonly<Record<string, string>>;

export function parseTable(text: string): Row[] {
  const [head, ...lines] = text.split('\n').filter((line) => line !== '');
  const columns = (head ?? '').split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    if (cells.length !== columns.length || line.includes('"')) throw new Error(`not a plain row: ${line}`);
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

export function tableText(columns: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => plainCell(row[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

function plainCell(cell: string): string {
  if (/[",\r\n]/.test(cell)) throw new Error(`a cell that would need quotes: ${cell}`);
  return cell;
}

export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`no column ${column}`);
  return value;
}
