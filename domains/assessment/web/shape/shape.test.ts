// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import en from '../../locales/en.json';
import zh from '../../locales/zh-CN.json';
import { addressOf } from '../data/asked.ts';
import { chartOf, dot, head } from '../testing/chart-fixtures.ts';
import { countsOf, movedOf, spreadOf } from './counts.ts';
import { periodsOfKind } from './periods-of-kind.ts';
import { type Head, periodsOf, pickResult, standingOf } from './pick-result.ts';
import { starKinds } from './star-kinds.ts';
import { outlinesOf, sectored } from './star-units.ts';

describe('what a chart becomes', () => {
  test('sectors are the units just below what holds everything shown', () => {
    const city = sectored(chartOf([dot(11, 101), dot(12, 201), dot(13, 202)]));
    expect(city.root?.name).toBe('甲市');
    expect(city.sectors.map(({ name }) => name)).toEqual(['乙县', '丙县']);
    expect(city.direct).toBe(false);
    const county = sectored(chartOf([dot(12, 201), dot(13, 202)]));
    expect(county.root?.name).toBe('丙县');
    expect(county.sectors.map(({ name }) => name)).toEqual(['东街道', '西街道']);
    expect(county.direct).toBe(true);
  });

  test('outlines are asked for on the day of the tree: of the units by their kind, of the sectors by theirs', () => {
    const chart = chartOf([dot(11, 101), dot(12, 201)]);
    const shape = sectored(chart);
    const kind = chart.nodes.find(({ id }) => String(id) === shape.sectors[0]?.id)?.kind;
    expect(outlinesOf(shape, chart)).toEqual({
      units: `/api/org/units/${shape.root?.id}/outlines?kind=thing&on=2026-09-30`,
      sectors: `/api/org/units/${shape.root?.id}/outlines?kind=${kind}&on=2026-09-30`,
    });
    const none = chartOf([]);
    expect(outlinesOf(sectored(none), none)).toBe(undefined);
  });

  test('of one street the street is the sector', () => {
    const street = sectored(chartOf([dot(12, 201), dot(14, 201)]));
    expect([street.root?.name, street.sectors.map(({ name }) => name)]).toEqual(['东街道', ['东街道']]);
    expect(street.units.map(({ county }) => county)).toEqual(['201', '201']);
  });

  test('the stars of the period before are counted back from what came and went', () => {
    // 2 now, one of them new, two gone since: 2 − 1 + 2 = 3
    const units = sectored(chartOf([dot(11, 101, { stars: 2, gained: ['a'], lost: ['b', 'c'] })], '2026-q2')).units;
    expect(units[0]?.before).toBe(3);
    expect(sectored(chartOf([dot(11, 101, { stars: 2 })])).units[0]?.before).toBe(null);
  });

  test('a veto is told first, then missing data, then the smallest gap', () => {
    const noteOf = (over: Parameters<typeof dot>[2]) => sectored(chartOf([dot(11, 101, over)])).units[0]?.note?.zh;
    expect(noteOf({ marks: ['incomplete', 'vetoed', 'short'] })).toBe('业星一票否决');
    expect(noteOf({ marks: ['incomplete', 'won', 'short'] })).toBe('过硬星数据未齐');
    expect(noteOf({ marks: ['incomplete', 'incomplete', 'incomplete'] })).toBe('数据未齐');
    expect(noteOf({ marks: ['short', 'short', 'won'], near: { section: 'b', gap: 1.07 } })).toBe('业星差1.07分');
    expect(noteOf({ marks: ['won', 'won', 'won'] })).toBe(undefined);
  });

  test('without a grade is one thing where data are complete, and not settled where they are not', () => {
    const gradeOf = (over: Parameters<typeof dot>[2]) => sectored(chartOf([dot(11, 101, over)])).units[0]?.grade;
    expect(gradeOf({ grade: null, complete: true })?.zh).toBe('无等次');
    expect(gradeOf({ grade: null, complete: false })).toBe(null);
    expect(gradeOf({ grade: 'one' })?.zh).toBe('一星');
  });
});

test('a badge shows the character of the pack, else the first of its title', () => {
  expect(starKinds(chartOf([]).evaluation.outline).map(({ character, shape }) => [character, shape])).toEqual([
    ['过', 'pentagram'],
    ['业', 'hexagon'],
    ['共', 'crabapple'],
  ]);
});

