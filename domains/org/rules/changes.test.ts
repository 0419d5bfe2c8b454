// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import { describe, expect, test } from 'vitest';
import type { Change, ChangeOf } from '../model/changes.ts';
import type { KnownUnit, World } from './change.ts';
import { commonAncestor, planOf } from './changes.ts';
import { NOTHING_ENDED } from './restore.ts';

const TODAY = civilDate('2026-10-12');
const CASES = { zh: '未了事项', en: 'Open cases' };

/** Two streets of a county: 3 with the communities 5, 6; 4 with 7. Community 5 has the estates 8 and 9. */
const UNITS: readonly (readonly [id: number, parent: number | null, kind: string, name: string, path: string])[] = [
  [1, null, 'city', '南阳市', '1/'],
  [2, 1, 'county', '宛城区', '1/2/'],
  [3, 2, 'street', '东关街道', '1/2/3/'],
  [4, 2, 'street', '新华街道', '1/2/4/'],
  [5, 3, 'community', '河街社区', '1/2/3/5/'],
  [6, 3, 'community', '汉冶社区', '1/2/3/6/'],
  [7, 4, 'community', '建设社区', '1/2/4/7/'],
  [8, 5, 'estate', '金玛特小区', '1/2/3/5/8/'],
  [9, 5, 'estate', '纺织厂家属院', '1/2/3/5/9/'],
];

function known(id: number): KnownUnit {
  const row = UNITS.find(([own]) => own === id);
  if (row === undefined) throw new RangeError(`no unit ${id}`);
  const [, parent, kind, name, path] = row;
  return {
    id,
    parent,
    kind,
    name,
    path,
    nameEntered: name,
    code: String(id),
    class: kind === 'community' ? '老城' : null,
    zone: null,
    since: civilDate('2023-06-30'),
    closedOn: null,
  };
}

function world(own: Partial<World> = {}): World {
  const units = UNITS.map(([id]) => known(id));
  return {
    today: TODAY,
    kinds: {
      city: { zh: '市', en: 'City' },
      county: { zh: '县（市、区）', en: 'County', under: ['city'] },
      street: { zh: '街道', en: 'Street', under: ['county'], code: { digits: 9 } },
      community: { zh: '社区', en: 'Community', under: ['street'], code: { digits: 12 } },
      estate: { zh: '小区', en: 'Estate', under: ['community'], code: { digits: 12, extension: 3 } },
    },
    units: new Map(units.map((unit) => [unit.id, unit])),
    below: Map.groupBy(
      units.filter(({ parent }) => parent !== null),
      ({ parent }) => parent as number,
    ),
    taken: new Set(),
    holdings: new Map([['cases.open', CASES]]),
    undone: undefined,
    ...own,
  };
}

const plan = (change: Change, own: Partial<World> = {}, from = TODAY) => planOf(change, from, world(own));
const faults = (change: Change, own: Partial<World> = {}, from = TODAY) =>
  plan(change, own, from).faults.map(({ path, what }) => `${path} ${what.zh}`);

const split: ChangeOf<'split'> = {
  kind: 'split',
  unit: 5,
  keeps: false,
  parts: [
    { key: 'a', code: '411302001011', name: '河街北社区居民委员会' },
    { key: 'b', code: '411302001012', name: '河街南社区居民委员会' },
  ],
  below: [
    { unit: 8, to: 'a' },
    { unit: 9, to: 'b' },
  ],
  passes: [{ holding: 'cases.open', from: 5, to: 'a' }],
};

