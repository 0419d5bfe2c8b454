// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { type Facts, given, section, sheet, star, title } from './example.ts';
import { assess } from './oracle.ts';
import type { Grade, Method, Quota, UnitResult, UnitRow, Veto } from './shape.ts';

const grade = (id: string, parts: Partial<Grade> = {}): Grade => ({ id, title, ...parts });
const veto = (id: string, then: Veto['then']): Veto => ({ id, title, measure: id, when: { over: 0 }, then });
const sections = [section('s', { items: [given('x', { full: 100 })] })];
const ranking = { by: ['total'] };

/** Each unit's grade and what keeps it from a better one. */
const grades = (results: Record<string, UnitResult>): Record<string, string> =>
  Object.fromEntries(
    Object.values(results).map(({ unit, grade: held, why_not_better: why }) => [
      unit,
      `${held ?? 'none'} ${why.join(' ')}`.trim(),
    ]),
  );

/** Units a, b, c … with these totals. */
const totals = (...list: number[]): Facts =>
  Object.fromEntries(list.map((x, i) => [String.fromCharCode(97 + i), { x }]));

/** A top grade with this quota over a grade for all, for units with these totals. */
const withQuota = (quota: Quota | number, ...list: number[]): Record<string, string> =>
  grades(sheet({ sections, ranking, grades: [grade('top', { total: 1, quota }), grade('rest')] }, totals(...list)));

test('5.5 the first grade whose every condition holds', () => {
  const list = [
    grade('five', { stars: 2, each: 6 }),
    grade('four', { stars: 1, total: 12 }),
    grade('three', { needs: { measure: 'n', at_most: 2 } }),
  ];
  const results = sheet(
    { sections: [star('s'), star('t')], grades: list },
    {
      a: { s: 6, t: 6 }, // two stars, each at 6
      b: { s: 8, t: 5 }, // two stars, t below 6; 13 ≥ 12
      c: { s: 8, t: 3, n: 2 }, // one star, 11 < 12; n is 2
      d: { s: 8, t: 3, n: 3 },
      e: { s: 8, t: 3 }, // a missing fact does not meet it
    },
  );
  expect(grades(results)).toEqual({
    a: 'five',
    b: 'four conditions',
    c: 'three conditions',
    d: 'none conditions',
    e: 'none conditions',
  });
});

test('5.5 vetoes bar grades: those above, or all', () => {
  const list = [grade('five', { total: 9 }), grade('four', { total: 5 }), grade('three')];
  const vetoes = [
    veto('v', { grade_at_most: 'four' }),
    veto('w', { grade_at_most: 'three' }),
    veto('n', { no_grade: true }),
  ];
  const results = sheet(
    { sections, grades: list, vetoes },
    {
      a: { x: 9, v: 1 },
      b: { x: 9, v: 1, w: 1 },
      c: { x: 9, v: 1, w: 1, n: 1 },
      d: { x: 5, v: 1 }, // its own conditions for five fail, and the veto bars it too
      e: { x: 9 },
    },
  );
  expect(grades(results)).toEqual({
    a: 'four veto:v',
    b: 'three veto:w',
    c: 'none veto:n',
    d: 'four conditions veto:v',
    e: 'five',
  });
});

test('5.6 share: floor(share · n + 1e-9) of all units of the group, and at least `least`', () => {
  // 0.34 · 3 = 1.02 → 1
  expect(withQuota(0.34, 3, 5, 4)).toEqual({ a: 'rest quota', b: 'top', c: 'rest quota' });
  // 0.333333333333 · 3 = 0.999999999999, with 1e-9 more 1
  expect(withQuota(0.333333333333, 3, 5, 4)).toEqual({ a: 'rest quota', b: 'top', c: 'rest quota' });
  // 0.3 · 3 = 0.9 → 0, but at least 2
  expect(withQuota({ share: 0.3 }, 3, 5, 4)).toEqual({ a: 'rest quota', b: 'rest quota', c: 'rest quota' });
  expect(withQuota({ share: 0.3, least: 2 }, 3, 5, 4)).toEqual({ a: 'rest quota', b: 'top', c: 'top' });
  // a place too many: 0 does not meet the grade's total of 1
  expect(withQuota({ count: 3 }, 0, 5, 4)).toEqual({ a: 'rest conditions', b: 'top', c: 'top' });
});