describe('counts', () => {
  const { units, sectors } = sectored(
    chartOf([dot(11, 101, { stars: 3 }), dot(12, 201, { stars: 3 }), dot(13, 202, { stars: 0 })]),
  );
  test('by stars, from all to none, and for each sector', () => {
    expect(spreadOf(units, 3)).toEqual([2, 0, 0, 1]);
    expect(countsOf(units, sectors, 3).map(({ name, all, spread }) => [name, all, spread])).toEqual([
      ['乙县', 1, [1, 0, 0, 0]],
      ['丙县', 2, [1, 0, 0, 1]],
    ]);
  });
  test('where nothing stands before, nobody moved and nobody stayed', () => {
    expect(movedOf(units)).toBe(undefined);
    const moved = movedOf(
      sectored(chartOf([dot(11, 101, { stars: 2, gained: ['a'] }), dot(12, 201)], '2026-q2')).units,
    );
    expect([moved?.up.map(({ id }) => id), moved?.down]).toEqual([['11'], []]);
  });
});

describe('which result is meant', () => {
  const village = head({ id: 'v', method: 'villages', period: '2026', lacking: ['m'] });
  const newest = head({ id: 'n', period: '2026-q3' });
  const older = head({ id: 'o', period: '2026-q2', state: 'final' });
  const asked = head({ id: 'r', period: '2026-q3', state: 'requested' });

  test('the newest of the first method whose facts are there, unless the address says which', () => {
    expect(pickResult([village, asked, newest, older], {})).toMatchObject({ period: '2026-q3', method: 'stars' });
    expect(pickResult([village, newest], { method: 'villages' })).toMatchObject({ period: '2026', method: 'villages' });
    expect(pickResult([newest], { period: '2024-q1' })).toMatchObject({ period: '2024-q1' });
    expect(pickResult([village], {})).toMatchObject({ method: 'villages' });
    expect(pickResult([asked], {})).toBe(undefined);
  });

  test('each period once, those without a result not at all', () => {
    expect(periodsOf([asked, newest, head({ id: 'n2', period: '2026-q3', state: 'final' }), older], 'stars')).toEqual([
      '2026-q3',
      '2026-q2',
    ]);
    expect(periodsOf([asked], 'stars')).toEqual([]);
  });

  test('to try a draft on, those that are over come first: a quarter that has only begun has no facts yet', () => {
    const begun = head({ period: '2026-q4', treeDate: '2026-12-31' as Head['treeDate'] });
    const year = head({ period: '2026', treeDate: '2026-12-31' as Head['treeDate'] });
    const heads = [begun, year, newest, older];
    expect(periodsOfKind(heads, { kind: 'quarter', today: '2026-11-09' })).toEqual(['2026-q3', '2026-q2', '2026-q4']);
    expect(periodsOfKind(heads, { kind: 'year', today: '2026-11-09' })).toEqual(['2026']);
  });

  test('a year in the address is text', () => {
    expect(addressOf('?period=2026&method=villages')).toMatchObject({ period: '2026', method: 'villages' });
  });

  test('how far it may be relied on', () => {
    const now = '2026-10-20T00:00:00.000Z';
    const standings = [village, newest, older, asked].map((one) => standingOf(one, now));
    expect(standings).toEqual(['trial', 'live', 'final', 'requested']);
    expect(standingOf(head({ id: 's', state: 'final', supersededBy: 'later' }), now)).toBe('superseded');
  });

  test('a notice runs until the moment at which it no longer does, and what took its place ends it for good', () => {
    const moment = (text: string) => text as Head['asOf'];
    const dueAt = moment('2026-10-20T16:00:00.000Z');
    const notice = { document: '公示', openedAt: moment('2026-10-13T02:00:00.000Z'), dueAt, estimated: false };
    const shown = head({ id: 'n', state: 'notice', notice });
    const at = ['2026-10-20T15:59:59.999Z', '2026-10-20T16:00:00.000Z'];
    expect(at.map((now) => standingOf(shown, now))).toEqual(['notice', 'noticed']);
    expect(standingOf({ ...shown, supersededBy: 'final' }, at[0] ?? '')).toBe('superseded');
  });
});

test('both languages have the same gaps', () => {
  const gaps = (entry: unknown): string[] =>
    [...new Set([...JSON.stringify(entry).matchAll(/\{\w+\}/g)].map(([gap]) => gap))].sort();
  for (const [key, text] of Object.entries(zh))
    expect([key, gaps(en[key as keyof typeof zh])]).toEqual([key, gaps(text)]);
});