describe('a split', () => {
  test('opens the parts beside the unit, gives each what is said, and closes the unit last', () => {
    expect(plan(split)).toEqual({
      faults: [],
      warnings: [],
      steps: [
        // The parts are of the unit's own kind and class.
        {
          do: 'open',
          key: 'a',
          parent: 3,
          unit: { kind: 'community', code: '411302001011', name: '河街北社区居民委员会', class: '老城', zone: null },
        },
        {
          do: 'open',
          key: 'b',
          parent: 3,
          unit: { kind: 'community', code: '411302001012', name: '河街南社区居民委员会', class: '老城', zone: null },
        },
        { do: 'move', unit: 8, parent: 'a', before: 5 },
        { do: 'move', unit: 9, parent: 'b', before: 5 },
        { do: 'pass', holding: 'cases.open', from: 5, to: 'a', records: null },
        { do: 'close', unit: 5 },
      ],
    });
  });

  test('where the unit goes on, only what leaves it is done', () => {
    const some = {
      ...split,
      keeps: true,
      parts: [split.parts[0]!],
      below: [
        { unit: 8, to: 'a' },
        { unit: 9, to: 5 },
      ],
      passes: [],
    } satisfies Change;
    expect(plan(some).steps.map((step) => step.do)).toEqual(['open', 'move']);
    expect(plan(some).faults).toEqual([]);
  });

  // Passed on together with the rest, they would have gone although it was said that they stay.
  test('single records cannot stay where the rest of their kind goes', () => {
    const stays = { holding: 'cases.open', from: 5, to: 5, records: ['x'] };
    const asked: Change = { ...split, keeps: true, passes: [...split.passes, stays] };
    expect(faults(asked)).toEqual(['/change/passes/1/to 这一类全部转出，单独几件不能留下']);
    expect(faults({ ...asked, passes: [{ ...stays, records: undefined }] } as Change)).toEqual([]);
  });

  test('records that are named go before the rest', () => {
    const passes = [...split.passes, { holding: 'cases.open', from: 5, to: 'b', records: ['x'] }];
    expect(plan({ ...split, passes }).steps.slice(4, 6)).toEqual([
      { do: 'pass', holding: 'cases.open', from: 5, to: 'b', records: ['x'] },
      { do: 'pass', holding: 'cases.open', from: 5, to: 'a', records: null },
    ]);
  });

  test('everything that lacks is said at once', () => {
    const bare: Change = {
      ...split,
      parts: [{ key: 'a', code: '41130200101', name: '河街社区' }],
      below: [{ unit: 9, to: 'z' }],
      passes: [],
    };
    expect(faults(bare)).toEqual([
      '/change/parts 分立后至少有两个单位',
      '/change/parts/0/code 社区的代码是12位数字；“41130200101”不是',
      '/change/below/0/to 接收单位不在本次调整里',
      '/change/below 没有说明金玛特小区归哪里',
      '/change/passes 没有说明河街社区的未了事项归哪里',
    ]);
  });

  test('a code that is in use, or twice in the change, is refused; a name beside its like is only told', () => {
    const parts = [
      { ...split.parts[0]!, name: '汉冶社区' },
      { ...split.parts[1]!, code: '411302001011' },
    ];
    const made = plan({ ...split, parts }, { taken: new Set(['411302001011']) });
    expect(made.faults.map(({ path }) => path)).toEqual(['/change/parts/0/code', '/change/parts/1/code']);
    expect(made.warnings.map(({ zh }) => zh)).toEqual(['东关街道已有汉冶社区']);
  });
});

describe('a merge', () => {
  test('into a new unit: everything of both goes there, and both end', () => {
    const { steps, faults: none } = plan({
      kind: 'merge',
      units: [5, 6],
      into: { code: '411302001021', name: '河冶社区' },
    });
    expect(none).toEqual([]);
    expect(
      steps.map((step) => ('unit' in step && typeof step.unit === 'number' ? `${step.do} ${step.unit}` : step.do)),
    ).toEqual(['open', 'move 8', 'move 9', 'pass', 'close 5', 'pass', 'close 6']);
  });

  test('into one of them: that one stays', () => {
    const { steps } = plan({ kind: 'merge', units: [5, 6], into: 6 });
    expect(steps).toEqual([
      { do: 'move', unit: 8, parent: 6, before: 5 },
      { do: 'move', unit: 9, parent: 6, before: 5 },
      { do: 'pass', holding: 'cases.open', from: 5, to: 6, records: null },
      { do: 'close', unit: 5 },
    ]);
  });

  test('of different kinds, or into a third, is refused', () => {
    expect(faults({ kind: 'merge', units: [5, 3], into: 6 })).toEqual([
      '/change/units 不同类别的单位不能合并',
      '/change/into 并入的单位须是其中之一',
    ]);
  });
});

describe('a move', () => {
  test('keeps where the unit was', () => {
    expect(plan({ kind: 'move', unit: 5, parent: 4 })).toEqual({
      faults: [],
      warnings: [],
      steps: [{ do: 'move', unit: 5, parent: 4, before: 3 }],
    });
  });

  test('below itself, to where it is, or below what does not take it, is refused', () => {
    expect(faults({ kind: 'move', unit: 3, parent: 5 })).toEqual(['/change/parent 不能归到自己或自己的下属单位']);
    expect(faults({ kind: 'move', unit: 5, parent: 3 })).toEqual(['/change/parent 已由东关街道管']);
    expect(faults({ kind: 'move', unit: 5, parent: 7 })).toEqual(['/change/parent 社区不设在社区之下']);
    expect(faults({ kind: 'move', unit: 99, parent: 3 })).toEqual(['/change/unit 没有这个单位，或看不到它']);
  });
});

