// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { type CivilDate, civilDate, instant, millisOf } from '@beichen/kernel/time.ts';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MapPreview } from '../../model/boundaries.ts';
import { readFeatures } from '../../rules/read-features.ts';
import { DEPS, PARTY, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { unitAround } from '../queries/boundaries.ts';
import { exportMap } from '../queries/export-map.ts';
import { checkDrawnAction, drawBoundaryAction } from './draw-boundary.ts';
import { checkMapAction, importMapAction } from './import-map.ts';

const NOW = instant('2026-10-12T01:00:00.000Z');
const TODAY = civilDate('2026-10-12');

type DrawnPreview = { area: number; faults: { what: { zh: string } }[]; warnings: { zh: string }[] };

let small: SmallCity;
let county: Actor;
beforeEach(async () => {
  small = await smallCity({ more: PARTY });
  county = await small.over('D');
});
afterEach(() => small.city.drop());

const freshId = (): string => uuidv7From(millisOf(NOW), randomBytes(16));
const order = () => ({ db: small.city.app.db, now: NOW, intention: { id: freshId(), hash: randomBytes(32) } });

/** Corners of a rectangle in thousandths of a degree, about 111 m each: west, south, east, north. */
type Rectangle = readonly [number, number, number, number];
const cornersIn = ([west, south, east, north]: Rectangle): [number, number][] =>
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ].map(([x = 0, y = 0]) => [112 + x / 1000, 33 + y / 1000]);

const featureOf = (code: string, rectangle: Rectangle) => {
  const corners = cornersIn(rectangle);
  return {
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates: [[...corners, corners[0]]] },
  };
};

/** A file of features, as it would be sent. */
const fileOf = (...features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });

/** D from 0 to 20, the streets S and T its halves, of S the communities A and B its halves. */
const WHOLE: Readonly<Record<string, Rectangle>> = {
  D: [0, 0, 20, 10],
  S: [0, 0, 10, 10],
  T: [10, 0, 20, 10],
  A: [0, 0, 5, 10],
  B: [5, 0, 10, 10],
  C: [10, 0, 20, 10],
};
const wholeFile = (own: Readonly<Record<string, Rectangle>> = {}): string =>
  fileOf(...Object.entries({ ...WHOLE, ...own }).map(([code, rectangle]) => featureOf(code, rectangle)));

type About = { readonly from?: CivilDate; readonly under?: string };

async function check(actor: Actor, text: string, { from = TODAY, under = 'D' }: About = {}): Promise<MapPreview> {
  const input = { id: freshId(), read: readFeatures(text, 'wgs84'), under: await small.id(under), from };
  const { answer } = await perform(order(), actor, { action: checkMapAction(DEPS), input });
  return (answer as { preview: MapPreview }).preview;
}

async function bring(actor: Actor, text: string, { from = TODAY, under = 'D' }: About = {}): Promise<unknown> {
  const read = readFeatures(text, 'wgs84');
  const input = { id: freshId(), read, under: await small.id(under), from, basis: '宛政文〔2026〕2号' };
  return (await perform(order(), actor, { action: importMapAction(DEPS), input })).answer;
}

async function draw(actor: Actor, code: string, about: { corners: [number, number][]; from?: CivilDate }) {
  const { corners, from = TODAY } = about;
  const input = { id: freshId(), unit: await small.id(code), from, basis: '踏勘', corners };
  const { answer } = await perform(order(), actor, { action: drawBoundaryAction(DEPS), input });
  return answer as { area: number; warnings: { zh: string }[] };
}

async function refusal(doing: Promise<unknown>): Promise<string> {
  const error = await doing.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('it was done');
  const { faults = [] } = error.detail as { faults?: readonly { what: { zh: string } }[] };
  return [error.row.code, ...faults.map(({ what }) => what.zh)].join(' · ');
}

/** Where a place, in thousandths of a degree, lies for somebody. */
async function around(actor: Actor, [x, y]: readonly [number, number], day = TODAY): Promise<string> {
  const found = await inScope(small.city.app.db, viewerOf(actor, 'org.read'), (tx) =>
    unitAround(tx, day, [112_000_000 + x * 1000, 33_000_000 + y * 1000]),
  );
  const { rows } = await sql<{ code: string }>`SELECT code FROM unit WHERE id = ${found ?? 0}`.execute(
    small.city.worker.db,
  );
  return rows[0]?.code ?? 'nowhere';
}

const told = (faults: MapPreview['faults']): string[] =>
  faults.map(({ feature, unit, what }) => `${feature ?? '-'} ${unit}: ${what.zh}`);

