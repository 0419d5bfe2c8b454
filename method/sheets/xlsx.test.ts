// SPDX-License-Identifier: Apache-2.0
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { readFacts, readUnits } from './index.ts';
import type { Book } from './testing.ts';
import { bookOf, cellsOf, EXPECTED, faultsOf, rowsOf, told, toldOf, units, valueIn } from './testing.ts';

const NONE = Number.NaN;
const UNIT_HEAD = ['id', 'name', 'kind', 'parent'];
const FACT_HEAD = ['unit', 'measure', 'num', 'den'];

const readUnitBook = (book: Book, sheet?: string) =>
  readUnits({ name: 'units.xlsx', bytes: bookOf(book), ...(sheet === undefined ? {} : { sheet }) });
const readFactBook = async (book: Book) =>
  readFacts({ name: 'facts.xlsx', bytes: bookOf({ sheets: ['facts'], ...book }) }, await units(), EXPECTED);

/** Style 0 General, 1 a date, 2 a percentage, 3 a date of its own format. */
const STYLES =
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
  '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs>';

describe('units', () => {
  test('of a workbook as the library writes it', async () => {
    const sheet = utils.aoa_to_sheet([
      UNIT_HEAD,
      ['1', '南阳', 'city', ''],
      ['01', '甲 ', 'community', '1'],
      [],
      ['02', '𠮷', 'community', '1'],
    ]);
    const book = { SheetNames: ['说明', 'Units'], Sheets: { 说明: utils.aoa_to_sheet([['x']]), Units: sheet } };
    for (const bookSST of [true, false]) {
      const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', bookSST, compression: true }));
      const read = valueIn(await readUnits({ name: 'units.xlsx', bytes }));
      expect(read.ids).toEqual(['1', '01', '02']);
      expect(read.names).toEqual(['南阳', '甲 ', '𠮷']);
      expect([...read.parents]).toEqual([-1, 0, 0]);
      // Row 4 is empty and skipped; lines are the spreadsheet's rows.
      expect([...read.lines]).toEqual([2, 3, 5]);
      expect(read.columns.get('parent')).toEqual([null, '1', '1']);
    }
  });

  test('from shared strings, rich text and inline text; phonetic guides are not part of it', async () => {
    const strings =
      '<si><t>id</t></si><si><t>name</t></si><si><t>kind</t></si><si><t>parent</t></si>' +
      '<si><r><rPr><b/></rPr><t>南</t></r><r><t xml:space="preserve"> 阳</t></r><rPh sb="0" eb="1"><t>nan</t></rPh><phoneticPr fontId="1"/></si>' +
      '<si/><si><t>甲&amp;&#x20BB7;&#134071;</t><rPh sb="0" eb="1"><t>jia</t></rPh></si>';
    const shared = (at: number) => ({ xml: `<c t="s"><v>${at}</v></c>` });
    const rows = rowsOf(
      [shared(0), shared(1), shared(2), shared(3)],
      ['1', shared(4), 'city', shared(5)],
      ['2', shared(6), 'city'],
    );
    const read = valueIn(await readUnitBook({ rows, strings }));
    // &#x20BB7; and &#134071; are both 𠮷; the empty string item is an empty cell and shifts none.
    expect(read.names).toEqual(['南 阳', '甲&𠮷𠮷']);
    expect(read.columns.get('parent')).toEqual([null, null]);
  });

  test('an id that became a number, a date, a truth value or an error', async () => {
    const rows = rowsOf(
      UNIT_HEAD,
      [411300, 'a', 'city'],
      [{ xml: '<c s="1"><v>45000</v></c>' }, 'a', 'city'],
      ['1', { xml: '<c t="b"><v>1</v></c>' }, 'city'],
      ['2', 'a', { xml: '<c t="e"><v>#DIV/0!</v></c>' }],
      ['3', 'a', 'city', { xml: '<c><f>1+1</f></c>' }],
      ['4', 'a', 'city', 'nowhere'],
    );
    const outcome = await readUnitBook({ rows, styles: STYLES });
    // With rows left out it cannot be told whether `nowhere` is a unit.
    expect(toldOf(outcome)).toEqual([
      'units!A2 cell-not-text',
      'units!A3 cell-not-text',
      'units!B4 cell-not-text',
      'units!C5 error-cell',
      'units!D6 formula-without-value',
    ]);
    expect(faultsOf(outcome)[0]).toMatchObject({
      file: 'units.xlsx',
      line: 2,
      column: 1,
      what: { zh: '“id”列：表格软件把内容变成了数字411300' },
      mend: { en: 'format the column as text and enter it again' },
    });
  });

  test('duplicates and unknown parents are told by their cells', async () => {
    const rows = rowsOf(
      UNIT_HEAD,
      ['1', 'a', 'city'],
      ['1', 'b', 'city'],
      ['2', 'b', 'city', '9'],
      ['4.11E+17', 'b', 'city'],
    );
    expect(toldOf(await readUnitBook({ rows }))).toEqual([
      'units!A3 unit-twice',
      'units!D4 unknown-parent',
      'units!A5 id-scientific',
    ]);
  });

  test('headings: missing, repeated, not text, and a cell without one', async () => {
    expect(
      toldOf(
        await readUnitBook({
          rows: rowsOf(
            ['id', 'id', 2023, undefined, 'kind', 'parent'],
            ['1', 'x', 'y', undefined, 'k', undefined, 'z'],
          ),
        }),
      ),
    ).toEqual([
      'units!A1 missing-heading',
      'units!B1 repeated-heading',
      'units!C1 heading-not-text',
      'units!D1 empty-heading',
      'units!G2 row-long',
    ]);
  });

  test('an empty sheet, and a title above the headings', async () => {
    expect(toldOf(await readUnitBook({}))).toEqual(['1:1 no-headings']);
    expect(toldOf(await readUnitBook({ rows: rowsOf(['名单'], UNIT_HEAD) }))).toContain('units!A1 missing-heading');
  });

  test('merged cells are told with their range; the other rows are checked', async () => {
    const tail = "<mergeCells count='2'><mergeCell ref=\"B3:B4\"/><mergeCell  ref='C6:D6'></mergeCell></mergeCells>";
    const rows = rowsOf(
      UNIT_HEAD,
      [1, 'a', 'city'],
      ['2', 'b', 'city'],
      ['3', undefined, 'city'],
      ['4', 'c', 'city', '3'],
    );
    expect(toldOf(await readUnitBook({ rows, tail }))).toEqual([
      'units!A2 cell-not-text',
      'units!B3:B4 merged-cells',
      'units!C6:D6 merged-cells',
    ]);
    // A merged heading: nothing else can be told.
    expect(toldOf(await readUnitBook({ rows, tail: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>' }))).toEqual([
      'units!A1:B1 merged-cells',
    ]);
  });

  test('hidden rows and filters are read all the same, formats alone are nothing', async () => {
    const rows =
      rowsOf(['id', 'name', 'kind', 'parent', { xml: '<c s="1"/>' }]) +
      '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>1</t></is></c><c r="C2" t="str"><v>city</v></c><c r="F2" s="1"/></row>' +
      '<row r="3"/><row r="900" s="1" customFormat="1"><c r="A900" s="1"/></row>';
    expect(valueIn(await readUnitBook({ rows, styles: STYLES, tail: '<autoFilter ref="A1:D2"/>' })).ids).toEqual(['1']);
  });

  test('what a .csv refuses in a cell', async () => {
    const rows = rowsOf(
      UNIT_HEAD,
      ['1', '字'.repeat(32_768), 'city'],
      ['2', 'a_x0000_b', 'city'],
      ['3', 'a_xD83D_b', 'city'],
    );
    expect(toldOf(await readUnitBook({ rows }))).toEqual([
      'units!B2 cell-too-long',
      'units!B3 nul',
      'units!B4 broken-character',
    ]);
  });
});

describe('which sheet', () => {
  const rows = rowsOf(UNIT_HEAD, ['1', 'a', 'city']);
  test.each([[['Sheet1']], [['x', 'units']], [['x', 'Units']], [['单位', 'x']]])('%j', async (sheets) => {
    expect((await readUnitBook({ rows, sheets })).ok).toBe(true);
  });

  test('the one that is asked for', async () => {
    expect((await readUnitBook({ rows, sheets: ['a', 'b'] }, 'b')).ok).toBe(true);
    const outcome = await readUnitBook({ rows, sheets: ['a', 'b'] }, 'c');
    expect(toldOf(outcome)).toEqual(['1:1 unknown-sheet']);
    expect(faultsOf(outcome)[0]?.what.zh).toBe('没有工作表“c”，工作簿中有“a”、“b”');
  });

  test('none of them', async () => {
    const outcome = await readUnitBook({ rows, sheets: ['甲', '乙'] });
    expect(faultsOf(outcome)[0]?.what.en).toBe('it is not clear which sheet is meant; the workbook has "甲", "乙"');
  });

  test.each(['__proto__', 'constructor', 'toString', '&lt;a&gt;'])('a sheet named %s', async (name) => {
    const outcome = await readUnitBook({ rows, sheets: [name] });
    // Read, or refused as broken: never taken for something else.
    expect(outcome.ok ? outcome.value.ids : toldOf(outcome)).toEqual(outcome.ok ? ['1'] : ['1:1 broken-workbook']);
  });
});

describe('facts', () => {
  test('numbers, number text, and formulas with their values', async () => {
    const rows = rowsOf(
      ['measure', 'unit', 'den', 'num'],
      ['ratio', '01', 20, 5],
      ['ratio', '02', '10', '4'],
      ['m', '01', undefined, { xml: '<c><f>1/3</f><v>0.33333333333333331</v></c>' }],
      ['m', '02', '', { xml: '<c s="2"><v>0.95</v></c>' }],
      ['m', '1', undefined, { xml: '<c><v>-0</v></c>' }],
      [{ xml: '<c t="str"><f>"m"</f><v>m</v></c>' }, 's1', undefined, { xml: '<c><v>1E+20</v></c>' }],
    );
    const outcome = await readFactBook({ rows, styles: STYLES });
    // Units stand as 1, 01, 02, s1.
    expect(cellsOf(outcome, 'ratio')).toEqual({
      num: [NONE, 5, 4, NONE],
      den: [NONE, 20, 10, NONE],
      given: [0, 1, 1, 0],
    });
    expect(cellsOf(outcome, 'm').num).toEqual([0, 1 / 3, 0.95, 1e20]);
  });

  test('what is no number', async () => {
    const number = (xml: string) => ['01', `m${xml.length}${xml.slice(0, 9).replace(/\W/g, '')}`, { xml }];
    const rows = rowsOf(
      FACT_HEAD,
      number('<c s="1"><v>45000</v></c>'),
      number('<c s="3"><v>45000.5</v></c>'),
      number('<c t="b"><v>1</v></c>'),
      number('<c t="e"><v>#N/A</v></c>'),
      ['01', 'a', '95%'],
      ['01', 'b', '12 '],
      ['01', 'c', '1e400'],
      ['01', 'd', { xml: '<c><v>1e400</v></c>' }],
      ['01', 'e', { xml: '<c><f>A1</f></c>' }],
      ['01', 'f', { xml: '<c><f>A1</f><v></v></c>' }],
      ['01', 'g', { xml: '<c><f t="shared" si="0"/></c>' }],
      ['01', 'h', { xml: '<c><f>A1</f><v>0</v></c>' }],
      ['01', 'i', { xml: '<c t="d"><v>2023-01-01T00:00:00</v></c>' }],
      ['01', 'j', { xml: '<c t="n"><x:f>A1</x:f><x:v/></c>' }],
    );
    expect(toldOf(await readFactBook({ rows, styles: STYLES }))).toEqual([
      'facts!C2 number-date',
      'facts!C3 number-date',
      'facts!C4 number-boolean',
      'facts!C5 error-cell',
      'facts!C6 number-percent',
      'facts!C7 number-space',
      'facts!C8 number-exponent',
      'facts!C9 number-too-large',
      'facts!C10 formula-without-value',
      'facts!C11 formula-without-value',
      'facts!C12 formula-without-value',
      // Row 13 has its value, 0.
      'facts!C14 number-date',
      'facts!C15 formula-without-value',
    ]);
  });

  test('dates of the 1904 system are dates too', async () => {
    const rows = rowsOf(FACT_HEAD, ['01', 'a', { xml: '<c s="1"><v>1</v></c>' }]);
    expect(toldOf(await readFactBook({ rows, styles: STYLES, workbook: '<workbookPr date1904="1"/>' }))).toEqual([
      'facts!C2 number-date',
    ]);
  });

  test('what METHOD.md section 2 refuses, by cells', async () => {
    const rows = rowsOf(
      FACT_HEAD,
      ['zz', 'm', 1],
      [1, 'm', 1],
      ['01', undefined, 1],
      ['01', 'm', 1],
      ['01', 'm', 2],
      ['02', 'n', 1, -3],
      ['02', 'p', undefined, 3],
      ['02', 'ratio', 1],
      ['02 ', 'q', 1],
    );
    const outcome = await readFactBook({ rows });
    expect(toldOf(outcome)).toEqual([
      'facts!A2 unknown-unit',
      'facts!A3 cell-not-text',
      'facts!B4 empty-measure',
      'facts!A6 fact-twice',
      'facts!D7 den-negative',
      'facts!C8 den-without-num',
      'facts!D9 den-missing',
      'facts!A10 unit-space',
    ]);
    expect(faultsOf(outcome).map(told)).toHaveLength(8);
  });

  test('unknown headings, the rows checked all the same', async () => {
    expect(
      toldOf(await readFactBook({ rows: rowsOf(['unit', 'measure', 'num', 'note'], ['01', 'm', 'x', 'y']) })),
    ).toEqual(['facts!A1 missing-heading', 'facts!D1 unknown-heading', 'facts!C2 number-text']);
  });
});
