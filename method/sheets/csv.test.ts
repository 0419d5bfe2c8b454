// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test, vi } from 'vitest';
import { readFacts, readUnits } from './index.ts';
import { bytesOf, cellsOf, csv, EXPECTED, facts, faultsOf, toldOf, UNITS, units, valueIn } from './testing.ts';

// Catches a start that waits for the library for workbooks though no workbook is read.
vi.mock('@e965/xlsx', () => {
  throw new Error('loaded for a CSV');
});

const HEAD = 'unit,measure,num,den\n';
const NONE = Number.NaN;

describe('units', () => {
  test('stand in columns by (kind, id), every column kept', async () => {
    const read = valueIn(
      await readUnits(
        csv('parent,id,编码,kind,name\n1,02,,community,乙\n,1,X,city,"南,阳"\n1,01,"a""b",community,"两\n行"\n'),
      ),
    );
    expect(read.ids).toEqual(['1', '01', '02']);
    expect(read.names).toEqual(['南,阳', '两\n行', '乙']);
    expect([...read.parents]).toEqual([-1, 0, 0]);
    expect([...read.lines]).toEqual([3, 4, 2]);
    expect([...read.columns]).toEqual([
      ['parent', [null, '1', '1']],
      ['id', ['1', '01', '02']],
      ['编码', ['X', 'a"b', null]],
      ['kind', ['city', 'community', 'community']],
      ['name', ['南,阳', '两\n行', '乙']],
    ]);
  });

  test('nothing is trimmed', async () => {
    const read = valueIn(await readUnits(csv('id,name,kind,parent, 备注 \n a,, k ,,\u3000\n')));
    expect(read.columns.get(' 备注 ')).toEqual(['\u3000']);
    expect(read.ids).toEqual([' a']);
    expect(read.kinds).toEqual([' k ']);
  });

  test('an empty heading, a repeated one, and a missing one', async () => {
    expect(toldOf(await readUnits(csv('id,,id,kind,parent\n')))).toEqual([
      '1:1 missing-heading',
      '1:4 empty-heading',
      '1:5 repeated-heading',
    ]);
  });

  test('a heading that differs by a space or capitals is told at its place', async () => {
    const outcome = await readUnits(csv('ID, name,kind,parent\n'));
    expect(toldOf(outcome)).toEqual(['1:1 missing-heading', '1:4 missing-heading']);
    expect(faultsOf(outcome)[1]?.mend.en).toBe('write name, without spaces');
  });

  test('all faults in one go, syntax and meaning', async () => {
    const text =
      'id,name,kind,parent\n1,a"b,city,\n1,x,city,\n2,x,,9\n2,x\n3,x,city,nowhere\n3,x,city,\n4.11E+17,x,city,\n';
    // Line 2 and line 5 are left out: whether `nowhere` is a unit cannot be told then.
    expect(toldOf(await readUnits(csv(text)))).toEqual([
      '2:3 quote-in-cell',
      '4:5 empty-kind',
      '5:1 row-short',
      '7:1 unit-twice',
      '8:1 id-scientific',
    ]);
  });

  test('an unknown parent is told at its cell, behind a cell of two lines', async () => {
    expect(toldOf(await readUnits(csv('id,name,kind,parent\n1,"两\n行",city,9\n')))).toEqual(['3:9 unknown-parent']);
  });

  test('more than 1,024 columns', async () => {
    const more = Array.from({ length: 1100 }, (_, at) => `c${at}`).join(',');
    expect(toldOf(await readUnits(csv(`id,name,kind,parent,${more}\n`)))).toEqual(['1:1 too-many-columns']);
  });

  test.each(['', '\n\r\n', '\ufeff'])('an empty file', async (text) => {
    expect(toldOf(await readUnits(csv(text)))).toEqual(['1:1 no-headings']);
  });
});