describe('boundaries by file', () => {
  test('a file that fits is previewed, then set as one change, dated and told', async () => {
    const { faults, warnings, sets } = await check(county, wholeFile());
    expect([faults, warnings]).toEqual([[], []]);
    // A thousandth of a degree is 0.11119 km from south to north, and at 33.005° 0.09325 km from west to east: 20 · 10 of them.
    expect(sets.map(({ unit, area, before }) => [unit.code, Math.round(area * 100) / 100, before])).toEqual([
      ['D', 2.07, null],
      ['S', 1.04, null],
      ['T', 1.04, null],
      ['A', 0.52, null],
      ['B', 0.52, null],
      ['C', 1.04, null],
    ]);
    expect(await around(county, [2, 5])).toBe('nowhere');
    expect(await bring(county, wholeFile())).toMatchObject({ units: 6 });
    expect(await around(county, [2, 5])).toBe('A');
    const { rows } = await sql`SELECT name, unit_id FROM outbox WHERE name = 'org.bounded'`.execute(
      small.city.owner.db,
    );
    expect(rows).toEqual([{ name: 'org.bounded', unit_id: await small.id('D') }]);
    const { rows: audit } = await sql<{
      detail: object;
    }>`SELECT detail FROM audit_entry WHERE action = 'org.bound' AND detail ? 'units'`.execute(small.city.owner.db);
    expect(audit.at(-1)?.detail).toEqual({ from: '2026-10-12', origin: 'official', units: 6 });
  });

  test('a place on a border lies in exactly one unit: that to the east, or to the north', async () => {
    await bring(county, wholeFile());
    expect(
      await Promise.all(
        (
          [
            [5, 5],
            [10, 5],
            [0, 0],
            [20, 5],
          ] as const
        ).map((place) => around(county, place)),
      ),
    ).toEqual(['B', 'C', 'A', 'nowhere']);
  });

  test('the tree of a day has the boundaries of that day, and a later one ends the one before', async () => {
    await bring(county, wholeFile(), { from: civilDate('2026-10-01') });
    await bring(county, fileOf(featureOf('A', [0, 0, 7, 10]), featureOf('B', [7, 0, 10, 10])), {
      from: civilDate('2026-10-10'),
    });
    const days = ['2026-09-30', '2026-10-01', '2026-10-09', '2026-10-10'].map(civilDate);
    expect(await Promise.all(days.map((day) => around(county, [6, 5], day)))).toEqual(['nowhere', 'B', 'B', 'A']);
    // Set anew from an earlier day on, what was to hold later never does.
    await bring(county, fileOf(featureOf('A', [0, 0, 1, 10])), { from: civilDate('2026-10-05') });
    expect(await Promise.all(days.map((day) => around(county, [0, 5], day)))).toEqual(['nowhere', 'A', 'A', 'A']);
    expect(await around(county, [2, 5], civilDate('2026-10-11'))).toBe('S');
  });

  test('all that is wrong is told at once, by feature, and nothing is set', async () => {
    const open = featureOf('B', [5, 0, 10, 10]);
    open.geometry.coordinates[0]?.pop();
    const file = fileOf(
      featureOf('A', [0, 0, 5, 10]),
      open,
      featureOf('X', [0, 0, 1, 1]),
      featureOf('A', [0, 0, 1, 1]),
      {
        type: 'Feature',
        properties: { name: 'C' },
        geometry: { type: 'Point', coordinates: [112, 33] },
      },
    );
    const { faults, faultCount, sets } = await check(county, file);
    expect(told(faults)).toEqual([
      '2 B: 边界没有闭合：从[112.005,33]起，到[112.005,33.01]止',
      '3 X: D及其以下没有“X”',
      '4 A: 与第1个要素是同一单位：A',
      '5 C: 几何类型是"Point"，不是面',
    ]);
    expect([faultCount, sets]).toEqual([4, []]);
    expect(await refusal(bring(county, file))).toContain('platform.bad-input');
    expect(await around(county, [2, 5])).toBe('nowhere');
  });

  test('crossings are mended, overlaps, gaps and what lies outside told with their areas', async () => {
    // In cells of 0.010369 km²: B crosses itself, which leaves its western and eastern triangle, 25 of 50. A, as far as 6, has 8 of the western
    // one: from 10 high at 5 to 6 high at 6. S, 110, has left 10 in the west and 23 above and below the crossing, which touch there.
    const crossed = featureOf('B', [5, 0, 10, 10]);
    const [a, b, c, d] = cornersIn([5, 0, 10, 10]);
    crossed.geometry.coordinates = [[a, c, b, d, a]] as never;
    const file = fileOf(
      featureOf('D', [0, 0, 20, 10]),
      featureOf('S', [-1, 0, 10, 10]),
      featureOf('T', [11, 0, 20, 10]),
      featureOf('A', [0, 0, 6, 10]),
      crossed,
    );
    const { faults, warnings } = await check(county, file);
    expect(faults).toEqual([]);
    expect(told(warnings).sort()).toEqual([
      '- D: 下级单位没有占满它：空出1处，共0.10平方公里，最大一处0.10平方公里',
      '- S: 下级单位没有占满它：空出2处，共0.34平方公里，最大一处0.24平方公里',
      '2 S: 有0.10平方公里在D以外',
      '4 A: 与B重叠82,952平方米',
      '5 B: 边界自己交叉，已修补：面积由0平方米变为0.26平方公里',
    ]);
  });

  test('a file in the wrong place, or under the wrong unit, is refused', async () => {
    await bring(county, wholeFile());
    expect(told((await check(county, fileOf(featureOf('A', [500, 0, 505, 10])))).faults)).toEqual([
      '1 A: 有0.52平方公里在S以外',
    ]);
    expect(told((await check(county, fileOf(featureOf('A', [0, 0, 5, 10])), { under: 'T' })).faults)).toEqual([
      '1 A: T及其以下没有“A”',
    ]);
    // A Party body lies nowhere.
    expect(told((await check(county, fileOf(featureOf('P', [0, 0, 5, 10])))).faults)).toEqual([
      '1 P: D及其以下没有“P”',
    ]);
  });

  test('a name that two units have is said to be so', async () => {
    await sql`UPDATE unit SET name = '花园', name_entered = '花园社区居民委员会' WHERE code IN ('A', 'C')`.execute(
      small.city.owner.db,
    );
    const file = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        { ...featureOf('', [0, 0, 5, 10]), properties: { name: '花园' } },
        { ...featureOf('', [5, 0, 10, 10]), properties: { 名称: 'B' } },
      ],
    });
    expect(told((await check(county, file)).faults)).toEqual(['1 花园: 叫“花园”的有2个：A（S）、C（T）']);
    expect((await check(county, file, { under: 'S' })).sets.map(({ unit }) => unit.code)).toEqual(['A', 'B']);
  });

  test('what goes out comes in again unchanged', async () => {
    await bring(county, wholeFile());
    const actor = {
      ...county,
      grants:
        county.kind === 'person'
          ? county.grants.map((grant) => ({ ...grant, permissions: [...grant.permissions, 'org.export'] }))
          : [],
    } as Actor;
    const unit = await small.id('D');
    const text = await inScope(small.city.app.db, viewerOf(actor, 'org.export', 'org.read'), async (tx) =>
      (await exportMap({ tx, actor, now: NOW }, DEPS, { unit, on: undefined })).text(),
    );
    const { features } = JSON.parse(text) as { features: { properties: object; geometry: object }[] };
    expect(features.length).toBe(6);
    expect(features[3]?.properties).toEqual({
      code: 'A',
      name: 'A',
      kind: '社区',
      parent: 'S',
      origin: 'official',
      basis: '宛政文〔2026〕2号',
      from: '2026-10-12',
    });
    const again = await check(county, text);
    expect([
      again.faults,
      again.warnings,
      again.sets.every(({ area, before }) => Math.abs(area - (before ?? 0)) < 1e-9),
    ]).toEqual([[], [], true]);
  });
});

