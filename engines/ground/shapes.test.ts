// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toWgs84 } from './datum.ts';
import { areaOf, type Box, coordinatesOf, type Outline, outlineFrom, ringFrom } from './micro.ts';
import { common, joined, mend, without } from './shapes.ts';

/** A rectangle from west, south to east, north. */
const box = (...[west, south, east, north]: Box): Outline => [[[west, south, east, south, east, north, west, north]]];
/** Twice the area in the plane, in whole micro-degrees: for what stands near the equator. */
const plane = (outline: Outline): number =>
  outline.flat().reduce((sum, ring) => {
    let twice = 0;
    for (let at = 0; at < ring.length; at += 2)
      twice +=
        (ring[at] ?? 0) * (ring[(at + 3) % ring.length] ?? 0) -
        (ring[(at + 2) % ring.length] ?? 0) * (ring[at + 1] ?? 0);
    return sum + twice;
  }, 0) / 2;

describe('places', () => {
  test('a closed ring of GeoJSON is kept open, in whole micro-degrees, and comes out closed', () => {
    const square = [
      [112.5, 33],
      [112.6, 33],
      [112.6, 33.1],
      [112.5, 33.1],
      [112.5, 33],
    ] as const;
    expect(ringFrom(square)).toEqual([
      112_500_000, 33_000_000, 112_600_000, 33_000_000, 112_600_000, 33_100_000, 112_500_000, 33_100_000,
    ]);
    expect(coordinatesOf(outlineFrom([[square]]))).toEqual([[square]]);
  });

  test('a square degree at the equator and one at 60° north have the area that the sphere gives', () => {
    // R² Δλ (sin φ2 − sin φ1) with R = 6371.0088 km: 40589732.7 · 0.01745329252 · 0.01745240644, and · (0.87461971 − 0.86602540).
    expect(areaOf(box(0, 0, 1e6, 1e6))).toBeCloseTo(12_363.7, 0);
    expect(areaOf(box(0, 60e6, 1e6, 61e6))).toBeCloseTo(6_088.5, 0);
  });

  test('GCJ-02 and BD-09 lie some hundred metres from WGS-84 in China, and nowhere else', () => {
    // 天安门 in the three systems as the maps of AMap and Baidu give it, to a ten-thousandth of a degree.
    for (const [given, datum] of [
      [[116.3974, 39.9087], 'gcj02'],
      [[116.4038, 39.915], 'bd09'],
    ] as const) {
      const [lng, lat] = toWgs84(given, datum);
      expect(Math.abs(lng - 116.3912)).toBeLessThan(0.0003);
      expect(Math.abs(lat - 39.9073)).toBeLessThan(0.0003);
    }
    expect(toWgs84([112.5, 33], 'cgcs2000')).toEqual([112.5, 33]);
    expect(toWgs84([-0.1276, 51.5072], 'gcj02')).toEqual([-0.1276, 51.5072]);
  });
});

describe('outlines', () => {
  test('two squares that overlap by a quarter: what both have, one has, any has', () => {
    const [one, other] = [box(0, 0, 100, 100), box(50, 50, 150, 150)];
    expect(plane(common(one, other))).toBe(2_500);
    expect(plane(without(one, other))).toBe(7_500);
    expect(plane(joined([one, other]))).toBe(17_500);
    expect(common(one, box(200, 0, 300, 100))).toEqual([]);
  });

  test('what is sound stays as it came, but for the direction of its rings', () => {
    expect(mend([[[0, 0, 0, 100, 100, 100, 100, 0]]])).toEqual({
      outline: [[[100, 0, 100, 100, 0, 100, 0, 0]]],
      crossed: false,
    });
    const holed: Outline = [
      [
        [0, 0, 100, 0, 100, 100, 0, 100],
        [20, 20, 20, 40, 40, 40, 40, 20],
      ],
    ];
    expect(mend(holed)).toEqual({ outline: holed, crossed: false });
    // A corner on a straight side is a corner of the neighbours: it stays.
    const withThird: Outline = [[[0, 0, 50, 0, 100, 0, 100, 100, 0, 100]]];
    expect(mend(withThird)).toEqual({ outline: withThird, crossed: false });
  });

  test('a bow tie becomes its two halves, with the area of both', () => {
    // (0,0) (100,100) (100,0) (0,100): the sides cross at (50,50); each half is a triangle of 100 · 50 / 2.
    const { outline, crossed } = mend([[[0, 0, 100, 100, 100, 0, 0, 100]]]);
    expect(crossed).toBe(true);
    expect(outline.length).toBe(2);
    expect(plane(outline)).toBe(5_000);
  });

  test('a loop that is run around twice, and polygons that overlap, count once', () => {
    expect(plane(mend([[[0, 0, 100, 0, 100, 100, 0, 100, 0, 0, 100, 0, 100, 100, 0, 100]]]).outline)).toBe(10_000);
    expect(plane(mend([...box(0, 0, 100, 100), ...box(50, 0, 150, 100)]).outline)).toBe(15_000);
  });

  test('whatever is drawn, mending makes it sound: mended again it stays, and no more than its box is covered', () => {
    const ring = fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(ring, (corners) => {
        const { outline } = mend([[ringFrom(corners.map(([x, y]) => [x / 1e6, y / 1e6] as const))]]);
        const again = mend(outline);
        expect(Math.abs(plane(again.outline) - plane(outline))).toBeLessThanOrEqual(2_000);
        expect(plane(outline)).toBeGreaterThanOrEqual(0);
        expect(plane(outline)).toBeLessThanOrEqual(250_000);
      }),
      { numRuns: 200 },
    );
  });
});