test('5.6 ties: the list closes at the first group that does not wholly fit', () => {
  // two places: 9 takes one, the two 7s do not both fit; 5 is not let past them
  expect(withQuota({ count: 2 }, 9, 7, 7, 5)).toEqual({
    a: 'top',
    b: 'rest tied_at_quota',
    c: 'rest tied_at_quota',
    d: 'rest quota',
  });
  expect(withQuota({ count: 2, ties: 'all' }, 9, 7, 7, 5)).toEqual({ a: 'top', b: 'top', c: 'top', d: 'rest quota' });
  // no place left: the 7s are not let in, nor tied at the quota
  expect(withQuota({ count: 1, ties: 'all' }, 9, 7, 7, 5)).toEqual({
    a: 'top',
    b: 'rest quota',
    c: 'rest quota',
    d: 'rest quota',
  });
  expect(withQuota({ count: 1 }, 9, 7, 7)).toEqual({ a: 'top', b: 'rest quota', c: 'rest quota' });
  expect(withQuota({ count: 3 }, 9, 7, 7, 5)).toEqual({ a: 'top', b: 'top', c: 'top', d: 'rest quota' });
});

test('5.6 of: n is the units that meet that grade and are not barred from it', () => {
  const list = [grade('top', { quota: { share: 0.5, of: 'good' } }), grade('good', { total: 5 }), grade('rest')];
  const vetoes = [veto('v', { grade_at_most: 'rest' })];
  const results = sheet(
    { sections, ranking, vetoes, grades: list },
    { a: { x: 9 }, b: { x: 8 }, c: { x: 7 }, d: { x: 6, v: 1 }, e: { x: 1 }, f: { x: 2 } },
  );
  // a, b and c meet good (d is barred): floor(0.5 · 3) = 1 place
  expect(grades(results)).toEqual({
    a: 'top',
    b: 'good quota',
    c: 'good quota',
    d: 'rest veto:v',
    e: 'rest conditions',
    f: 'rest conditions',
  });
});

test('5.6 within: each peer group has its own places, or all share them', () => {
  const list = (quota: Quota): Grade[] => [grade('top', { quota }), grade('rest')];
  const facts = { 'east/a': { x: 9 }, 'east/b': { x: 8 }, 'west/a': { x: 3 }, 'west/b': { x: 2 } };
  const run = (quota: Quota): Record<string, string> =>
    grades(sheet({ peers: 'county', sections, ranking, grades: list(quota) }, facts));
  expect(run({ share: 0.5 })).toEqual({
    'east/a': 'top',
    'east/b': 'rest quota',
    'west/a': 'top',
    'west/b': 'rest quota',
  });
  expect(run({ share: 0.5, within: 'all' })).toEqual({
    'east/a': 'top',
    'east/b': 'top',
    'west/a': 'rest quota',
    'west/b': 'rest quota',
  });
});

test('5.6 through: the better grades, filled first, use up places; those who do not fit go on', () => {
  const list = (through: boolean): Grade[] => [
    grade('top', { total: 9 }),
    grade('good', { total: 5, quota: { count: 2, through } }),
    grade('rest'),
  ];
  const run = (through: boolean): Record<string, string> =>
    grades(sheet({ sections, ranking, grades: list(through) }, totals(9, 8, 7, 6)));
  expect(run(false)).toEqual({ a: 'top', b: 'good conditions', c: 'good conditions', d: 'rest quota' });
  expect(run(true)).toEqual({ a: 'top', b: 'good conditions', c: 'rest quota', d: 'rest quota' }); // 2 − 1 places
  const two = [grade('top', { quota: { count: 1 } }), grade('good', { quota: { count: 1 } })];
  // b, turned away from the top, has the second; c is turned away from both: why is said of the last
  expect(grades(sheet({ sections, ranking, grades: two }, totals(9, 8, 7)))).toEqual({
    a: 'top',
    b: 'good quota',
    c: 'none quota',
  });
});

test('5.6 a unit that is not ranked cannot hold a grade with a quota, but counts for n', () => {
  const list = [grade('top', { quota: { share: 0.5 } }), grade('rest')];
  const vetoes = [veto('v', { unrank: true })];
  const results = sheet(
    { sections, ranking, vetoes, grades: list },
    { a: { x: 9, v: 1 }, b: { x: 8, v: 1 }, c: { x: 7 }, d: { x: 6 } },
  );
  expect(grades(results)).toEqual({ a: 'rest unranked', b: 'rest unranked', c: 'top', d: 'top' }); // 0.5 · 4 = 2
});