describe('who may', () => {
  test('a street sets what lies in it, sees no other, and a place elsewhere is nowhere for it', async () => {
    await bring(county, wholeFile());
    const street = await small.over('S');
    expect(await refusal(check(street, wholeFile()))).toBe('platform.forbidden');
    expect(await refusal(check(street, wholeFile(), { under: 'T' }))).toBe('platform.not-found');
    expect((await check(street, fileOf(featureOf('A', [0, 0, 5, 10])), { under: 'S' })).sets.length).toBe(1);
    expect(
      await Promise.all(
        (
          [
            [2, 5],
            [15, 5],
          ] as const
        ).map((place) => around(street, place)),
      ),
    ).toEqual(['A', 'nowhere']);
    const { rows } = await inScope(small.city.app.db, viewerOf(street, 'org.read'), (tx) =>
      sql<{ unit_id: number }>`SELECT unit_id FROM unit_boundary ORDER BY unit_id`.execute(tx),
    );
    expect(rows.map(({ unit_id }) => unit_id)).toEqual(
      await Promise.all(['S', 'A', 'B'].map((code) => small.id(code))),
    );
  });

  test('the database itself refuses a unit out of range', async () => {
    const street = await small.over('S');
    const made = JSON.stringify({
      id: freshId(),
      unit_id: await small.id('S'),
      from: TODAY,
      origin: 'drawn',
      basis: 'x',
      made_at: NOW,
    });
    const cells = JSON.stringify([
      { unit: await small.id('C'), outline: [], corners: 0, area: 0, west: 0, south: 0, east: 0, north: 0 },
    ]);
    const writing = inScope(small.city.app.db, viewerOf(street, 'org.bound', 'org.read'), (tx) =>
      sql`SELECT set_boundaries(${made}::jsonb, ${cells}::jsonb)`.execute(tx),
    );
    await expect(writing).rejects.toThrow('not in range');
  });
});

