// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, test } from 'vitest';
import type { UnitRow } from '../testing/table-of.ts';
import { bookOf, DIGEST, FACTS, METHOD, partsOf, type Rows, rowsOf, UNITS } from './testing/read-back.ts';

const villages = (count: number): UnitRow[] => [
  { id: 't1', name: '东镇', kind: 'town', parent: null },
  ...Array.from({ length: count }, (_, at) => ({ id: `v${at}`, name: `村${at}`, kind: 'village', parent: 't1' })),
];

describe('the small method, worked by hand', () => {
  let sheets: Map<string, Rows>;
  const under = (name: string): Rows => {
    const rows = sheets.get(name) ?? [];
    return rows.slice(rows.findIndex((cells) => cells[0] === '组别') + 1);
  };
  beforeAll(async () => {
    sheets = rowsOf(await bookOf());
  });

  // Broke if a sheet were lost, or the slash in a title made a name that spreadsheets refuse.
  test('has its sheets in order', () => {
    expect([...sheets.keys()]).toEqual(['概况', '总表', '秩序星', '关爱 星', '原因', '指标数据', '办法说明']);
  });

  // Broke if rows were by id, the unranked stood among the ranked, a mark came from another section, or a place of the group were that over all.
  test('all units: by group, then rank, the unranked last', () => {
    expect(under('总表')).toEqual([
      ['东镇', 'v1', '甲村', 9, '★得', 4, '★得', 2, 14, '优', 1, 1, null],
      ['东镇', 'v2', '=1+1', 6, '☆未得', 3, '☆未得', 0, 9, '—', 2, 3, '良：得星0颗，需1颗'],
      ['东镇', 'v3', '—', 0, '◇未齐', 2, '☆未得', 0, 2, '—', 3, 4, '良：得星0颗，需1颗'],
      ['东镇', 'v4', '丁村', 10, '★得', 4, '×否决', 1, 14, '良', '—', '—', '优：得星1颗，需2颗'],
      ['西镇', 'v5', '戊村', 8, '★得', 0, '☆未得', 1, 8, '良', 1, 2, '优：得星1颗，需2颗'],
    ]);
  });

  // Broke if the gap or the way to close it were another unit's, or were told of a star that is won.
  // 0.7995 is enough: ten times that is 7.995, which rounds to 8.00.
  test('a section: items, points, reasons, the nearest way to the line', () => {
    expect(sheets.get('秩序星')?.[3]).toEqual([
      '组别',
      '标识',
      '单位',
      '办结\n（10）',
      '得分',
      '得星',
      '差分',
      '原因',
      '达线途径',
    ]);
    expect(under('秩序星')).toEqual([
      ['东镇', 'v1', '甲村', 9, 9, '★已获得', null, null, null],
      ['东镇', 'v2', '=1+1', 6, 6, '☆未获得', 2, '6分，得星需8分，差2分', '“办结”再多2（到8/10）'],
      ['东镇', 'v3', '—', 0, 0, '◇数据未齐', 8, '数据未齐：办结；0分，得星需8分，差8分', '“办结”到0.7995'],
      ['东镇', 'v4', '丁村', 10, 10, '★已获得', null, null, null],
      ['西镇', 'v5', '戊村', 8, 8, '★已获得', null, null, null],
    ]);
    expect(under('关爱 星')[3]).toEqual(['东镇', 'v4', '丁村', 4, 4, '×一票否决', null, '一票否决：失火', null]);
  });

  // Broke if a reason were dropped (several bind at once), or what is not known were kept quiet.
  test('reasons: a row for each', () => {
    expect(under('原因')).toEqual([
      ['东镇', 'v2', '=1+1', '未得星', '秩序星', '6分，得星需8分，差2分'],
      ['东镇', 'v2', '=1+1', '未得星', '关爱/星', '前提未得：秩序星'],
      ['东镇', 'v2', '=1+1', '未评等次', '良', '得星0颗，需1颗'],
      ['东镇', 'v2', '=1+1', '没有数据', '加减分', '没有数据，未计：表扬'],
      ['东镇', 'v3', '—', '未得星', '秩序星', '数据未齐：办结'],
      ['东镇', 'v3', '—', '未得星', '秩序星', '0分，得星需8分，差8分'],
      ['东镇', 'v3', '—', '未得星', '关爱/星', '2分，得星需3分，差1分'],
      ['东镇', 'v3', '—', '未得星', '关爱/星', '前提未得：秩序星'],
      ['东镇', 'v3', '—', '未评等次', '良', '得星0颗，需1颗'],
      ['东镇', 'v4', '丁村', '未得星', '关爱/星', '一票否决：失火'],
      ['东镇', 'v4', '丁村', '未评等次', '优', '得星1颗，需2颗'],
      ['东镇', 'v4', '丁村', '一票否决', '失火', '不得关爱/星、不参加排名'],
      ['西镇', 'v5', '戊村', '未得星', '关爱/星', '0分，得星需3分，差3分'],
      ['西镇', 'v5', '戊村', '未评等次', '优', '得星1颗，需2颗'],
    ]);
  });

  // Broke if a missing fact became 0, or num and den changed places.
  test('facts: numerator, denominator, value', () => {
    const rows = sheets.get('指标数据') ?? [];
    const facts = rows.slice(3);
    expect(facts).toHaveLength(10);
    expect(facts[0]).toEqual(['v1', '甲村', '秩序星', '办结', 9, 10, 0.9, null]);
    expect(facts[4]).toEqual(['v3', '—', '秩序星', '办结', null, null, null, null]);
  });

  // Broke if a count went to another group, the sum were wrong, or the whole digest were not there.
  test('summary: counts by group, and the whole digest', () => {
    const rows = sheets.get('概况') ?? [];
    const at = rows.findIndex((cells) => cells[0] === '组别');
    expect(rows.slice(at, at + 4)).toEqual([
      ['组别', '单位数', '得2星', '得1星', '得0星', '优', '良', '未定等次', '数据未齐', '未排名'],
      ['东镇', 4, 1, 1, 2, 1, 1, 2, 1, 1],
      ['西镇', 1, 0, 1, 0, 0, 1, 0, 0, 0],
      ['合计', 5, 1, 2, 2, 1, 2, 2, 1, 1],
    ]);
    const entries = new Map(rows.map((cells) => [cells[0], cells[1]]));
    expect(entries.get('校验码')).toBe(`sha256:${DIGEST}`);
    expect(entries.get('数据未齐')).toBe('1个：v3');
    expect(entries.get('因否决不排名')).toBe('因一票否决不参加排名：1个：丁村');
  });
});

