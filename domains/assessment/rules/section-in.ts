// SPDX-License-Identifier: Apache-2.0
import type { Explanation } from '@beichen/method';

type Section = Explanation['sections'][number];

/** The place behind a string that begins at a quote. */
function behindString(text: string, quote: number): number {
  let at = quote + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** The objects of a list, as they stand in a text of JSON, from its first bracket on. */
function* objectsIn(text: string, bracket: number): Generator<string> {
  let depth = 0;
  let from = 0;
  for (let at = bracket + 1; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') at = behindString(text, at) - 1;
    else if (sign === '{') {
      if (depth === 0) from = at;
      depth += 1;
    } else if (sign === '}') {
      depth -= 1;
      if (depth === 0) yield text.slice(from, at + 1);
    } else if (sign === ']' && depth === 0) return;
  }
}

const LIST = '"sections":[';

/** One section of a reason tree that lies as JSON, without reading the others. */
export function sectionIn(tree: string, id: string): Section | undefined {
  const list = tree.indexOf(LIST);
  const head = `{"id":${JSON.stringify(id)},`;
  if (list < 0) return undefined;
  for (const text of objectsIn(tree, list + LIST.length - 1))
    if (text.startsWith(head)) return JSON.parse(text) as Section;
  return undefined;
}
