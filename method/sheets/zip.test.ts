// SPDX-License-Identifier: Apache-2.0
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readUnits } from './index.ts';
import { bookOf, bytesOf, faultsOf, hex, joined, partsOf, rowsOf, toldOf, valueIn } from './testing.ts';

const ROWS = rowsOf(['id', 'name', 'kind', 'parent'], ['1', 'a', 'city']);
const BOOK = bookOf({ rows: ROWS });
const read = (bytes: Uint8Array) => readUnits({ name: 'units.xlsx', bytes });

/** The position of the nth directory entry of a part. */
function directoryOf(zip: Uint8Array, name: string): number {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let at = 0; at < zip.length - 46; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const found = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
    if (found === name) return at;
  }
  throw new Error(`no ${name}`);
}

/** A copy of the workbook with a field of its sheet's directory entry changed. */
function changed(zip: Uint8Array, offset: number, value: number): Uint8Array {
  const copy = zip.slice();
  new DataView(copy.buffer).setUint32(directoryOf(copy, 'xl/worksheets/sheet1.xml') + offset, value, true);
  return copy;
}

test('the workbook that the others are made from is sound', async () => {
  expect(valueIn(await read(BOOK)).ids).toEqual(['1']);
});

describe('a zip bomb', () => {
  const bomb = (size: number) =>
    zipSync({ ...partsOf({ rows: ROWS }), 'xl/worksheets/sheet1.xml': new Uint8Array(size).fill(0x20) }, { level: 9 });

  test('that unpacks to more than the limit', async () => {
    const start = performance.now();
    expect(toldOf(await read(bomb(250_000_000)))).toEqual(['1:1 workbook-too-large']);
    expect(performance.now() - start).toBeLessThan(20_000);
  }, 60_000);

  test('that unpacks to hundreds of times its size', async () => {
    expect(toldOf(await read(bomb(20_000_000)))).toEqual(['1:1 workbook-too-large']);
  });

  test('whose directory says that it is small', async () => {
    expect(toldOf(await read(changed(bomb(100_000_000), 24, 1000)))).toEqual(['1:1 workbook-too-large']);
  });

  test('in a part that is never unpacked does no harm', async () => {
    const packed = zipSync(
      { ...partsOf({ rows: ROWS }), 'xl/media/image1.png': new Uint8Array(5_000_000) },
      { level: 9 },
    );
    expect(valueIn(await read(packed)).ids).toEqual(['1']);
  });

  test('of many entries', async () => {
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`x${at}`, new Uint8Array(0)]));
    expect(toldOf(await read(zipSync({ ...partsOf({ rows: ROWS }), ...many })))).toEqual(['1:1 workbook-too-large']);
  });

  test('of entries that share their bytes', async () => {
    const at = new DataView(BOOK.buffer).getUint32(directoryOf(BOOK, 'xl/workbook.xml') + 42, true);
    expect(toldOf(await read(changed(BOOK, 42, at)))).toEqual(['1:1 broken-workbook']);
  });
});