// Broke if an id, a time or the order of a map crept into the file.
test('the same inputs give the same bytes, in whatever order their rows come', async () => {
  const once = await bookOf();
  expect(await bookOf()).toEqual(once);
  expect(await bookOf({ units: [...UNITS].reverse(), facts: [...FACTS].reverse() })).toEqual(once);
});

// Broke if a name became a formula, at once or when its cell is edited.
test('no formulas: a name that looks like one is marked as text', async () => {
  const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'];
  const units = villages(names.length).map((unit, at) =>
    at === 0 ? unit : { ...unit, name: names[at - 1] as string },
  );
  const bytes = await bookOf({ units, facts: [] });
  const parts = partsOf(bytes);
  const styles = [...((parts.get('xl/styles.xml') as string).split('<cellXfs')[1]?.matchAll(/<xf [^>]*>/g) ?? [])];
  const overview = parts.get('xl/worksheets/sheet2.xml') as string;
  const marked = [...overview.matchAll(/<c r="C(\d+)" s="(\d+)" t="s">/g)].filter(([, row]) => Number(row) > 3);
  expect(marked).toHaveLength(names.length);
  for (const [, , style] of marked) expect(styles[Number(style)]?.[0]).toContain('quotePrefix="1"');
  for (const [name, part] of parts) if (name.includes('worksheets')) expect(part).not.toContain('<f');
  expect(
    new Set(
      rowsOf(bytes)
        .get('总表')
        ?.slice(3)
        .map((cells) => cells[2]),
    ),
  ).toEqual(new Set(names));
});

