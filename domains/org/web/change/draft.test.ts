// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { changeShape } from '../../model/changes.ts';
import { changeOf, type Draft, type Lies, newDraft, stepOfPath, wantingOf } from './draft.ts';

const UNIT = { id: 3, name: '东关街道', parent: { id: 2, name: '宛城区' } };
const TODAY = '2026-10-12';

const LIES: Lies = {
  unit: {
    id: 3,
    code: '411302001',
    kind: 'street',
    kindTitle: { zh: '街道', en: 'Street' },
    name: '东关街道',
    level: 3,
    closedOn: null,
  },
  below: 4,
  children: [5, 6].map((id) => ({ id, name: `社区${id}`, kindTitle: { zh: '社区', en: 'Community' } })),
  held: [
    {
      holding: 'cases.open',
      title: { zh: '未了事项', en: 'Open cases' },
      count: 3,
      records: ['x', 'y', 'z'].map((record) => ({ record, title: record })),
    },
  ],
};

function split(own: Partial<Draft>): Draft {
  const draft = newDraft(UNIT, { id: '01990000-0000-7000-8000-000000000001', today: TODAY });
  const parts = [
    { key: 'a', code: '411302101', name: '东街道办事处' },
    { key: 'b', code: '411302102', name: '关街道办事处' },
  ];
  return { ...draft, kind: 'split', parts, ...own };
}

const asked = (own: Partial<Draft>) => changeShape.parse(changeOf(split(own), UNIT, LIES));

describe('a split', () => {
  test('gives all to the first part unless it is said otherwise', () => {
    expect(asked({ below: { 6: 'b' } })).toMatchObject({
      below: [
        { unit: 5, to: 'a' },
        { unit: 6, to: 'b' },
      ],
      passes: [{ holding: 'cases.open', from: 3, to: 'a' }],
    });
  });

  test('passes single records apart, those of one place together', () => {
    const records = { 'cases.open x': 'b', 'cases.open z': 'b', 'cases.open y': 'a' };
    expect(asked({ records })).toMatchObject({
      passes: [
        { holding: 'cases.open', from: 3, to: 'b', records: ['x', 'z'] },
        { holding: 'cases.open', from: 3, to: 'a' },
      ],
    });
  });

  // A part was taken out again after things had been assigned to it.
  test('forgets places that are no more', () => {
    const parts = split({}).parts.slice(0, 1);
    const change = asked({ keeps: true, parts, below: { 5: 'b', 6: 'a' }, holdings: { 'cases.open': 'b' } });
    expect(change).toMatchObject({ below: [{ unit: 6, to: 'a' }], passes: [] });
  });

  test('of a unit that goes on leaves there what is not named, and passes what is', () => {
    expect(asked({ keeps: true, records: { 'cases.open y': 'b' } })).toMatchObject({
      below: [],
      passes: [{ holding: 'cases.open', from: 3, to: 'b', records: ['y'] }],
    });
    // All go: what was to stay, said before, cannot.
    expect(asked({ keeps: true, holdings: { 'cases.open': 'a' }, records: { 'cases.open y': '3' } })).toMatchObject({
      passes: [{ holding: 'cases.open', from: 3, to: 'a' }],
    });
  });
});

test('a closing gives what lies there to the unit above, or to whom it is said', () => {
  const close = split({ kind: 'close' });
  expect(changeOf(close, UNIT, LIES)).toEqual({
    kind: 'close',
    unit: 3,
    passes: [{ holding: 'cases.open', from: 3, to: 2 }],
  });
});

test('what is wanting is told with its place, step by step', () => {
  const draft = newDraft(UNIT, { id: '', today: TODAY });
  expect([...wantingOf({ ...draft, from: '2026-10-11' }, 'what', TODAY)].map(([path]) => path)).toEqual([
    '/change/unit',
    '/from',
    '/basis',
  ]);
  expect([...wantingOf({ ...draft, kind: 'merge' }, 'how', TODAY)].map(([path]) => path)).toEqual([
    '/change/units',
    '/change/into/name',
    '/change/into/code',
  ]);
  expect([...wantingOf({ ...draft, kind: 'split' }, 'look', TODAY)]).toEqual([]);
});

test('a fault leads to the step of its field', () => {
  const paths = [
    '/from',
    '/change/unit',
    '/change/units',
    '/change/parts/0/code',
    '/change/below/3/to',
    '/change/passes',
  ];
  expect(paths.map(stepOfPath)).toEqual(['what', 'what', 'how', 'how', 'where', 'where']);
});
