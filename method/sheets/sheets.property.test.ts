// SPDX-License-Identifier: Apache-2.0

import { utils, write } from '@e965/xlsx';
import { createMultibyteEncoder } from '@exodus/bytes/multi-byte.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Facts, Units } from '../table.ts';
import { readFacts, readUnits } from './index.ts';
import { bookOf, bytesOf, hex, joined, rowsOf, valueIn } from './testing.ts';

/** Random tables written as sheets in every way that METHOD.md section 8 allows, and read back. */

type Cells = readonly (readonly string[])[];

/** How a table is written: which cells are quoted that need not be, the ends of lines, and the encoding. */
type Writing = {
  quotes: boolean[];
  crlf: boolean;
  last: boolean;
  blank: boolean;
  encoding: 'utf-8' | 'bom' | 'gb18030';
};

const writing: fc.Arbitrary<Writing> = fc.record({
  quotes: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  crlf: fc.boolean(),
  last: fc.boolean(),
  blank: fc.boolean(),
  encoding: fc.constantFrom('utf-8', 'bom', 'gb18030'),
});

const encodeGb18030 = createMultibyteEncoder('gb18030');

function written(cells: Cells, how: Writing): Uint8Array {
  let count = 0;
  const cell = (text: string): string => {
    count += 1;
    return /[",\r\n]/.test(text) || how.quotes[count % 7] ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const end = how.crlf ? '\r\n' : '\n';
  const lines = cells.map((row) => row.map(cell).join(','));
  const text = (how.blank ? end : '') + lines.join(how.blank ? end + end : end) + (how.last ? end : '');
  if (how.encoding === 'bom') return joined(hex('efbbbf'), bytesOf(text));
  return how.encoding === 'gb18030' ? encodeGb18030(text) : bytesOf(text);
}

const text = fc.string({ unit: fc.constantFrom(...'ab,"\n\r 0南阳é€ḿ𠮷①\u3000'), maxLength: 6 });
const name = fc.string({ unit: fc.constantFrom(...'ab,"南阳 𠮷'), minLength: 1, maxLength: 4 });

/** Rows of units under a root, each with an attribute. */
const unitRows: fc.Arbitrary<string[][]> = fc
  .uniqueArray(fc.tuple(name, text, fc.constantFrom('k', '社区'), text), { selector: ([id]) => id, maxLength: 8 })
  .map((rows) => [
    ['根', '', 'root', '', ''],
    ...rows.map(([id, label, kind, note]) => [`u${id}`, label, kind, '根', note]),
  ]);

/** The content of a table of units, whatever the order of its rows and columns: what the digest covers. */
const contentOf = (units: Units): unknown =>
  units.ids.map((id, row) => [
    id,
    units.kinds[row],
    units.ids[units.parents[row] as number] ?? null,
    [...units.columns].map(([heading, cells]) => [heading, cells[row]]).sort(),
  ]);

const HEADINGS = ['id', 'name', 'kind', 'parent', '备注,"'];

/** The same table with its columns in another order. */
const reordered = (cells: Cells, order: readonly number[]): string[][] =>
  cells.map((row) => order.map((column) => row[column] as string));

const permutation = (length: number): fc.Arbitrary<number[]> =>
  fc.shuffledSubarray(
    Array.from({ length }, (_, at) => at),
    { minLength: length, maxLength: length },
  );

// A file that is GB18030 by its writing may be UTF-8 by chance, and is then read as that: METHOD.md section 8.
const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== '';
  } catch {
    return false;
  }
};
const readsBack = (bytes: Uint8Array, how: Writing, cells: Cells): boolean =>
  how.encoding !== 'gb18030' || !isUtf8(bytes) || cells.flat().every((cell) => /^[\0-\x7f]*$/.test(cell));

