// SPDX-License-Identifier: Apache-2.0
import { createMultibyteDecoder } from '@exodus/bytes/multi-byte.js';
import { describe, expect, test } from 'vitest';
import { toUtf8 } from './gb18030.ts';
import { readUnits } from './index.ts';
import { bytesOf, faultsOf, hex, joined, toldOf, valueIn } from './testing.ts';
import { firstInvalid } from './utf8.ts';

const HEAD = bytesOf('id,name,kind,parent\n');
const named = (name: Uint8Array) => ({ name: 'units.csv', bytes: joined(HEAD, bytesOf('1,'), name, bytesOf(',k,\n')) });

describe('UTF-8', () => {
  test('with a mark, which is not part of the first heading', async () => {
    const bytes = joined(hex('efbbbf'), HEAD, bytesOf('1,南阳,k,\n'));
    expect(valueIn(await readUnits({ name: 'u', bytes })).names).toEqual(['南阳']);
  });

  test('a mark, then bytes that are no UTF-8, told at their place', async () => {
    // 南 is 3 bytes and one character: 1 , 南 and then the byte, the fourth character.
    const bytes = joined(hex('efbbbf'), HEAD, bytesOf('1,南'), hex('b5'), bytesOf(',k,\n'));
    expect(toldOf(await readUnits({ name: 'u', bytes }))).toEqual(['2:4 invalid-utf-8']);
  });

  test.each([
    // [bytes, position of the first that is not UTF-8]
    ['41 c3a9 e58d97 f0a0aeb7', -1],
    ['ed9fbf ee8080 f48fbfbf', -1],
    ['80', 0],
    ['c0af', 0],
    ['e08080', 0],
    ['eda080', 0],
    ['f0808080', 0],
    ['f4908080', 0],
    ['41 e58d', 1],
    ['41 e58d97 ff', 4],
  ])('%s', (text, at) => {
    expect(firstInvalid(hex(text))).toBe(at);
  });

  test('the same as the decoder of the platform, for every two and three bytes', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const valid = (bytes: Uint8Array): boolean => {
      try {
        decoder.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    for (let lead = 0x7f; lead <= 0xff; lead += 1)
      for (let second = 0x70; second <= 0xff; second += 1)
        for (const rest of [[], [0x80], [0xbf], [0x41], [0x80, 0x80], [0xbf, 0xbf], [0x80, 0x41]]) {
          const bytes = Uint8Array.of(lead, second, ...rest);
          if (valid(bytes) !== firstInvalid(bytes) < 0) throw new Error(`differs at ${bytes}`);
        }
  }, 60_000);
});

describe('GB18030', () => {
  test('is what is not UTF-8', async () => {
    // 南阳, C4 CF D1 F4.
    expect(valueIn(await readUnits(named(hex('c4cfd1f4')))).names).toEqual(['南阳']);
  });

  test.each([
    // The WHATWG table where older tables differ: the single byte of the euro, ḿ, the vertical forms and 龴 … of 2005,
    // two that are private there, and four-byte forms at their ends.
    ['80', '€'],
    ['a2e3', '€'],
    ['a8bc', '\u1e3f'],
    ['8135f437', '\ue7c7'],
    ['a6d9', '\ufe10'],
    ['a6f3', '\ufe19'],
    ['fe59', '\u9fb4'],
    ['fea0', '\u9fbb'],
    ['fe51', '\ue816'],
    ['a3a0', '\u3000'],
    ['81308130', '\u0080'],
    ['8431a439', '\uffff'],
    ['90308130', '\u{10000}'],
    ['95328236', '\u{20000}'],
    ['e3329a35', '\u{10ffff}'],
  ])('%s', (bytes, text) => {
    const made = toUtf8(hex(bytes));
    expect(made.ok && new TextDecoder('utf-8', { ignoreBOM: true }).decode(made.bytes)).toBe(text);
  });

  test('bytes that are neither are told with the line, and the line at which UTF-8 ends', async () => {
    const bytes = joined(HEAD, bytesOf('1,'), hex('c4cf'), bytesOf(',k,\n2,'), hex('d1f4 ff'), bytesOf(',k,\n'));
    const outcome = await readUnits({ name: 'u', bytes });
    expect(toldOf(outcome)).toEqual(['3:4 invalid-text']);
    expect(faultsOf(outcome)[0]?.what.zh).toContain('第2行起不符');
  });

  test.each(['ff', 'c4', '8130', '813081', '817f', '8431a530', 'e3329a36', 'fe39fe39'])('%s is nothing', (bytes) => {
    expect(toUtf8(joined(bytesOf('ab'), hex(bytes)))).toEqual({ ok: false, at: 2 });
  });

  test('the same as the decoder, for every pair and every four-byte form below U+10000', () => {
    const decode = createMultibyteDecoder('gb18030');
    const check = (...bytes: number[]): void => {
      let wanted: string | undefined;
      try {
        wanted = decode(Uint8Array.from(bytes));
      } catch {
        wanted = undefined;
      }
      const made = toUtf8(Uint8Array.from(bytes));
      const got = made.ok ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(made.bytes) : undefined;
      if (got !== wanted) throw new Error(`differs at ${bytes}`);
    };
    for (let lead = 0x80; lead <= 0xff; lead += 1) {
      check(lead);
      for (let second = 0; second <= 0xff; second += 1) check(lead, second);
    }
    for (let lead = 0x81; lead <= 0x84; lead += 1)
      for (let second = 0x30; second <= 0x39; second += 1)
        for (let third = 0x81; third <= 0xfe; third += 7)
          for (let fourth = 0x30; fourth <= 0x39; fourth += 1) check(lead, second, third, fourth);
  }, 60_000);

  test('four-byte characters one after another, to the end and to a bad one', () => {
    // 95 32 82 36 is U+20000; a run is decoded in pieces.
    const run = new Uint8Array(200_000).map((_, at) => [0x95, 0x32, 0x82, 0x36][at % 4] as number);
    const made = toUtf8(run);
    expect(made.ok && new TextDecoder().decode(made.bytes)).toBe('\u{20000}'.repeat(50_000));
    run[120_002] = 0x41;
    expect(toUtf8(run)).toEqual({ ok: false, at: 120_000 });
    expect(toUtf8(run.subarray(0, 99))).toEqual({ ok: false, at: 96 });
  });

  test('a long file', () => {
    const long = new Uint8Array(300_001).map((_, at) => (at === 0 ? 0x61 : at % 2 === 1 ? 0xc4 : 0xcf));
    const made = toUtf8(long);
    expect(made.ok && new TextDecoder().decode(made.bytes)).toBe(`a${'南'.repeat(150_000)}`);
    long[200_001] = 0xff;
    expect(toUtf8(long)).toEqual({ ok: false, at: 200_001 });
  });
});

describe('what is no sheet', () => {
  test.each([
    ['an old .xls or an encrypted workbook', joined(hex('d0cf11e0a1b11ae1'), new Uint8Array(600))],
    ['UTF-16', joined(hex('fffe'), hex('69006400'))],
    ['UTF-16 the other way', hex('feff00690064')],
    ['UTF-16 without a mark', hex('690064002c006e0061006d0065000a00')],
    ['a PDF', bytesOf('%PDF-1.7\n')],
    ['a web page', bytesOf('\ufeff\n<!DOCTYPE html><html>')],
    ['a table of a web page', bytesOf('<table><tr><td>id</td></tr></table>')],
    ['XML', bytesOf('<?xml version="1.0"?>')],
    ['a picture', hex('89504e470d0a1a0a')],
    ['noise', Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251)],
  ])('%s', async (_, bytes) => {
    expect(toldOf(await readUnits({ name: 'u', bytes }))).toEqual(['1:1 not-a-sheet']);
  });

  test('an old .xls is told how to save it', async () => {
    const outcome = await readUnits({ name: 'u.xlsx', bytes: joined(hex('d0cf11e0a1b11ae1'), new Uint8Array(600)) });
    expect(faultsOf(outcome)[0]?.mend.en).toBe('save as .xlsx (without password) or CSV');
  });

  test('the name does not matter', async () => {
    expect(valueIn(await readUnits({ name: 'units.xlsx', bytes: joined(HEAD, bytesOf('1,a,k,\n')) })).ids).toEqual([
      '1',
    ]);
  });
});
