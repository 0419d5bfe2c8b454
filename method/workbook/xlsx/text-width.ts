// SPDX-License-Identifier: Apache-2.0

/** Width of a text in half-width characters: in a Chinese font everything beyond Latin takes two. */
function textWidth(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Of the two halves of a character beyond the first plane, each counts one.
    width += code > 0xff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return width;
}

/** Lines that a text takes in a column. One that is broken may end a character early, since no line begins with a comma. */
export function linesOf(text: string, width: number): number {
  if (text.length * 2 <= width && !text.includes('\n')) return 1;
  const room = Math.max(2, width - 1.5);
  let lines = 0;
  for (const line of text.split('\n')) {
    const length = textWidth(line);
    lines += length <= width ? 1 : Math.ceil(length / room);
  }
  return lines;
}
