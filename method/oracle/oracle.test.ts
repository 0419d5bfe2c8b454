// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { given, item, pointsOf, section, sheet, star, title } from './example.ts';
import { assess } from './oracle.ts';
import type { Adjustment, Cap, UnitResult, Veto } from './shape.ts';

const points = (result: UnitResult | undefined, id = 's'): number | undefined => result?.sections[id]?.points;
const reasons = (result: UnitResult | undefined, id: string): string[] | undefined => result?.sections[id]?.reasons;
const plus = (id: string, parts: Partial<Adjustment>): Adjustment => ({
  id,
  title,
  measure: id,
  each: 1,
  cap: 100,
  ...parts,
});
const veto = (id: string, then: Veto['then']): Veto => ({ id, title, measure: id, when: { over: 0 }, then });

test('5.1 missing: zero, full, peer_mean, hold', () => {
  const rule = { linear: [0, 4] as [number, number] };
  expect(pointsOf({ rule, missing: 'zero' }, [1, null])).toEqual([2.5, 0]);
  expect(pointsOf({ rule, missing: 'full' }, [1, [1, 0]])).toEqual([2.5, 10]);
  // 10·1/4 = 2.5, 10·3/4 = 7.5, mean 5; b's own 2.5 and d's 7.5 only: what a and c are given does not count
  expect(pointsOf({ rule, missing: 'peer_mean' }, [null, 1, null, 3])).toEqual([5, 2.5, 5, 7.5]);
  // the mean is of rounded points: 3.33 and 0, mean 1.665 → 1.67
  expect(pointsOf({ rule: { linear: [0, 3] }, missing: 'peer_mean' }, [1, 0, null])).toEqual([3.33, 0, 1.67]);
  expect(pointsOf({ rule, missing: 'hold' }, [1, null])).toEqual([2.5, 0]);
});

test('5.1 peer_mean with no peer that has points is as hold; peers are of the own group', () => {
  const sections = [star('s', { items: [given('s', { missing: 'peer_mean' })] })];
  const results = sheet(
    { peers: 'county', sections },
    { 'west/a': {}, 'west/b': {}, 'east/a': { s: 8 }, 'east/b': {} },
  );
  expect(reasons(results['west/a'], 's')).toEqual(['incomplete', 'points']);
  expect(points(results['east/b'])).toBe(8);
});

test('5.1 points that missing gives are neither clamped nor lessened', () => {
  const parts = { floor: 2, rule: { points: true } as const, less: [{ measure: 'late', each: 1 }] };
  const items = [
    item('i', { ...parts, measure: 'm', missing: 'zero' }),
    item('j', { ...parts, measure: 'n', missing: 'full' }),
  ];
  const results = sheet({ sections: [section('s', { items })] }, { a: { late: 3 }, b: { late: 3, m: 4, n: 9 } });
  expect(points(results['a'])).toBe(10); // 0 (not 2) + 10 (not 7)
  expect(points(results['b'])).toBe(8); // 4 − 3 = 1 → 2, and 9 − 3 = 6
});

test('5.2 exclude: (sum · S)/s; held items stay in s', () => {
  const items = [given('x', { missing: 'exclude' }), given('y', { full: 20 }), given('z', { full: 5 })];
  const results = sheet(
    { sections: [section('s', { items })] },
    { a: { y: 12, z: 3 }, b: { y: 12 }, c: { x: 1, y: 12, z: 3 } },
  );
  expect(points(results['a'])).toBe(21); // (15 · 35)/25
  expect(points(results['b'])).toBe(16.8); // (12 · 35)/25, z held
  expect(points(results['c'])).toBe(16);
  expect(reasons(results['a'], 's')).toEqual([]);
  expect(reasons(results['b'], 's')).toEqual(['incomplete']);
});

test('5.2 everything excluded: incomplete, the sum 0, adjustments still added', () => {
  const sections = [section('s', { items: [given('x', { missing: 'exclude' })] })];
  const results = sheet({ sections, adjustments: [plus('p', { section: 's', each: 2 })] }, { a: { p: 1.5 } });
  expect(points(results['a'])).toBe(3);
  expect(reasons(results['a'], 's')).toEqual(['incomplete']);
});

