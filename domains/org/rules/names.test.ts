// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { displayName, searchTerms, soundOf, withoutPrefix } from './names.ts';

describe('a name for display', () => {
  test.each([
    ['河街社区居民委员会', '河街社区'],
    ['长江社区居委会', '长江社区'],
    ['建设居民委员会', '建设社区'],
    ['华山区居委会', '华山区社区'],
    ['向阳社区', '向阳社区'],
    // A slip of the official list: 居民委会 for 居民委员会.
    ['兰营社区居民委会', '兰营社区'],
    ['田店村民委员会', '田店村'],
    ['黑石寨村委会', '黑石寨村'],
    ['李村村民委员会', '李村'],
    ['七一街道办事处', '七一街道'],
    ['石桥镇人民政府', '石桥镇'],
    ['桐柏山淮源风景名胜管理区', '桐柏山淮源风景名胜管理区'],
    ['  1 号场 ', '1 号场'],
    ['村委会', '村委会'],
  ])('%s is shown as %s', (entered, shown) => {
    expect(displayName(entered)).toBe(shown);
  });

  test('shortening twice changes nothing, on every real name', () => {
    const rows = ['places.csv', 'zones.csv'].flatMap((file) => table(`places/${file}`)).map(([, name = '']) => name);
    expect(rows.length).toBeGreaterThan(5000);
    for (const name of rows) expect(displayName(displayName(name))).toBe(displayName(name));
  });

  test('the 423 communities are shown as the city lists them', () => {
    const entered = new Map(
      ['places.csv', 'zones.csv'].flatMap((file) => table(`places/${file}`)).map(([code, name = '']) => [code, name]),
    );
    const listed = table('places/communities.csv');
    expect(listed).toHaveLength(423);
    for (const [code, name] of listed) expect(displayName(entered.get(code) ?? '')).toBe(name);
  });

  test('a zone before the name is left out, but a name is never left empty', () => {
    expect(withoutPrefix('南阳高新区张衡街道', ['南阳高新区'])).toBe('张衡街道');
    expect(withoutPrefix('南阳高新区', ['南阳高新区'])).toBe('南阳高新区');
  });
});

function table(file: string): string[][] {
  const text = readFileSync(join(import.meta.dirname, '../../../packs/nanyang', file), 'utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

test('how a name sounds: without tones, ü as v, letters and digits for themselves', () => {
  expect(soundOf('卧龙区')).toEqual({ pinyin: 'wo long qu', initials: 'wlq' });
  expect(soundOf('绿城社区')).toEqual({ pinyin: 'lv cheng she qu', initials: 'lcsq' });
  expect(soundOf('1 号场')).toEqual({ pinyin: '1 hao chang', initials: '1hc' });
  expect(soundOf('')).toEqual({ pinyin: '', initials: '' });
});

test('what is typed is looked for as it would be shown, and as a sound only if it is letters', () => {
  expect(searchTerms(' 河街居委会 ')).toEqual({
    text: '河街居委会',
    name: '河街社区',
    letters: null,
  });
  expect(searchTerms("He Jie'").letters).toBe('hejie');
  expect(searchTerms('hj河').letters).toBeNull();
});
