// SPDX-License-Identifier: Apache-2.0
import { getPeriod, nameOfPeriod } from '@beichen/kernel/periods.ts';
import { type PlacedUnit, UNIT_COLUMNS, unitCells } from './fact-table.ts';

/** A fact as a package tells it: by the unit's code. */
export type CodedFact = {
  readonly code: string;
  readonly measure: string;
  readonly num: number | null;
  readonly den: number | null;
};

/** Names go out as they are, quoted where they must be: who recomputes needs the same bytes, so formulas are not made harmless. */
function cell(text: string | null): string {
  if (text === null) return '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A number in digits alone, as METHOD.md section 8 has it: no exponent, no needless zeros. */
function digits(x: number | null): string {
  if (x === null) return '';
  return Number.isInteger(x) ? x.toFixed(0) : x.toFixed(9).replace(/0+$/, '');
}

const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.join(',')}\r\n`).join('');

export function unitsCsv(units: readonly PlacedUnit[]): string {
  return csv([[...UNIT_COLUMNS], ...units.map((unit) => unitCells(unit).map(cell))]);
}

export function factsCsv(facts: readonly CodedFact[]): string {
  const rows = facts.map(({ code, measure, num, den }) => [cell(code), cell(measure), digits(num), digits(den)]);
  return csv([['unit', 'measure', 'num', 'den'], ...rows]);
}

/** What a package says of itself to whoever opens it. */
export function packageReadme(about: {
  readonly title: { readonly zh: string; readonly en: string };
  readonly edition: string;
  readonly period: string;
  readonly asOf: string;
  readonly digest: string;
}): string {
  const { title, edition, period, asOf, digest } = about;
  const name = nameOfPeriod(getPeriod(period));
  const command = 'npx beichen assess method.yaml --units units.csv --facts facts.csv --catalogue measures.yaml --json';
  return `${title.zh}（${edition}）${name.zh} 公开数据包
数据截至 ${asOf}
校验码 sha256:${digest}

用这些文件，任何人都能重新算出这一期的结果。装好北辰（Apache-2.0）后，在本文件夹里运行：

  ${command}

输出的digest应与digest.txt相同；不同，说明办法、单位、数据或结果被改过。

method.yaml    考核办法原文
measures.yaml  指标目录
units.csv      考核对象及其上级单位，按考核周期最后一天
facts.csv      计算所用的数据：单位、指标、分子、分母
digest.txt     办法、单位、数据、结果四者的SHA-256

两张表供程序读取，名称一字不改，用表格软件打开时请勿启用公式。包里没有任何个人信息。

————————————————

${title.en} (${edition}), ${name.en}: open data package
Facts as known at ${asOf}
Digest sha256:${digest}

With these files anybody can compute the results of the period again. Install Beichen (Apache-2.0) and run, in this folder:

  ${command}

The digest that it prints must be the one in digest.txt; if not, the method, the units, the facts or the results were changed.

method.yaml    the method as published
measures.yaml  the catalogue of measures
units.csv      the assessed units and those above them, as of the period's last day
facts.csv      the facts that were used: unit, measure, numerator, denominator
digest.txt     SHA-256 of method, units, facts and results

Both tables are for programs: names stand as they are, so do not let a spreadsheet run formulas in them. There is no personal data in here.
`;
}