describe('boundaries by hand', () => {
  test('what is drawn is kept, and what it overlaps is told', async () => {
    await bring(county, wholeFile());
    const { area, warnings } = await draw(county, 'A', { corners: cornersIn([0, 0, 6, 10]) });
    expect(area).toBeCloseTo(0.62, 2);
    expect(warnings.map(({ zh }) => zh)).toEqual(['与B重叠0.10平方公里']);
    expect(await around(county, [2, 5])).toBe('A');
  });

  test('too few corners, crossing sides, another place and a Party body are refused in words', async () => {
    await bring(county, wholeFile());
    const [a, b, c, d] = cornersIn([0, 0, 5, 10]) as [
      [number, number],
      [number, number],
      [number, number],
      [number, number],
    ];
    expect(await refusal(draw(county, 'A', { corners: [a, b, a] }))).toBe(
      'platform.bad-input · 边界至少要有3个不同的折点',
    );
    expect(await refusal(draw(county, 'A', { corners: [a, c, b, d] }))).toBe('platform.bad-input · 边界自己交叉了');
    expect(await refusal(draw(county, 'A', { corners: cornersIn([50, 0, 55, 10]) }))).toBe(
      'platform.bad-input · 有0.52平方公里在S以外',
    );
    expect(await refusal(draw(county, 'P', { corners: [a, b, c, d] }))).toBe(
      'platform.bad-input · P不是区划单位，没有边界',
    );
  });

  test('a drawing is checked before it is set: what stands against it, what overlaps, what stays free', async () => {
    await bring(county, wholeFile());
    const check = async (corners: [number, number][]) => {
      const input = { id: freshId(), unit: await small.id('A'), from: TODAY, corners };
      const { answer } = await perform(order(), county, { action: checkDrawnAction(DEPS), input });
      const { area, faults, warnings } = (answer as { preview: DrawnPreview }).preview;
      return [area.toFixed(2), faults.map(({ what }) => what.zh), warnings.map(({ zh }) => zh)];
    };
    // A cell is 0.010369 km²: from 0 to 4 that are 40 of them, and of the 50 that A had 10 stay free.
    expect(await check(cornersIn([0, 0, 4, 10]))).toEqual([
      '0.41',
      [],
      ['S：下级单位没有占满它：空出1处，共0.10平方公里，最大一处0.10平方公里'],
    ]);
    expect((await check(cornersIn([0, 0, 6, 10])))[2]).toEqual(['与B重叠0.10平方公里']);
    expect((await check(cornersIn([50, 0, 55, 10])))[1]).toEqual(['有0.52平方公里在S以外']);
    expect(await refusal(check([]))).toBe('platform.bad-input · 边界至少要有3个不同的折点');
    // Nothing was set.
    expect(await around(county, [5.5, 5])).toBe('B');
  });

  test('a new outline of a street is compared with its communities: one that reaches out is told, drawn and by file', async () => {
    await bring(county, wholeFile());
    // S as far as 8 and not 10: of B, from 5 to 10, two fifths are outside, 20 cells of 0.010369 km²; as much is missing in D.
    const street = await small.over('D');
    const input = { id: freshId(), unit: await small.id('S'), from: TODAY, corners: cornersIn([0, 0, 8, 10]) };
    const { answer } = await perform(order(), street, { action: checkDrawnAction(DEPS), input });
    const out = '下属的B有0.21平方公里在新边界以外';
    const gap = '下级单位没有占满它：空出1处，共0.21平方公里，最大一处0.21平方公里';
    expect((answer as { preview: DrawnPreview }).preview.warnings.map(({ zh }) => zh)).toEqual([`D：${gap}`, out]);
    expect((await draw(street, 'S', { corners: cornersIn([0, 0, 8, 10]) })).warnings.map(({ zh }) => zh)).toEqual([
      out,
    ]);
    const { faults, warnings } = await check(county, fileOf(featureOf('S', [0, 0, 8, 10])));
    expect([faults, told(warnings)]).toEqual([[], [`- D: ${gap}`, `1 S: ${out}`]]);
    // A file that brings B as well tells it of B.
    const both = await check(county, fileOf(featureOf('S', [0, 0, 8, 10]), featureOf('B', [5, 0, 10, 10])));
    expect(told(both.warnings)).toEqual([`- D: ${gap}`, '2 B: 有0.21平方公里在S以外']);
  });
});
