// SPDX-License-Identifier: Apache-2.0

/** Width of a text in half-width characters: in a Chinese font everything beyond Latin takes two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) as number) > 0xff ? 2 : 1;
  return width;
}

/** Lines that a text takes in a column. A line may end a character early, since no line begins with a comma. */
export function linesOf(text: string, width: number): number {
  const room = Math.max(2, width - 1.5);
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(textWidth(line) / room));
  return lines;
}