// Broke if a page came without its heading, upright where it must lie, or without the edition and the digest under it.
test('printed: A4, as wide as the page, headings repeated, method, edition, digest and page on each', async () => {
  const parts = partsOf(await bookOf());
  const sheet = parts.get('xl/worksheets/sheet3.xml') as string;
  expect(sheet).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"');
  expect(sheet).toContain('<pane xSplit="3" ySplit="4" topLeftCell="D5" activePane="bottomRight" state="frozen"/>');
  expect(sheet).toContain('小办法（版本1）');
  expect(sheet).toContain('校验码 0123456789ab…');
  expect(sheet).toContain('第&amp;P页，共&amp;N页');
  expect(sheet).toContain('<autoFilter ref="A4:I9"/>');
  const book = parts.get('xl/workbook.xml') as string;
  expect(book).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="2">\'秩序星\'!$4:$4</definedName>');
  expect(parts.get('xl/worksheets/sheet5.xml')).toContain('orientation="portrait"');
});

// Broke if the first unit were asked for its group, or a table without rows had a filter that ends above its heading.
test('no units: every table is there, and empty', async () => {
  const bytes = await bookOf({ units: [{ id: 'c', name: '城', kind: 'city', parent: null }], facts: [] });
  const sheets = rowsOf(bytes);
  expect(sheets.size).toBe(7);
  expect(sheets.get('总表')).toHaveLength(3);
  expect(partsOf(bytes).get('xl/worksheets/sheet2.xml')).toContain('<autoFilter ref="A3:M3"/>');
});

// Broke if a city of many thousand units made the office wait for minutes, without a word.
test('many units: the sheets that would be too large are left out, and the summary says so', async () => {
  const sheets = rowsOf(await bookOf({ units: villages(5_001), facts: [] }));
  expect([...sheets.keys()]).toEqual(['概况', '总表', '指标数据', '办法说明']);
  const notes = sheets.get('概况')?.filter(([key]) => key === '说明');
  expect(notes?.map((cells) => cells[1])).toEqual([
    '单位超过5000个，各部分的分项表和原因表未列入；单个单位的情况用beichen explain查看。',
  ]);
});

// Broke if a group's name that two towns share made their units look like one group.
test('two groups of one name are told apart by their ids', async () => {
  const units = UNITS.map((unit) => (unit['id'] === 't2' ? { ...unit, name: '东镇' } : unit));
  const rows = rowsOf(await bookOf({ units })).get('总表') ?? [];
  expect(new Set(rows.slice(3).map(([group]) => group))).toEqual(new Set(['东镇（t1）', '东镇（t2）']));
});

// Broke if a method without stars, grades and ranking were given their columns.
test('a method of points alone', async () => {
  const method = `
method: plain
edition: "1"
subject: village
sections: [{ id: all, items: [{ id: done, full: 10, measure: m.done, rule: { linear: [0, 1] } }] }]
`;
  const sheets = rowsOf(await bookOf({ method }));
  expect(sheets.get('总表')?.[2]).toEqual(['组别', '标识', '单位', 'all\n得分（10）', '总分']);
  expect(sheets.get('总表')?.[3]).toEqual(['全部', 'v1', '甲村', 9, 9]);
});

// Broke if a heading had no English, or a sheet kept its Chinese name.
test('in English', async () => {
  const sheets = rowsOf(await bookOf({ language: 'en' }));
  expect([...sheets.keys()]).toEqual(['Summary', 'All units', 'Order', 'Care star', 'Reasons', 'Facts', 'Method']);
  for (const [name, rows] of sheets)
    if (name !== 'Method') for (const cells of rows) expect(String(cells[0] ?? '')).not.toMatch(/组别|标识|原因/);
});

// Broke if an overlong title were cut into the name of another sheet.
test('titles as long as a sentence', async () => {
  const long = '很长的名称'.repeat(20);
  const method = METHOD.replace('秩序星', long).replace('关爱/星', `${long}二`);
  const names = [...rowsOf(await bookOf({ method })).keys()];
  expect(names[2]).toBe(long.slice(0, 31));
  expect(names[3]).toBe(`${long.slice(0, 28)}(2)`);
});
