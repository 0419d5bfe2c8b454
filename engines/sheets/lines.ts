// SPDX-License-Identifier: Apache-2.0
import { type CivilDate, civilDateSchema } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { SheetFault } from './sheet-fault.ts';

/** A sheet as it was read, without a meaning yet. */
export type ReadTable = {
  readonly sheet: string;
  readonly headings: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly (string | null)[] }[];
};

/** A row whose cells are found by the ids of their columns; a column that the sheet lacks says nothing. */
export class Line<Column extends string> {
  readonly sheet: string;
  readonly line: number;
  private readonly columns: ReadonlyMap<Column, { readonly heading: string; readonly at: number }>;
  private readonly cells: readonly (string | null)[];

  constructor(sheet: string, columns: Line<Column>['columns'], row: ReadTable['rows'][number]) {
    this.sheet = sheet;
    this.columns = columns;
    this.line = row.line;
    this.cells = row.cells;
  }

  /** The cell without blanks at its ends; empty where nothing stands there. */
  text(column: Column): string {
    const at = this.columns.get(column)?.at;
    return at === undefined ? '' : (this.cells[at] ?? '').normalize('NFC').trim();
  }

  has(column: Column): boolean {
    return this.columns.has(column);
  }

  fault(column: Column, what: Words, mend: Words): SheetFault {
    const heading = this.columns.get(column)?.heading ?? null;
    return { sheet: this.sheet, row: this.line, column: heading, value: this.text(column), what, mend };
  }
}

/** A heading as it is compared: without blanks at its ends, and whatever the width of its brackets. */
export const plainHeading = (heading: string): string => heading.normalize('NFKC').trim();

type Columns<Id extends string> = readonly { readonly id: Id; readonly heading: string; readonly needed: boolean }[];

/** The rows of a sheet under the headings that it must have; none where one is missing, which is told. */
export function linesOf<Id extends string>(table: ReadTable, columns: Columns<Id>, faults: SheetFault[]): Line<Id>[] {
  const bare = table.headings.map(plainHeading);
  const missing = columns.filter(({ heading, needed }) => needed && !bare.includes(plainHeading(heading)));
  for (const { heading } of missing)
    faults.push({
      sheet: table.sheet,
      row: null,
      column: heading,
      value: '',
      what: { zh: `缺少“${heading}”列`, en: `The column "${heading}" is missing` },
      mend: { zh: '照导出的文件补上这一列', en: 'Add the column as an exported file has it' },
    });
  if (missing.length > 0) return [];
  const found = columns.flatMap(({ id, heading }) => {
    const at = bare.indexOf(plainHeading(heading));
    return at < 0 ? [] : [[id, { heading, at }] as const];
  });
  return table.rows.map((row) => new Line(table.sheet, new Map(found), row));
}

/** The day in a cell, as people write it; `null` where it is empty, undefined where it is no day. */
export function dayIn(text: string): CivilDate | null | undefined {
  if (text === '') return null;
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.normalize('NFKC'));
  if (parts === null) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  const read = civilDateSchema.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return read.success ? read.data : undefined;
}