describe('CSV', () => {
  test('units read back, in any order of rows and columns', async () => {
    await fc.assert(
      fc.asyncProperty(
        unitRows,
        writing,
        fc.record({ order: permutation(5), keys: fc.array(fc.nat(), { minLength: 9, maxLength: 9 }) }),
        async (rows, how, { order, keys }) => {
          const shuffled = rows
            .map((row, at) => ({ row, key: keys[at] as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ row }) => row);
          const cells = reordered([HEADINGS, ...shuffled], order);
          const bytes = written(cells, how);
          fc.pre(readsBack(bytes, how, cells));
          const read = valueIn(await readUnits({ name: 'u', bytes }));
          const plain = valueIn(
            await readUnits({
              name: 'u',
              bytes: written([HEADINGS, ...rows], {
                quotes: [],
                crlf: false,
                last: true,
                blank: false,
                encoding: 'utf-8',
              }),
            }),
          );
          expect(contentOf(read)).toEqual(contentOf(plain));
          for (const [id, label, kind, , note] of rows) {
            const row = read.index.get(id as string) as number;
            expect([read.names[row], read.kinds[row], read.columns.get('备注,"')?.[row] ?? '']).toEqual([
              label,
              kind,
              note,
            ]);
          }
        },
      ),
      { numRuns: 400 },
    );
  }, 60_000);

  let units: Units;
  beforeAll(async () => {
    const bytes = bytesOf('id,name,kind,parent\n"甲,""",,k,\nb,,k,\nc,,m,\n');
    units = valueIn(await readUnits({ name: 'u', bytes }));
  });
  const number = fc.oneof(
    fc.constant(''),
    fc.integer({ min: -999, max: 99_999 }).map(String),
    fc.tuple(fc.nat(9999), fc.nat(9999)).map(([whole, fraction]) => `${whole}.${fraction}`),
  );
  const factRows = fc
    .uniqueArray(fc.tuple(fc.constantFrom('甲,"', 'b', 'c'), name, number, number), {
      selector: ([unit, measure]) => JSON.stringify([unit, measure]),
      maxLength: 12,
    })
    .map((rows) =>
      rows.map(([unit, measure, num, den]) => [unit, measure, num, num === '' || den.startsWith('-') ? '' : den]),
    );

  const factsOf = (facts: Facts): unknown =>
    [...facts].map(([measure, { num, den, given }]) => [measure, [...num], [...den], [...given]]).sort();

  test('facts read back, in any order of rows and columns', async () => {
    await fc.assert(
      fc.asyncProperty(factRows, writing, permutation(4), async (rows, how, order) => {
        const cells = reordered([['unit', 'measure', 'num', 'den'], ...rows], order);
        const bytes = written(cells, how);
        fc.pre(readsBack(bytes, how, cells));
        const expected = { subject: 'k', ratios: new Set<string>() };
        const read = valueIn(await readFacts({ name: 'f', bytes }, units, expected));
        for (const [unit, measure, num, den] of rows as [string, string, string, string][]) {
          const row = units.index.get(unit) as number;
          const column = read.get(measure);
          expect([column?.num[row], column?.den[row], column?.given[row]]).toEqual([
            num === '' ? Number.NaN : Number(num),
            den === '' ? Number.NaN : Number(den),
            1,
          ]);
        }
        const reversed = reordered([['unit', 'measure', 'num', 'den'], ...[...rows].reverse()], order);
        const again = valueIn(
          await readFacts({ name: 'f', bytes: written(reversed, { ...how, encoding: 'bom' }) }, units, expected),
        );
        expect(factsOf(again)).toEqual(factsOf(read));
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  test('a workbook stands for the same file', async () => {
    await fc.assert(
      fc.asyncProperty(factRows, fc.boolean(), async (rows, bookSST) => {
        const head = ['unit', 'measure', 'num', 'den'];
        // Numbers as numbers where the bit comes up, as text elsewhere.
        const cells = rows.map(([unit, measure, num, den], at) => [
          unit,
          measure,
          num !== '' && at % 2 === 0 ? Number(num) : num,
          den,
        ]);
        const sheet = utils.aoa_to_sheet([head, ...cells]);
        const book = new Uint8Array(
          write(
            { SheetNames: ['数据'], Sheets: { 数据: sheet } },
            { type: 'array', bookType: 'xlsx', bookSST, compression: true },
          ),
        );
        const expected = { subject: 'k', ratios: new Set<string>() };
        const csv = written([head, ...rows], { quotes: [], crlf: true, last: true, blank: false, encoding: 'utf-8' });
        expect(factsOf(valueIn(await readFacts({ name: 'f', bytes: book }, units, expected)))).toEqual(
          factsOf(valueIn(await readFacts({ name: 'f', bytes: csv }, units, expected))),
        );
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('noise never throws, and its faults have places and words', () => {
  let units: Units;
  beforeAll(async () => {
    units = valueIn(await readUnits({ name: 'u', bytes: bytesOf('id,name,kind,parent\na,,k,\n') }));
  });
  const check = async (bytes: Uint8Array): Promise<void> => {
    const expected = { subject: 'k', ratios: new Set(['m']) };
    for (const outcome of [
      await readUnits({ name: 'x', bytes }),
      await readFacts({ name: 'x', bytes }, units, expected),
    ]) {
      if (outcome.ok) continue;
      expect(outcome.faults.length).toBeGreaterThan(0);
      for (const fault of outcome.faults) {
        expect(fault).toMatchObject({ file: 'x', line: expect.any(Number), column: expect.any(Number) });
        for (const said of [fault.what.zh, fault.what.en, fault.mend.zh, fault.mend.en])
          expect(said).not.toMatch(/^$|undefined|NaN|\n/);
      }
    }
  };

  test('bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), check), { numRuns: 500 });
  }, 60_000);

  test('bytes behind headings', async () => {
    const piece = fc.constantFrom(...'",\r\n\0a 0.-%'.split(''), 'a,m,1,2\n', '"', '""', '南', '\ufeff', '1e3', 'k');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('id,name,kind,parent\n', 'unit,measure,num,den\n', 'den,unit\n'),
        fc.array(piece, { maxLength: 40 }),
        fc.uint8Array({ maxLength: 3 }),
        (head, pieces, tail) => check(joined(bytesOf(head + pieces.join('')), tail)),
      ),
      { numRuns: 1500 },
    );
  }, 60_000);

  const BOOK = bookOf({
    sheets: ['units'],
    rows: rowsOf(['id', 'name', 'kind', 'parent'], ['1', 'a', 'k', 2]),
    styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
  });

  test('a workbook with bytes changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(BOOK.length - 5), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const copy = BOOK.slice();
          for (const [at, byte] of changes) copy[at + 4] = byte;
          await check(copy);
        },
      ),
      { numRuns: 400 },
    );
  }, 60_000);

  test('a workbook of odd XML', async () => {
    const piece = fc.constantFrom(
      '<row r="2">',
      '<row>',
      '</row>',
      '<row r="x">',
      '<c r="A2">',
      '<c r="B3" t="s">',
      '<c t="inlineStr">',
      '<c r="C9" t="e">',
      '<c r="1A" t="b">',
      '</c>',
      '<v>',
      '</v>',
      '<v/>',
      '1',
      'x',
      '<f>',
      '</f>',
      '<f/>',
      '<is><t>',
      '</t></is>',
      '<',
      '>',
      '&#99999999;',
      '&',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '</sheetData>',
      '<sheetData>',
      '<mergeCell ref="A1:B2"/>',
      '#N/A',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), fc.array(piece, { maxLength: 5 }), async (rows, tail) => {
        await check(bookOf({ rows: rows.join(''), tail: tail.join('') }));
        await check(
          bookOf({
            sheets: ['facts'],
            rows: rowsOf(['unit', 'measure', 'num', 'den']) + rows.join(''),
            strings: tail.join(''),
          }),
        );
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