test('5.2 adjustments: round(min(|each| · max(0, v), cap)) with the sign; missing 0; not scaled by exclude', () => {
  const items = [given('x', { missing: 'exclude' }), given('y')];
  const adjustments = [plus('p', { section: 's', each: 0.5, cap: 3 }), plus('m', { section: 's', each: -2, cap: 5 })];
  const results = sheet(
    { sections: [section('s', { items })], adjustments },
    {
      a: { y: 4, p: 9, m: 1 }, // (4·20)/10 = 8, + min(4.5, 3) − 2 = 9
      b: { y: 4, p: -9, m: 9 }, // 8 + 0 − 5 = 3
      c: { y: 4 }, // 8
    },
  );
  expect(['a', 'b', 'c'].map((unit) => points(results[unit]))).toEqual([9, 3, 8]);
});

test('5.2 each adjustment is rounded by itself, by its size', () => {
  const adjustments = [plus('p', { section: 's', each: 0.5, cap: 9 }), plus('m', { section: 's', each: -0.5, cap: 9 })];
  const results = sheet(
    { decimals: 0, sections: [section('s', { items: [given('y')] })], adjustments },
    {
      a: { y: 4, p: 1, m: 0 }, // 0.5 → 1: 5
      b: { y: 4, p: 0, m: 1 }, // −(0.5 → 1): 3
    },
  );
  expect([points(results['a']), points(results['b'])]).toEqual([5, 3]);
});

test('5.2 caps: the sum or the highest of the sizes, at most `at`, then the sign', () => {
  const adjustments = [
    plus('p', { section: 's', cap: 3 }),
    plus('q', { section: 's', cap: 4 }),
    plus('m', { section: 's', each: -1 }),
    plus('n', { section: 's', each: -2 }),
  ];
  const capped = (take: Cap['take'], at: number): number | undefined => {
    const caps = [
      { of: ['q', 'p'], at, take: take ?? 'sum' },
      { of: ['m', 'n'], at: 3 },
    ];
    return points(
      sheet(
        { sections: [section('s', { items: [given('y', { full: 100 })] })], adjustments, caps },
        { a: { y: 50, p: 2, q: 4, m: 1, n: 2 } },
      )['a'],
    );
  };
  // plus: 2 and 4; minus: 1 + 4 = 5, at most 3
  expect(capped('sum', 5)).toBe(52); // 50 + 5 − 3
  expect(capped('highest', 5)).toBe(51); // 50 + 4 − 3
  expect(capped('highest', 2)).toBe(49); // 50 + 2 − 3
});

test('5.2 floor and ceiling of a section', () => {
  const parts = { items: [given('y')] };
  const adjustments = [plus('p', { section: 's', cap: 3 }), plus('m', { section: 's', each: -1 })];
  const facts = { a: { y: 9, p: 9, m: 0 }, b: { y: 1, p: 0, m: 9 } };
  const at = (own: object): Array<number | undefined> => {
    const results = sheet({ sections: [section('s', { ...parts, ...own })], adjustments }, facts);
    return [points(results['a']), points(results['b'])];
  };
  expect(at({})).toEqual([12, 0]); // 9 + 3 ≤ 10 + 3; 1 − 9 = −8 → 0
  expect(at({ ceiling: 'full' })).toEqual([10, 0]);
  expect(at({ floor: -5 })).toEqual([12, -5]);
  expect(at({ floor: 2 })).toEqual([12, 2]);
});

test('5.2 the ceiling without `full` limits what excluded items let the others grow to', () => {
  // x is left out: (10 · 20)/10 = 20 = S; with a bonus of 3, at most 20 + 3; a cap on bonuses lowers it to 20 + 2
  const items = [given('x', { missing: 'exclude' }), given('y')];
  const adjustments = [plus('p', { section: 's', cap: 3 }), plus('q', { section: 's', cap: 1 })];
  const points2 = (caps: Cap[]): number | undefined =>
    points(sheet({ sections: [section('s', { items })], adjustments, caps }, { a: { y: 10, p: 9, q: 9 } })['a']);
  expect(points2([{ of: ['p', 'q'], at: 2 }])).toBe(22);
  expect(points2([{ of: ['p', 'q'], at: 9, take: 'highest' }])).toBe(23);
});

test('5.2 a veto makes a section 0, after its floor', () => {
  const sections = [star('s', { floor: 2 }), star('t', { floor: -9, items: [given('t', { floor: -9 })] })];
  const results = sheet(
    { sections, vetoes: [veto('v', { zero: ['s', 't'] })] },
    { a: { s: 8, t: -4, v: 1 }, b: { s: 8, t: -4, v: 0 } },
  );
  expect(results['a']).toMatchObject({ total: 0, stars: 0 });
  expect(reasons(results['a'], 's')).toEqual(['points']); // 0 < 5; `zero` takes no star by itself
  expect(points(results['a'], 't')).toBe(0);
  expect(results['b']).toMatchObject({ total: 4, stars: 1 }); // 8 − 4
});