describe('facts', () => {
  test('stand in columns, in any order of rows and headings', async () => {
    const outcome = await facts(
      'den,unit,num,measure\n10,02,4,ratio\n,01,-1.5,m\n20,01,5,ratio\n,s1,,m\n0,1,0,ratio\n',
    );
    // Units stand as 1, 01, 02, s1.
    expect(cellsOf(outcome, 'ratio')).toEqual({ num: [0, 5, 4, NONE], den: [0, 20, 10, NONE], given: [1, 1, 1, 0] });
    expect(cellsOf(outcome, 'm')).toEqual({
      num: [NONE, -1.5, NONE, NONE],
      den: [NONE, NONE, NONE, NONE],
      given: [0, 1, 0, 1],
    });
  });

  test('quotes, doubled quotes, CRLF, empty lines, and no end of line at the end', async () => {
    const outcome = await facts('\r\n"unit",measure,"num",den\r\n\r\n"01","say ""m""","3",""\r\n\n02,"say ""m""",4,');
    expect(cellsOf(outcome, 'say "m"')).toEqual({
      num: [NONE, 3, 4, NONE],
      den: [NONE, NONE, NONE, NONE],
      given: [0, 1, 1, 0],
    });
  });

  test('a last row that ends in a comma has its empty cell', async () => {
    expect(cellsOf(await facts(`${HEAD}01,m,1,`), 'm').num).toEqual([NONE, 1, NONE, NONE]);
  });

  test('unknown and missing headings, the rows checked all the same', async () => {
    expect(toldOf(await facts('unit,measure,num,note\n01,m,x,\nzz,m,1,\n'))).toEqual([
      '1:1 missing-heading',
      '1:18 unknown-heading',
      '2:6 number-text',
      '3:1 unknown-unit',
    ]);
  });

  test('what METHOD.md section 2 refuses', async () => {
    const text = `${HEAD}zz,m,1,\n,m,1,\n01,,1,\n01,m,1,\n01,m,2,\n02,n,1,-3\n02,p,,3\n02,ratio,1,\ns1,ratio,1,\n01,ratio,,\n`;
    // s1 is no community, and 01 has no num: neither needs a den.
    expect(toldOf(await facts(text))).toEqual([
      '2:1 unknown-unit',
      '3:1 empty-unit',
      '4:4 empty-measure',
      '6:1 fact-twice',
      '7:8 den-negative',
      '8:6 den-without-num',
      '9:12 den-missing',
    ]);
  });

  test('the first of two is named', async () => {
    expect(faultsOf(await facts(`${HEAD}01,m,1,\n02,m,1,\n01,m,2,\n`))[0]?.what.zh).toBe(
      '单位“01”的指标“m”重复，第2行已有',
    );
  });

  test('an unknown unit is told once, with the number of its rows', async () => {
    const outcome = await facts(`${HEAD}zz,m,1,\n01,m,1,\nzz,n,1,\nzz,o,1,\n`);
    expect(toldOf(outcome)).toEqual(['2:1 unknown-unit']);
    expect(faultsOf(outcome)[0]?.what.zh).toContain('共3行');
  });

  test('of more unknown units than are listed, the first are', async () => {
    const rows = Array.from({ length: 1500 }, (_, at) => `u${at},m,1,`).join('\n');
    const outcome = toldOf(await facts(HEAD + rows));
    expect(outcome).toHaveLength(1001);
    expect(outcome.slice(0, 2)).toEqual(['2:1 unknown-unit', '3:1 unknown-unit']);
    expect(faultsOf(await facts(HEAD + rows))[1000]?.what.en).toBe('500 more faults are not listed');
  });

  test.each([
    ['01 ', 'unit-space', 'has a trailing space'],
    [' 01', 'unit-space', 'has a leading space'],
    ['０1', 'unit-full-width', 'has full-width characters'],
    ['2', 'unit-zeros', 'has lost its leading zeros to a spreadsheet'],
    ['4.11E+17', 'unit-scientific', 'scientific notation'],
  ])('what was probably meant by “%s”', async (id, code, what) => {
    const outcome = await facts(`${HEAD}${id},m,1,\n`);
    expect(toldOf(outcome)).toEqual([`2:1 ${code}`]);
    expect(faultsOf(outcome)[0]?.what.en).toContain(what);
  });

  test('numbers name their column, their content and what to write', async () => {
    const outcome = await facts(`${HEAD}01,m,95%,"1,234"\n01,n,１２,3 \n`);
    expect(faultsOf(outcome)).toEqual([
      expect.objectContaining({
        file: 'facts.csv',
        line: 2,
        column: 6,
        code: 'number-percent',
        what: { zh: '“num”列：“95%”带百分号', en: 'column "num": "95%" has a percent sign' },
        mend: { zh: '写成0.95', en: 'write 0.95' },
      }),
      expect.objectContaining({ line: 2, column: 10, code: 'number-thousands' }),
      expect.objectContaining({ line: 3, column: 6, code: 'number-full-width' }),
      expect.objectContaining({ line: 3, column: 9, code: 'number-space' }),
    ]);
  });

  test('too many measures', async () => {
    const many = Array.from({ length: 10_001 }, (_, at) => `01,m${at},1,`).join('\n');
    expect(toldOf(await facts(HEAD + many))).toEqual(['10002:4 too-many-measures']);
  });

  test('a list of units without units', async () => {
    const none = valueIn(await readUnits(csv('id,name,kind,parent\n')));
    expect(toldOf(await readFacts(csv(HEAD), none, EXPECTED))).toEqual([]);
    expect(toldOf(await readFacts(csv(`${HEAD}01,m,1,\n`), none, EXPECTED))).toEqual(['2:1 unknown-unit']);
  });
});

