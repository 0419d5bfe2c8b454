// SPDX-License-Identifier: Apache-2.0
import { strToU8, type Zippable, zipSync } from 'fflate';
import { escapeXml } from './cell-text.ts';
import type { Running, Sheet } from './layout.ts';
import { SharedStrings } from './shared-strings.ts';
import { sheetNames } from './sheet-names.ts';
import { type WrittenSheet, writeSheet } from './sheet-xml.ts';
import { stylesXml } from './styles.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The time of every part: the earliest that the format knows, without a zone, so that the bytes are the same everywhere. */
const NEVER = '1980-01-01T00:00:00';

export type { Cell, Row, Sheet } from './layout.ts';

export type Book = {
  readonly title: string;
  readonly language: 'zh' | 'en';
  /** Decimals of points. */
  readonly decimals: number;
  readonly running: Running;
  readonly sheets: readonly Sheet[];
};

/** Writes a workbook (Office Open XML). The same book gives the same bytes. */
export function writeBook({ title, language, decimals, running, sheets }: Book): Uint8Array {
  const strings = new SharedStrings();
  const names = sheetNames(sheets.map((sheet) => sheet.title));
  const written = sheets.map((sheet) => writeSheet(sheet, strings, running));
  const parts: Zippable = {
    '[Content_Types].xml': xml(contentTypes(sheets.length)),
    '_rels/.rels': xml(
      relations([
        [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
        [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ]),
    ),
    'docProps/core.xml': xml(coreXml(title)),
    'xl/workbook.xml': xml(workbookXml(names, written)),
    'xl/_rels/workbook.xml.rels': xml(
      relations([
        ...names.map((_, at): [string, string] => [`${OFFICE}/worksheet`, `worksheets/sheet${at + 1}.xml`]),
        [`${OFFICE}/styles`, 'styles.xml'],
        [`${OFFICE}/sharedStrings`, 'sharedStrings.xml'],
      ]),
    ),
    'xl/styles.xml': xml(stylesXml(decimals, language)),
    'xl/sharedStrings.xml': strings.bytes(),
  };
  written.forEach(({ bytes }, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = bytes;
  });
  return zipSync(parts, { mtime: NEVER, level: 1 });
}

const xml = (text: string): Uint8Array => strToU8(DECLARATION + text);

function contentTypes(sheets: number): string {
  const overrides: [string, string][] = [
    ['/xl/workbook.xml', `${TYPES}.sheet.main+xml`],
    ...Array.from({ length: sheets }, (_, at): [string, string] => [
      `/xl/worksheets/sheet${at + 1}.xml`,
      `${TYPES}.worksheet+xml`,
    ]),
    ['/xl/styles.xml', `${TYPES}.styles+xml`],
    ['/xl/sharedStrings.xml', `${TYPES}.sharedStrings+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ];
  return [
    `<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...overrides.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`),
    '</Types>',
  ].join('');
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function coreXml(title: string): string {
  return `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title></cp:coreProperties>`;
}

function workbookXml(names: readonly string[], written: readonly WrittenSheet[]): string {
  const sheets = names.map((name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const defined = names.flatMap((name, at) => definedNames(name, at, written[at] as WrittenSheet));
  return [
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews>`,
    `<sheets>${sheets.join('')}</sheets>`,
    defined.length === 0 ? '' : `<definedNames>${defined.join('')}</definedNames>`,
    '</workbook>',
  ].join('');
}

/** The rows and columns that are repeated on each page, and the table that is filtered. */
function definedNames(name: string, at: number, { heading, repeated, filter }: WrittenSheet): string[] {
  const sheet = `'${name.replaceAll("'", "''")}'`;
  const define = (what: string, range: string, hidden = ''): string =>
    `<definedName name="_xlnm.${what}" localSheetId="${at}"${hidden}>${escapeXml(range)}</definedName>`;
  if (heading === undefined) return [];
  const rows = `${sheet}!$${heading}:$${heading}`;
  const columns = repeated === undefined ? '' : `${sheet}!$A:$${repeated},`;
  const [from, to] = (filter ?? '').split(':').map((place) => place.replace(/([A-Z]+)(\d+)/, '$$$1$$$2'));
  return [define('_FilterDatabase', `${sheet}!${from}:${to}`, ' hidden="1"'), define('Print_Titles', columns + rows)];
}