test('5.7 keys: each descending, then the next; equal keys share a rank', () => {
  const by = { by: ['stars', 'total'], then: ['section:t'] };
  const results = sheet(
    { sections: [star('s'), star('t')], ranking: by },
    {
      a: { s: 4, t: 4 }, // no star, 8
      b: { s: 5, t: 1 }, // one star, 6, t 1
      c: { s: 6, t: 0 }, // one star, 6, t 0
      d: { s: 1, t: 5 }, // one star, 6, t 5
      e: { s: 5, t: 1 }, // as b
    },
  );
  expect(Object.values(results).map((result) => result.rank)).toEqual([5, 2, 4, 1, 2]);
});

test('5.7 measure keys: to nine decimals, ascending with a minus, a missing one last in either direction', () => {
  const facts = {
    a: { x: 0, m: 0.3 },
    b: { x: 0, m: 0.3000000002 },
    c: { x: 0, m: 0.300000002 },
    d: { x: 0 },
    e: { x: 0, m: null },
  };
  const ranks = (key: string): Array<number | null> =>
    Object.values(sheet({ sections, ranking: { by: [key] } }, facts)).map((result) => result.rank);
  expect(ranks('measure:m')).toEqual([2, 2, 1, 4, 4]);
  expect(ranks('-measure:m')).toEqual([1, 1, 3, 4, 4]);
});

test('5.7 rank within the peers, rank_all over all, ranked units alone', () => {
  const minimum = { measure: 'm', count: 5 };
  const results = sheet(
    { peers: 'county', sections, ranking: { by: ['total'], minimum } },
    {
      'east/a': { x: 9, m: [0, 4] }, // a ratio counts its den: 4 < 5
      'east/b': { x: 8, m: [0, 5] },
      'east/c': { x: 7 }, // missing
      'west/a': { x: 6, m: 5 }, // a plain value itself
      'west/b': { x: 5, m: 4.9999999999 }, // counts as 5
      'west/c': { x: 4, m: [9, 0] }, // missing
    },
  );
  expect(Object.values(results).map(({ rank, rank_all }) => [rank, rank_all])).toEqual([
    [null, null],
    [1, 1],
    [null, null],
    [1, 2],
    [2, 3],
    [null, null],
  ]);
});

test('5.7 without ranking both are null; an unranked unit keeps points, stars and grade', () => {
  expect(sheet({ sections }, { a: { x: 1 } })['a']).toMatchObject({ rank: null, rank_all: null });
  const vetoes = [veto('v', { unrank: true })];
  const results = sheet(
    { sections: [star('s')], ranking, vetoes, grades: [grade('one', { stars: 1 })] },
    { a: { s: 7, v: 1 }, b: { s: 6 } },
  );
  expect(results['a']).toMatchObject({ total: 7, stars: 1, grade: 'one', rank: null, rank_all: null });
  expect(results['b']).toMatchObject({ rank: 1, rank_all: 1 });
});

test('peers: the nearest ancestor of the kind, not the unit itself; or the value of an attribute', () => {
  const row = (id: string, kind: string, parent: string | null): UnitRow => ({
    id,
    name: null,
    kind,
    parent,
    area: id.startsWith('a') ? 'one' : 'two',
  });
  const units = [
    row('a-outer', 'county', null),
    row('b-inner', 'county', 'a-outer'),
    row('office', 'office', 'b-inner'),
    row('a1', 'community', 'a-outer'),
    row('a2', 'community', 'b-inner'),
    row('b3', 'community', 'office'),
    row('b4', 'community', 'a1'),
  ];
  const facts = ['a1', 'a2', 'b3', 'b4'].map((unit, i) => ({ unit, measure: 'x', num: i + 1, den: null }));
  const ranks = (peers: string): Array<number | null> => {
    const method: Method = {
      method: 'm',
      edition: '1',
      title,
      subject: 'community',
      period: 'year',
      peers,
      sections,
      ranking,
    };
    return assess({ method, units, facts }).results.map((result) => result.rank);
  };
  expect(ranks('all')).toEqual([4, 3, 2, 1]);
  expect(ranks('county')).toEqual([2, 2, 1, 1]); // a1 and b4 in a-outer, a2 and b3 in b-inner
  expect(ranks('attribute:area')).toEqual([2, 1, 2, 1]);
});
