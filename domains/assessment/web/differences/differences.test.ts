// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMethod } from '@beichen/method';
import { expect, test } from 'vitest';
import { differencesOf } from './differences.ts';

const orchard = await readFile(join(import.meta.dirname, '../../testing/orchard/methods/orchard-stars.yaml'), 'utf8');

function methodOf(text: string) {
  const parsed = parseMethod('m', text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.value.method;
}

const told = (change: (text: string) => string): (string | undefined)[][] =>
  differencesOf(methodOf(orchard), methodOf(change(orchard))).map(({ place, before, after }) => [
    place.zh,
    before?.zh,
    after?.zh,
  ]);

test('two editions that say the same differ in nothing, whatever they are called', () => {
  expect(told((text) => text.replace('"2026"', '"2027"'))).toEqual([]);
});

test('a weight, a threshold and a way to fill a gap are told by star and item', () => {
  const changed = told((text) =>
    text
      .replace('win: 5', 'win: 4')
      .replace('full: 10\n        measure: care', 'full: 8\n        measure: care')
      .replace(/(measure: care[\s\S]*?missing: )hold/u, '$1zero'),
  );
  expect(changed[0]).toEqual(['养护星 · 获星分值', '5', '4']);
  expect(changed[1]).toEqual(['养护星 · 浇水次数 · 满分', '10', '8']);
  // The rule names the full points, so its sentence differs as well.
  expect(changed[2]?.[0]).toBe('养护星 · 浇水次数 · 计分规则');
  expect(changed[3]).toEqual(['养护星 · 浇水次数 · 缺数据时', '暂缓', '记0分']);
  expect(changed).toHaveLength(4);
});

test('what one of them does not have is told with nothing on that side', () => {
  expect(told((text) => text.replace('ranking: { by: [stars, total] }\n', ''))).toEqual([
    ['排名', 'by: stars、total', undefined],
  ]);
});