describe('a broken workbook', () => {
  test('cut short anywhere', async () => {
    for (let length = 4; length < BOOK.length; length += 7)
      expect(toldOf(await read(BOOK.subarray(0, length)))).toEqual(['1:1 broken-workbook']);
  });

  test.each([
    [
      'noise behind the first bytes',
      joined(
        hex('504b0304'),
        Uint8Array.from({ length: 3000 }, (_, at) => (at * 7919) % 256),
      ),
    ],
    ['nothing behind them', hex('504b0304')],
    ['a zip without entries', zipSync({})],
    ['a zip of something else', zipSync({ 'a.txt': bytesOf('a') })],
    ['a size that is wrong', changed(BOOK, 24, 5000)],
    ['a checksum that is wrong', changed(BOOK, 16, 1)],
    ['an offset beyond the end', changed(BOOK, 42, 0x7fffffff)],
    ['a zip64 field', changed(BOOK, 20, 0xffffffff)],
  ])('%s', async (_, bytes) => {
    expect(toldOf(await read(bytes))).toEqual(['1:1 broken-workbook']);
  });

  test.each(['xl/workbook.xml', '[Content_Types].xml', 'xl/worksheets/sheet1.xml'])('without %s', async (name) => {
    const parts = partsOf({ rows: ROWS });
    delete parts[name];
    expect(toldOf(await read(zipSync(parts)))).toEqual(['1:1 broken-workbook']);
  });

  test.each([
    'xl/workbook.xml',
    '[Content_Types].xml',
    'xl/worksheets/sheet1.xml',
    'xl/styles.xml',
    'xl/sharedStrings.xml',
  ])('with nonsense for %s never throws', async (name) => {
    for (const text of ['', '<', '<a/>', 'x'.repeat(1000), '\0\0', '<worksheet><sheetData><row><c>'])
      await read(zipSync({ ...partsOf({ rows: ROWS }), [name]: bytesOf(text) }));
  });

  test('an OpenDocument sheet', async () => {
    const ods = zipSync({
      mimetype: bytesOf('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': bytesOf('<a/>'),
    });
    expect(toldOf(await read(ods))).toEqual(['1:1 broken-workbook']);
    expect(faultsOf(await read(ods))[0]?.mend.en).toContain('save it as .xlsx');
  });

  test('an encrypted entry', async () => {
    const copy = BOOK.slice();
    const at = directoryOf(copy, 'xl/workbook.xml') + 8;
    copy[at] = (copy[at] as number) | 1;
    expect(toldOf(await read(copy))).toEqual(['1:1 encrypted-workbook']);
  });
});

describe('a sheet made to cost much', () => {
  const quick = async (bytes: Uint8Array): Promise<string[]> => {
    const start = performance.now();
    const faults = toldOf(await read(bytes));
    expect(performance.now() - start).toBeLessThan(20_000);
    return faults;
  };

  test('by ranges over the whole sheet', async () => {
    const head = '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="9"/></cols>';
    const tail = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>';
    expect(await quick(bookOf({ rows: ROWS, head, tail }))).toEqual([]);
  }, 60_000);

  test('by array formulas over the whole sheet', async () => {
    const array = Array.from(
      { length: 20_000 },
      (_, at) =>
        `<row r="${at + 3}"><c r="A${at + 3}" t="str"><f t="array" ref="A1:XFD1048576">1</f><v>x${at}</v></c><c r="C${at + 3}" t="str"><v>k</v></c></row>`,
    ).join('');
    expect(await quick(bookOf({ rows: ROWS + array }))).toEqual([]);
  }, 60_000);

  test('by merged ranges', async () => {
    const tail = `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(50_000)}</mergeCells>`;
    expect(await quick(bookOf({ rows: ROWS, tail }))).toHaveLength(1001);
  }, 60_000);

  test('by a cell in the last row and column, and beyond', async () => {
    expect(
      await quick(bookOf({ rows: `${ROWS}<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>` })),
    ).toContain('units!XFD1048576 row-long');
    expect(
      await quick(bookOf({ rows: `${ROWS}<row r="4000000000"><c r="A4000000000" t="str"><v>x</v></c></row>` })),
    ).toEqual(['1:1 broken-workbook']);
  }, 60_000);

  test('by entities', async () => {
    const dtd = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>';
    const parts = partsOf({ rows: rowsOf(['id', 'name', 'kind', 'parent'], ['1', '&c;', 'city']) });
    parts['xl/worksheets/sheet1.xml'] = joined(bytesOf(dtd), parts['xl/worksheets/sheet1.xml'] as Uint8Array);
    expect(valueIn(await read(zipSync(parts))).names).toEqual(['&c;']);
  });
});

test('parts that are listed but were left out do not matter', async () => {
  const parts = partsOf({ rows: ROWS });
  const list = new TextDecoder().decode(parts['[Content_Types].xml']);
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const more = [
    ['/xl/metadata.xml', `${main}.sheetMetadata+xml`],
    ['/xl/persons/person.xml', 'application/vnd.ms-excel.person+xml'],
    ['/xl/calcChain.xml', `${main}.calcChain+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ['/xl/theme/theme1.xml', 'application/vnd.openxmlformats-officedocument.theme+xml'],
    ['/xl/externalLinks/externalLink1.xml', `${main}.externalLink+xml`],
  ].map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`);
  parts['[Content_Types].xml'] = bytesOf(list.replace('</Types>', `${more.join('')}</Types>`));
  parts['xl/metadata.xml'] = bytesOf('<metadata/>');
  parts['xl/persons/person.xml'] = bytesOf('<personList/>');
  expect(valueIn(await read(zipSync(parts))).ids).toEqual(['1']);
});