test('a unit with units below is not closed; the root neither', () => {
  expect(faults({ kind: 'close', unit: 5, passes: [{ holding: 'cases.open', from: 5, to: 6 }] })).toEqual([
    '/change/unit 河街社区还有2个下属单位',
  ]);
  expect(faults({ kind: 'close', unit: 1, passes: [{ holding: 'cases.open', from: 1, to: 6 }] })[0]).toBe(
    '/change/unit 最上级单位不能撤销',
  );
});

test('a new unit lies below what its kind is put below', () => {
  const estate = { kind: 'open', unitKind: 'estate', code: '411302001001X01', name: '仲景苑' } as const;
  expect(faults({ ...estate, parent: 6 })).toEqual([]);
  expect(faults({ ...estate, parent: 3 })).toEqual(['/change/parent 小区不设在街道之下']);
  expect(faults({ ...estate, parent: 6, code: '411302001001' })).toEqual([
    '/change/code 小区的代码是12位数字，后接3位数字或大写字母；“411302001001”不是',
  ]);
});

test('a change is dated today or later, and not before the units are as they are', () => {
  const rename: Change = { kind: 'rename', unit: 5, name: '河街新社区' };
  expect(faults(rename, {}, civilDate('2026-10-11'))).toEqual(['/from 不能早于今天']);
  const moved = { ...known(5), since: civilDate('2026-11-01') };
  expect(faults(rename, { units: new Map([[5, moved]]) })).toEqual(['/from 河街社区到2026-11-01才有现在的归属和名称']);
});

test('undoing goes through the steps backwards, and takes along what came to the new units since', () => {
  const undone = {
    id: 'c',
    home: 5,
    touchedLater: [],
    ended: NOTHING_ENDED,
    undone: false,
    steps: [
      { do: 'open', unit: 20, parent: 3 },
      { do: 'move', unit: 8, parent: 20, before: 5 },
      { do: 'pass', holding: 'cases.open', unit: 5, to: 20, records: ['x'] },
      { do: 'close', unit: 5 },
    ],
  } as const;
  const undo: Change = { kind: 'undo', of: '0199d2f0-0000-7000-8000-000000000001' };
  expect(plan(undo, { undone }).steps).toEqual([
    { do: 'reopen', unit: 5 },
    { do: 'move', unit: 8, parent: 5, before: 20 },
    { do: 'pass', holding: 'cases.open', from: 20, to: 5, records: null },
    { do: 'close', unit: 20 },
  ]);
  expect(faults(undo, { undone: { ...undone, touchedLater: [8] } })).toEqual(['/change/of 金玛特小区此后又有调整']);
  expect(faults(undo, { undone: { ...undone, undone: true } })).toEqual(['/change/of 已经撤销，或正待撤销']);
  expect(faults(undo)).toEqual(['/change/of 只能撤销已经生效的调整']);
});

// The preview of undoing a split said the same passing twice: once for what had gone, once for what came since.
test('undoing says once what goes back from a new unit; what a unit that goes on was given is named', () => {
  const undone = {
    id: 'c',
    home: 5,
    touchedLater: [],
    ended: NOTHING_ENDED,
    undone: false,
    // 5 and 6 were merged: 5 into a new unit, as was 6; one case of 5 went to 7, which was there before.
    steps: [
      { do: 'open', unit: 20, parent: 3 },
      { do: 'pass', holding: 'cases.open', unit: 5, to: 7, records: ['w'] },
      { do: 'pass', holding: 'cases.open', unit: 5, to: 20, records: ['x'] },
      { do: 'pass', holding: 'cases.open', unit: 6, to: 20, records: ['y'] },
    ],
  } as const;
  const undo: Change = { kind: 'undo', of: '0199d2f0-0000-7000-8000-000000000001' };
  expect(plan(undo, { undone }).steps).toEqual([
    { do: 'pass', holding: 'cases.open', from: 20, to: 6, records: ['y'] },
    { do: 'pass', holding: 'cases.open', from: 7, to: 5, records: ['w'] },
    { do: 'pass', holding: 'cases.open', from: 20, to: 5, records: null },
    { do: 'close', unit: 20 },
  ]);
});

test('the right to a change must lie over all that it touches', () => {
  expect(commonAncestor(['1/2/3/5/', '1/2/3/'])).toBe(3);
  expect(commonAncestor(['1/2/3/5/', '1/2/4/7/'])).toBe(2);
  // 3 is no ancestor of 30.
  expect(commonAncestor(['1/3/', '1/30/'])).toBe(1);
});
