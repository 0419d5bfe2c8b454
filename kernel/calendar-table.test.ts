// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { readCalendarTable } from './calendar-table.ts';

const HEAD = 'year,day,from,until,name,notice';
const table = (...rows: readonly string[]) => [HEAD, ...rows, ''].join('\n');
const codes = (text: string) => {
  const read = readCalendarTable(text);
  return read.ok ? [] : read.faults.map((fault) => `${fault.line} ${fault.code}`);
};

test('a sentence of a notice becomes its days; its year is covered', () => {
  const read = readCalendarTable(
    `\uFEFF${table('2023,rest,2022-12-31,2023-01-02,元旦,甲号')}`.replaceAll('\n', '\r\n'),
  );
  expect(read).toEqual({
    ok: true,
    value: {
      rows: [
        { date: '2022-12-31', day: 'rest', name: '元旦' },
        { date: '2023-01-01', day: 'rest', name: '元旦' },
        { date: '2023-01-02', day: 'rest', name: '元旦' },
      ],
      coveredFrom: '2023-01-01',
      coveredUntil: '2023-12-31',
    },
  });
});

test('all faults are told at once, each with its line', () => {
  const text = table(
    '2026,rest,2026-10-01,2026-10-07,国庆节,乙号',
    '2026,off,2026/1/1,2026-02-30,,', // the kind, both dates, name and notice
    '2026,rest,2026-05-01,2026-05-05', // two cells short
    '2026,rest,2026-04-06,2026-04-04,清明节,乙号', // ends before it begins
    '2026,rest,2025-05-01,2025-05-05,劳动节,乙号', // another year
    '2026,work,2026-10-08,2026-10-08,国庆节,乙号', // a Thursday is worked anyway
    '2026,rest,2026-03-07,2026-03-08,妇女节,乙号', // a weekend is off anyway
    '2026,rest,2026-10-07,2026-10-08,国庆节,乙号', // the 7th again
    '2028,rest,2028-01-03,2028-01-03,元旦,丙号', // 2027 is left out
  );
  expect(codes(text)).toEqual([
    '3 cell',
    '3 cell',
    '3 cell',
    '3 cell',
    '3 cell',
    '4 cells',
    '5 order',
    '6 year',
    '7 no-change',
    '8 no-change',
    '9 twice',
    '10 gap',
  ]);
});

test('a fault says what and how to mend it, in both languages', () => {
  const read = readCalendarTable(table('2026,off,2026-10-01,2026-10-07,国庆节,乙号'));
  expect(read).toMatchObject({
    faults: [
      {
        what: { zh: 'day不能是“off”', en: 'day cannot be "off"' },
        mend: { zh: '放假写rest，补班写work', en: '`rest` for days off, `work` for make-up days' },
      },
    ],
  });
});

test('a table without heading or rows is refused', () => {
  expect(codes('')).toEqual(['1 heading']);
  expect(codes('date,name\n2026-01-01,元旦\n')).toEqual(['1 heading']);
  expect(codes(table())).toEqual(['1 empty']);
});
