// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberAt, numberFault, numberIn, REFUSED } from './number-cell.ts';
import { bytesOf } from './testing.ts';

const read = (text: string): number => numberAt(bytesOf(text), 0, bytesOf(text).length);

describe('numbers that are taken', () => {
  test.each([
    ['0', 0],
    ['-0', 0],
    ['-0.00', 0],
    ['12', 12],
    ['-12.50', -12.5],
    ['007', 7],
    ['0.1', 0.1],
    ['0.3', 0.3],
    // 15 digits after the leading zeros, which the digit string counts as a whole.
    ['123456789012345', 123456789012345],
    ['0.000123456789012345', 0.000123456789012345],
    ['000000000000000000001', 1],
    // 22 places and more: beyond the exact powers of ten.
    ['0.0000000000000000000001', 1e-22],
    ['0.00000000000000000000001', 1e-23],
    ['0.0000000000000000000000000000009', 9e-31],
  ])('%s', (text, value) => {
    expect(Object.is(read(text), value)).toBe(true);
    expect(Object.is(numberIn(text), value)).toBe(true);
  });

  test('an empty cell is NaN', () => {
    expect(read('')).toBeNaN();
    expect(numberIn('')).toBeNaN();
  });
});

describe('what is refused says what to write', () => {
  test.each([
    ['95%', 'number-percent', 'write 0.95'],
    ['95.5 %', 'number-percent', 'write 0.955'],
    ['-5%', 'number-percent', 'write -0.05'],
    ['100%', 'number-percent', 'write 1'],
    ['1,234', 'number-thousands', 'write 1234'],
    ['1,234,567.80', 'number-thousands', 'write 1234567.80'],
    ['1e3', 'number-exponent', 'write 1000'],
    ['1.5E-3', 'number-exponent', 'write 0.0015'],
    ['１２', 'number-full-width', 'write 12'],
    ['９５％', 'number-full-width', 'write 0.95'],
    ['1，234', 'number-full-width', 'write 1234'],
    ['−3', 'number-full-width', 'write -3'],
    ['+1', 'number-plus', 'write 1'],
    ['.5', 'number-bare-point', 'write 0.5'],
    ['-.5', 'number-bare-point', 'write -0.5'],
    ['5.', 'number-bare-point', 'write 5'],
    ['12 ', 'number-space', 'write 12'],
    [' 12', 'number-space', 'write 12'],
    ['\u300012\u00a0', 'number-space', 'write 12'],
    [' 95% ', 'number-space', 'write 0.95'],
    // 17 digits; a fraction can be rounded to 15.
    ['0.12345678901234567', 'number-too-long', 'write 0.123456789012346'],
  ])('%s', (text, code, mend) => {
    expect(read(text)).toBe(REFUSED);
    expect(numberIn(text)).toBe(REFUSED);
    expect(numberFault(text)).toMatchObject({ code, mend: { en: mend } });
  });

  test.each([
    ['1e400', 'number-exponent'],
    ['1,23', 'number-thousands'],
    ['1234567890123456', 'number-too-long'],
    ['--1', 'number-text'],
    ['-', 'number-text'],
    ['.', 'number-text'],
    ['1.2.3', 'number-text'],
    ['1 2', 'number-text'],
    ['0x10', 'number-text'],
    ['NaN', 'number-text'],
    ['Infinity', 'number-text'],
    ['无', 'number-text'],
    ['12天', 'number-text'],
    ['#DIV/0!', 'number-text'],
    [' ', 'number-space'],
    ['२', 'number-text'],
  ])('%s has no number to suggest', (text, code) => {
    expect(read(text)).toBe(REFUSED);
    expect(numberIn(text)).toBe(REFUSED);
    const fault = numberFault(text);
    expect(fault.code).toBe(code);
    expect(fault.mend.en).toMatch(/^write (digits|at most)/);
  });
});

describe('properties', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 18 });

  test('bytes and text give the same double, that of the decimal', () => {
    fc.assert(
      fc.property(fc.boolean(), digits, fc.option(digits), (minus, whole, fraction) => {
        const text = `${minus ? '-' : ''}${whole}${fraction === null ? '' : `.${fraction}`}`;
        const long = `${whole}${fraction ?? ''}`.replace(/^0+/, '').length > 15;
        const wanted = long ? REFUSED : Number(text) === 0 ? 0 : Number(text);
        return Object.is(read(text), wanted) && Object.is(numberIn(text), wanted);
      }),
      { numRuns: 2000 },
    );
  });

  test('bytes and text refuse the same', () => {
    const odd = fc.string({ unit: fc.constantFrom(...'0159.-+e%, １,'), maxLength: 8 });
    fc.assert(
      fc.property(odd, (text) => Object.is(read(text), numberIn(text))),
      { numRuns: 3000 },
    );
  });

  test('what is suggested is a number', () => {
    const odd = fc.string({ unit: fc.constantFrom(...'0159.-+e%, １２．％'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(odd, (text) => {
        const suggested = /^write (-?\d\S*)$/.exec(numberFault(text).mend.en)?.[1];
        return suggested === undefined || (Number.isFinite(numberIn(suggested)) && numberIn(suggested) !== REFUSED);
      }),
      { numRuns: 3000 },
    );
  });
});
