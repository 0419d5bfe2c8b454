// SPDX-License-Identifier: Apache-2.0
/** Writes a case as the files that the command line reads (METHOD.md section 8). */
import type { FactRow, UnitRow } from './shape.ts';

/** "Numbers: -?digits(.digits)?, at most 15 digits after leading zeros"; null is an empty cell. */
function numberCell(x: number | null): string {
  if (x === null) return '';
  const text = /e/.test(String(x)) ? x.toFixed(20).replace(/\.?0+$/, '') : String(x);
  const digits = text.replace(/^-/, '').replace('.', '').replace(/^0+/, '');
  if (!/^-?\d+(\.\d+)?$/.test(text) || digits.length > 15 || Number(text) !== x)
    throw new Error(`${x} cannot be written in a cell`);
  return text;
}

/** RFC 4180: quoted where it has a comma, a quote or a line end. */
function textCell(text: string | null): string {
  if (text === null) return '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** units.csv: `id,name,kind,parent`, then the attributes; every row must have the same keys. */
export function unitsCsv(units: UnitRow[]): string {
  const columns = ['id', 'name', 'kind', 'parent'];
  for (const row of units) for (const key of Object.keys(row)) if (!columns.includes(key)) columns.push(key);
  const lines = units.map((row) => columns.map((column) => textCell(row[column] ?? null)).join(','));
  return [columns.map(textCell).join(','), ...lines, ''].join('\r\n');
}

/** facts.csv: `unit,measure,num,den`. */
export function factsCsv(facts: FactRow[]): string {
  const lines = facts.map((fact) =>
    [textCell(fact.unit), textCell(fact.measure), numberCell(fact.num), numberCell(fact.den)].join(','),
  );
  return ['unit,measure,num,den', ...lines, ''].join('\r\n');
}

/** YAML 1.2 in block style; every string double-quoted, so that none is read as something else. */
export function toYaml(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return `${JSON.stringify(value)}\n`;
  const entries: Array<[string, unknown]> = Array.isArray(value)
    ? value.map((entry): [string, unknown] => ['-', entry])
    : Object.entries(value).map(([key, entry]): [string, unknown] => [`${JSON.stringify(key)}:`, entry]);
  if (entries.length === 0) return Array.isArray(value) ? '[]\n' : '{}\n';
  const lines = entries.map(([mark, entry]) => {
    const nested = typeof entry === 'object' && entry !== null && Object.keys(entry).length > 0;
    return nested ? `${indent}${mark}\n${toYaml(entry, `${indent}  `)}` : `${indent}${mark} ${toYaml(entry)}`;
  });
  return lines.join('');
}