test('5.3 total: sections as they are, incomplete ones too, then the adjustments of the total; not below 0', () => {
  const sections = [section('s', { items: [given('x'), given('y')] }), section('t', { items: [given('z')] })];
  const adjustments = [plus('p', { each: -1, cap: 20 }), plus('q', { each: -3, cap: 20 })];
  const caps: Cap[] = [{ of: ['p', 'q'], at: 15, take: 'highest' }];
  const results = sheet(
    { sections, adjustments, caps },
    { a: { x: 4, z: 7, p: 2, q: 1 }, b: { x: 4, z: 7, p: 2, q: 9 } },
  );
  expect(results['a']?.total).toBe(8); // 4 + 7 − 3
  expect(results['b']?.total).toBe(0); // 4 + 7 − 15 → 0
});

test('5.4 a star: complete, points at win, no veto, requires', () => {
  const sections = [
    star('s', { win: 0.3, items: [given('s1'), given('s2')] }),
    star('t', { requires: ['s', 'u'] }),
    star('u', { requires: { any: 1, of: ['s', 'w'] } }),
    star('w'),
  ];
  const vetoes = [veto('v', { lose: ['w'] }), veto('all', { lose: 'all' })];
  const results = sheet(
    { decimals: 4, sections, vetoes },
    {
      a: { s1: 0.1, s2: 0.2, t: 5, u: 5, w: 4 }, // s: 0.1 + 0.2 meets 0.3; w: 4 < 5; u needs s or w; the vetoes are unknown
      b: { s1: 9, t: 5, u: 5, w: 5, v: 1 }, // s incomplete; w taken; so u and t lack what they require
      c: { s1: 0, s2: 0, t: 1, u: 9, w: 9, v: 1, all: 1 },
    },
  );
  expect(results['a']).toMatchObject({
    stars: 3,
    sections: { w: { won: false, reasons: ['points'] }, t: { won: true, reasons: [] } },
  });
  expect(results['b']).toMatchObject({
    stars: 0,
    sections: {
      s: { reasons: ['incomplete'] },
      t: { reasons: ['requires'] },
      u: { reasons: ['requires'] },
      w: { reasons: ['veto:v'] },
    },
  });
  expect(reasons(results['c'], 't')).toEqual(['points', 'veto:all', 'requires']);
  expect(reasons(results['c'], 'w')).toEqual(['veto:v', 'veto:all']);
});

test('5.4 a section that is no star: won is null, reasons are `incomplete` or none', () => {
  const results = sheet(
    { sections: [section('s', { items: [given('x')] })], vetoes: [veto('v', { lose: 'all', zero: ['s'] })] },
    { a: { v: 1 }, b: { x: 3, v: 1 } },
  );
  expect(results['a']?.sections['s']).toEqual({ points: 0, won: null, reasons: ['incomplete'] });
  expect(results['b']?.sections['s']).toEqual({ points: 0, won: null, reasons: [] });
});

test('the digest is over method, units, facts and results, in canonical JSON', () => {
  const sections = [section('s', { items: [given('x', { full: 1 })] })];
  const method = { subject: 'community', sections, method: 'm', edition: '1', title, period: 'year' };
  const units = [
    { id: '\u{20BB7}', name: null, kind: 'community', parent: null },
    { id: '\uF900', name: 'é', kind: 'office', parent: null },
  ];
  const facts = [{ unit: '\u{20BB7}', measure: 'x', num: 1, den: 2 }];
  const word = '{"en":"Example","zh":"例"}';
  const text =
    '{"facts":[{"den":2,"measure":"x","num":1,"unit":"\u{20BB7}"}],' +
    `"method":{"edition":"1","method":"m","period":"year","sections":[{"id":"s","items":[{"full":1,"id":"x","measure":"x","rule":{"points":true},"title":${word}}],"title":${word}}],"subject":"community","title":${word}},` +
    '"results":[{"grade":null,"rank":null,"rank_all":null,"sections":{"s":{"points":0.5,"reasons":[],"won":null}},"stars":0,"total":0.5,"unit":"\u{20BB7}","why_not_better":[]}],' +
    '"units":[{"id":"\uF900","kind":"office","name":"é","parent":null},{"id":"\u{20BB7}","kind":"community","name":null,"parent":null}]}';
  expect(assess({ method, units, facts }).digest).toBe(createHash('sha256').update(text).digest('hex'));
});
