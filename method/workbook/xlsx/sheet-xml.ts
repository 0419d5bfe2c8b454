// SPDX-License-Identifier: Apache-2.0
import { ByteText } from './byte-text.ts';
import type { Running, Sheet } from './layout.ts';
import { pagesWide, pageXml } from './page-xml.ts';
import type { SharedStrings } from './shared-strings.ts';
import { columnName, SheetBody } from './sheet-body.ts';
import { styleIndex } from './styles.ts';

const OPEN =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';

/** A written sheet: its bytes, and what the workbook must know of it. */
export type WrittenSheet = {
  readonly bytes: Uint8Array;
  /** The row that is repeated on each page, counted from 1. */
  readonly heading: number | undefined;
  /** The columns that are repeated where a page is too narrow. */
  readonly repeated: string | undefined;
  readonly filter: string | undefined;
};

/** Writes a sheet row by row, so that a large one never is one string. */
export function writeSheet(sheet: Sheet, strings: SharedStrings, running: Running): WrittenSheet {
  const body = new SheetBody(
    sheet.columns.map(({ style }) => styleIndex(style)),
    strings,
  );
  for (const row of sheet.rows) body.push(row);
  const { heading, count, joined } = body;
  const last = columnName(sheet.columns.length - 1);
  const whole = `A1:${last}${Math.max(count, 1)}`;
  const filter = heading === undefined ? undefined : `A${heading}:${last}${count}`;
  const out = new ByteText();
  out.push(`${OPEN}<dimension ref="${whole}"/>${viewXml(sheet, heading)}`);
  out.push(`<sheetFormatPr defaultRowHeight="16" customHeight="1"/>${columnsXml(sheet)}<sheetData>`);
  out.append(body.text);
  out.push('</sheetData>');
  if (filter !== undefined) out.push(`<autoFilter ref="${filter}"/>`);
  if (joined.length > 0) {
    const merges = joined.map(({ row, from }) => `<mergeCell ref="${columnName(from)}${row}:${last}${row}"/>`);
    out.push(`<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`);
  }
  out.push(pageXml(sheet, running));
  // Ids are texts made of digits, as they should be: no warning in each of their cells.
  out.push(`<ignoredErrors><ignoredError sqref="${whole}" numberStoredAsText="1"/></ignoredErrors></worksheet>`);
  return {
    bytes: out.bytes(),
    heading,
    repeated: pagesWide(sheet) > 1 && sheet.fixed > 0 ? columnName(sheet.fixed - 1) : undefined,
    filter,
  };
}

/** Without grid lines, the heading and the first columns staying in view. */
function viewXml({ fixed }: Sheet, heading: number | undefined): string {
  if (heading === undefined) return '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>';
  const corner = `${columnName(fixed)}${heading + 1}`;
  const across = fixed > 0 ? ` xSplit="${fixed}"` : '';
  const pane = fixed > 0 ? 'bottomRight' : 'bottomLeft';
  return (
    '<sheetViews><sheetView showGridLines="0" workbookViewId="0">' +
    `<pane${across} ySplit="${heading}" topLeftCell="${corner}" activePane="${pane}" state="frozen"/>` +
    `<selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/></sheetView></sheetViews>`
  );
}

function columnsXml({ columns }: Sheet): string {
  const parts = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width + 0.83}" customWidth="1"/>`,
  );
  return `<cols>${parts.join('')}</cols>`;
}
