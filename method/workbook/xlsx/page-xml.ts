// SPDX-License-Identifier: Apache-2.0
import { escapeXml } from './cell-text.ts';
import type { Running, Sheet } from './layout.ts';

/** Half-width characters of the body that an A4 page holds at full size, upright and sideways. */
const PAGE = { upright: 118, sideways: 172 };
/** Below this part of its size, print is hard to read: the table then takes two pages side by side. */
const SMALLEST = 0.66;
/** A4 in the list of paper sizes. */
const A4 = 9;

/** Pages that a sheet takes from side to side. */
export function pagesWide({ columns, landscape }: Sheet): number {
  const width = columns.reduce((sum, column) => sum + column.width + 0.83, 0);
  return Math.max(1, Math.ceil((width * SMALLEST) / (landscape ? PAGE.sideways : PAGE.upright)));
}

/** How the sheet is printed: on A4, as wide as the page, with what runs above and under each page. */
export function pageXml(sheet: Sheet, { left, right, foot, pages, font }: Running): string {
  const type = `&"${font}"&8`;
  const head = `&L${type}${running(left, 120)}&R${type}${running(right, 60)}`;
  const under = `&L${type}${running(foot, 120)}&R${type} ${pages}`;
  return [
    '<printOptions horizontalCentered="1"/>',
    '<pageMargins left="0.47" right="0.47" top="0.67" bottom="0.63" header="0.31" footer="0.31"/>',
    `<pageSetup paperSize="${A4}" orientation="${sheet.landscape ? 'landscape' : 'portrait'}" fitToWidth="${pagesWide(sheet)}" fitToHeight="0" pageOrder="overThenDown"/>`,
    `<headerFooter><oddHeader>${escapeXml(head)}</oddHeader><oddFooter>${escapeXml(under)}</oddFooter></headerFooter>`,
  ].join('');
}

/**
 * A text in a header: no line breaks, an ampersand for an ampersand, and not too long, since a header holds 255
 * characters. The space before it keeps a digit from being read as part of the size.
 */
function running(text: string, most: number): string {
  let line = ' ';
  for (const character of text.replace(/[^\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]+/gu, ' ').trim()) {
    if (line.length >= most) return `${line}…`;
    line += character === '&' ? '&&' : character;
  }
  return line;
}
