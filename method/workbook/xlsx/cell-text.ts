// SPDX-License-Identifier: Apache-2.0

/** Characters that a cell may hold. */
const MOST = 32_767;

/** What XML 1.0 cannot carry: most control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A spreadsheet would read `_x000D_` as a carriage return, so the underscore before it is written as one. */
const ESCAPE_ALIKE = /_(?=x[0-9A-Fa-f]{4}_)/gu;

/** What a spreadsheet may take for a formula once the cell is edited or saved as text. */
const FORMULA_LIKE = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;

/** A text as a cell can hold it: without what XML cannot carry, and cut, with a mark, where it is too long. */
export function cellText(text: string): string {
  const clean = text.replace(ILLEGAL, '');
  if (clean.length <= MOST) return clean;
  const cut = clean.slice(0, MOST - 1);
  // Not between the two halves of a character.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Whether a text must be marked as text, so that no spreadsheet makes a formula of it. */
export const looksLikeFormula = (text: string): boolean => FORMULA_LIKE.test(text);

/** A text inside an element or an attribute. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A text of a shared string: a spreadsheet's own escapes are escaped, and a carriage return survives XML. */
export function sharedText(text: string): string {
  return escapeXml(text.replace(ESCAPE_ALIKE, '_x005F_')).replaceAll('\r', '_x000D_');
}
