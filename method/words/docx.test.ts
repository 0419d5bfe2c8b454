// SPDX-License-Identifier: Apache-2.0
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parsedMethod } from '../testing/evaluated.ts';
import { wordsDocx } from './docx.ts';
import { methodWords } from './method-words.ts';

const METHOD = `
method: small
edition: "3"
title: { zh: 小办法 }
subject: community
sections: [{ id: s, title: { zh: 甲 }, items: [{ id: i, title: { zh: 办结 }, full: 8, measure: m, rule: { each: 2 } }] }]
`;
const words = methodWords(parsedMethod(METHOD).method, { language: 'zh' });
const partsOf = (file: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]));

afterEach(() => {
  vi.useRealTimers();
});

describe('a method as a file for Word', () => {
  test('the same bytes at any time (would catch a date in the properties or in the directory)', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2024-02-29T23:59:58Z') });
    const first = await wordsDocx(words);
    vi.setSystemTime(new Date('2031-07-01T08:00:00Z'));
    expect(Buffer.compare(await wordsDocx(words), first)).toBe(0);
    expect(JSON.stringify(partsOf(first))).not.toMatch(/20(?:24|31)-/u);
  });

  test('A4, 版心 156 × 225 mm, number outside (would catch a margin that moves the text)', async () => {
    const parts = partsOf(await wordsDocx(words));
    const page = parts['word/document.xml'] ?? '';
    // 1 mm is 56.69 twips: 210 and 297; 37, 26, 35, 28.
    expect(page).toMatch(/<w:pgSz w:w="11906" w:h="16838"/u);
    expect(page).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/u);
    expect(parts['word/settings.xml']).toContain('evenAndOddHeaders');
    const feet = Object.entries(parts).flatMap(([name, part]) =>
      /footer\d/u.test(name) && part.includes('PAGE') ? [/w:jc w:val="(\w+)"/u.exec(part)?.[1]] : [],
    );
    expect(feet.toSorted()).toEqual(['left', 'right']);
  });

  test('headings are headings, the table repeats its head (would catch text that merely looks like one)', async () => {
    const page = partsOf(await wordsDocx(words))['word/document.xml'] ?? '';
    expect(page).toMatch(/<w:pStyle w:val="Heading1"\/>.*?一、考核对象与周期/u);
    expect(page).toContain('<w:tblHeader/>');
    expect(page).toContain('每计1得2分，最多8分');
  });
});
