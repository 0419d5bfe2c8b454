// SPDX-License-Identifier: Apache-2.0
import { zipSync } from 'fflate';
import type { Fault, Outcome } from '../fault.ts';
import type { Facts, Units } from '../table.ts';
import { readFacts, readUnits } from './index.ts';

/** Sheets for tests, small enough that the expected values can be worked out by hand. */

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const csv = (text: string, name = 'test.csv') => ({ name, bytes: bytesOf(text) });

export const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.replace(/\s/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export const joined = (...pieces: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(pieces.flatMap((piece) => [...piece]));

export function valueIn<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.faults.map((fault) => `${told(fault)} ${fault.what.en}`).join('\n'));
  return outcome.value;
}

/** A fault as `line:column code`, or `sheet!cell code`. */
export const told = (fault: Fault): string => `${fault.cell ?? `${fault.line}:${fault.column}`} ${fault.code}`;

export const faultsOf = (outcome: Outcome<unknown>): readonly Fault[] => (outcome.ok ? [] : outcome.faults);

export const toldOf = (outcome: Outcome<unknown>): string[] => faultsOf(outcome).map(told);

/** A city with two communities and a street; rows (kind, id): city 1, community 01 02, street s1. */
export const UNITS = 'id,name,kind,parent\n1,南阳,city,\n01,甲,community,1\n02,乙,community,1\ns1,街,street,1\n';

export const units = async (): Promise<Units> => valueIn(await readUnits(csv(UNITS, 'units.csv')));

export const EXPECTED = { subject: 'community', ratios: new Set(['ratio']) };

export const facts = async (text: string): Promise<Outcome<Facts>> =>
  readFacts(csv(text, 'facts.csv'), await units(), EXPECTED);

/** What a fact column holds for each unit, in the order of UNITS' rows. */
export function cellsOf(outcome: Outcome<Facts>, measure: string): { num: number[]; den: number[]; given: number[] } {
  const column = valueIn(outcome).get(measure);
  if (column === undefined) throw new Error(`no column ${measure}`);
  return { num: [...column.num], den: [...column.den], given: [...column.given] };
}

/** Pieces of a workbook, as XML; each may be replaced. */
export type Book = {
  readonly rows?: string;
  readonly tail?: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly sheets?: readonly string[];
  readonly workbook?: string;
  readonly head?: string;
};

const OFFICE = 'http://schemas.openxmlformats.org';
const MAIN = `xmlns="${OFFICE}/spreadsheetml/2006/main"`;
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook whose sheets all hold the same rows. */
export function partsOf(book: Book): Record<string, Uint8Array> {
  const { rows = '', tail = '', head = '', strings = '', styles = '', sheets = ['units'] } = book;
  const each = (make: (name: string, number: number) => string): string =>
    sheets.map((name, at) => make(name, at + 1)).join('');
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${OFFICE}/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each((_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${OFFICE}/officeDocument/2006/relationships">${book.workbook ?? ''}<sheets>${each((name, number) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${OFFICE}/package/2006/relationships">${each((_, number) => `<Relationship Id="rId${number}" Type="${OFFICE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${number}.xml"/>`)}</Relationships>`,
    'xl/sharedStrings.xml': `<sst ${MAIN}>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet ${MAIN}>${styles}</styleSheet>`,
  };
  sheets.forEach((_, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet ${MAIN}>${head}<sheetData>${rows}</sheetData>${tail}</worksheet>`;
  });
  return Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, bytesOf(text)]));
}

export const bookOf = (book: Book): Uint8Array => zipSync(partsOf(book));

const letter = (column: number): string => String.fromCharCode(65 + column);

/** A row of cells: a string becomes a text cell, a number a number cell, `{ xml }` what it says, undefined none. */
export function rowOf(row: number, cells: readonly (string | number | { xml: string } | undefined)[]): string {
  const made = cells.map((cell, column) => {
    const ref = `${letter(column)}${row}`;
    if (cell === undefined) return '';
    if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
    if (typeof cell === 'string') return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`;
    return cell.xml.replace('<c', `<c r="${ref}"`);
  });
  return `<row r="${row}">${made.join('')}</row>`;
}

export const rowsOf = (...rows: readonly Parameters<typeof rowOf>[1][]): string =>
  rows.map((cells, at) => rowOf(at + 1, cells)).join('');
