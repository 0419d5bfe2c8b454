// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMethod } from '@beichen/method';
import { describe, expect, test } from 'vitest';
import { DraftReader } from './draft-reader.ts';
import { numbersIn } from './numbers-in.ts';

const orchard = await readFile(join(import.meta.dirname, '../../testing/orchard/methods/orchard-stars.yaml'), 'utf8');
const known = new Set(['apples.picked_in_time', 'care.waterings']);

/** What was read, and where each number of it stands; or the faults. */
function told(outcome: ReturnType<typeof parseMethod>) {
  if (!outcome.ok) return outcome.faults;
  const { method, source } = outcome.value;
  return {
    method,
    places: numbersIn(method, []).map(({ path }) => [source.places.of(path), source.places.ofKey(path)]),
  };
}

/** Reads texts one after the other, and each of them anew. */
function bothWays(texts: readonly string[]): void {
  const reader = new DraftReader(known);
  for (const text of texts) expect(told(reader.read(text))).toEqual(told(parseMethod('method.yaml', text, known)));
}

describe('a draft that is read text after text says what each text says', () => {
  test('where a threshold is typed digit by digit, and one on the same line after it', () => {
    const line = (range: string): string => orchard.replace('linear: [0, 10]', `linear: ${range}`);
    bothWays(['[0, 10]', '[10, 10]', '[10, 1]', '[10, 15]', '[1, 15]', '[1.5, 15]', '[1.5, 150]', '[0, 10]'].map(line));
  });

  test('where a number becomes one that is refused, or is none for a moment', () => {
    const win = (written: string): string => orchard.replace('win: 6', `win: ${written}`);
    bothWays(['6', '60', '', '8', '8.', '8.5', '08', '8e1', '-8', '8 # 分', '"8"', 'acht', '8'].map(win));
  });

  test('where numbers run together, a line is cut or the text is another one', () => {
    bothWays([
      orchard,
      orchard.replace('win: 6\n', 'win: 6 '),
      orchard,
      orchard.replace('full: 10', 'full: 1'),
      orchard.replace('full: 10', 'full: 1').replace('win: 6', 'win: 7'),
      'sections: []',
      orchard,
    ]);
  });
});