describe('the writing of cells', () => {
  const told = async (rows: string): Promise<string[]> => toldOf(await facts(HEAD + rows));

  test('a row that is too short or too long', async () => {
    expect(await told('01,m,1\n01,m,1,2,3,4\n')).toEqual(['2:1 row-short', '3:10 row-long']);
  });

  test('a row of commas is no empty line', async () => {
    expect(await told(',,,\n')).toEqual(['2:1 empty-unit', '2:2 empty-measure']);
  });

  test('a quote inside an unquoted cell', async () => {
    expect(await told('01,m"n,1,\n')).toEqual(['2:4 quote-in-cell']);
    expect(await told(' "01",m,1,\n')).toEqual(['2:1 quote-in-cell']);
  });

  test('text after a closing quote', async () => {
    expect(await told('01,"m"n,1,\n01,"m" ,1,\n')).toEqual(['2:4 text-after-quote', '3:4 text-after-quote']);
  });

  test('an unclosed quote is told where it opened, with what came before', async () => {
    expect(await told('01,m,x,\n02,"m,1,\n01,n,1,\n')).toEqual(['2:6 number-text', '3:4 unclosed-quote']);
    expect(await told('01,m,1,"')).toEqual(['2:8 unclosed-quote']);
  });

  test('a CR alone, but not inside quotes', async () => {
    expect(await told('01,m\rn,1,\n')).toEqual(['2:4 lone-cr']);
    expect(await told('01,"m"\rn,1,\n')).toEqual(['2:4 lone-cr']);
    expect(await told('01,m,1,\r')).toEqual(['2:8 lone-cr']);
    expect(await told('01,"m\rn",1,\n')).toEqual([]);
    // An old Macintosh file is one line for an editor: no row of it is read.
    expect(toldOf(await facts('unit,measure,num,den\r01,m,1,\r02,m,1,\r'))).toEqual([
      '1:18 lone-cr',
      '1:29 lone-cr',
      '1:37 lone-cr',
    ]);
  });

  test('a NUL, in quotes or not', async () => {
    expect(await told('01,m\0,1,\n01,"m\0",1,\n')).toEqual(['2:4 nul', '3:4 nul']);
  });

  test('columns count characters, not bytes', async () => {
    expect(await told('01,𠮷指标,x,\n')).toEqual(['2:8 number-text']);
  });

  test('a cell of 32,767 characters, and of one more', async () => {
    const limit = '字'.repeat(32_767);
    expect(await told(`01,${limit},1,\n`)).toEqual([]);
    expect(await told(`01,${limit}字,1,\n`)).toEqual(['2:4 cell-too-long']);
    // A doubled quote is one character, a character beyond U+FFFF two, as a spreadsheet counts.
    expect(await told(`01,"${'""'.repeat(32_767)}",1,\n`)).toEqual([]);
    expect(await told(`01,"${'""'.repeat(32_768)}",1,\n`)).toEqual(['2:4 cell-too-long']);
    expect(await told(`01,${'𠮷'.repeat(16_384)},1,\n`)).toEqual(['2:4 cell-too-long']);
  });

  test('a cell of 10 MB, and a row of a million faults, cost no more than their length', async () => {
    const start = performance.now();
    expect(await told(`01,${'x'.repeat(10_000_000)},1,\n`)).toEqual(['2:4 cell-too-long']);
    expect(await told(`01,m,${'9'.repeat(10_000_000)},\n`)).toEqual(['2:6 cell-too-long']);
    const faults = faultsOf(await facts(`${HEAD}${'a"b,'.repeat(1_000_000)}\n`));
    expect(faults).toHaveLength(1001);
    expect(faults[0]?.column).toBe(1);
    expect(faults[999]?.column).toBe(999 * 4 + 1);
    expect(performance.now() - start).toBeLessThan(20_000);
  }, 60_000);

  test('a file of nothing but faults is told in bounded space', async () => {
    const outcome = await facts(HEAD + '01,m,x,y\n'.repeat(300_000));
    // The first 1,000 and the number of the others: 300,000 × 2 numbers and 299,999 repetitions.
    expect(faultsOf(outcome)).toHaveLength(1001);
    expect(faultsOf(outcome).find((fault) => fault.code === 'more-faults')?.what.en).toBe(
      '898999 more faults are not listed',
    );
  });

  test('what is quoted of a long cell is cut to 40 characters', async () => {
    expect(faultsOf(await facts(`${HEAD}01,m,${'长'.repeat(100)},\n`))[0]?.what.zh).toBe(
      `“num”列：“${'长'.repeat(40)}…”不是数字`,
    );
  });
});

test('a unit file and a fact file of one row give what they say', async () => {
  expect((await units()).ids).toEqual(['1', '01', '02', 's1']);
  expect(bytesOf(UNITS).length).toBeGreaterThan(0);
});
