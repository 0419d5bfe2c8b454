// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cityOfStars, nextPeriod, smallTown } from '../../testing/star-fixtures.ts';
import { boxOf, countyLabels } from './county-labels.ts';
import { POLE, RIM, ringsOf, sectorsOf } from './geometry.ts';
import { apart, streetPath } from './place-units.ts';
import { seedOf } from './seed.ts';
import { drawnOf, skyOf } from './sky.ts';
import { type Step, travel } from './travel.ts';

const city = cityOfStars();
const sky = skyOf(city.units, city.counties, 5);

describe('what is drawn', () => {
  test('a sky with room for all is drawn whole, whatever is chosen', () => {
    expect(drawnOf(sky, 'c2')).toEqual({ drawn: sky, part: undefined });
    expect(drawnOf(sky, 'c2').drawn).toBe(sky);
  });

  test('4,443 villages: the chosen county alone, each dot where it would stand among all', () => {
    const many = cityOfStars(10.5);
    const whole = skyOf(many.units, many.counties, 5);
    expect(whole.dots).toHaveLength(4443);
    const { drawn, part } = drawnOf(whole, 'c13');
    // 9 × 10.5 = 94.5.
    expect([part, drawn.dots.length]).toEqual(['c13', 95]);
    expect(drawn.dots).toEqual(whole.dots.filter(({ unit }) => unit.county === 'c13'));
    expect(new Set(drawn.streets.map(({ county }) => county))).toEqual(new Set(['c13']));
    expect(drawn.rings).toBe(whole.rings);
    expect(drawnOf(whole, undefined).part).toBe('c1');
  });

  test('one county alone is drawn whole, however many it has', () => {
    const town = smallTown(1600);
    const one = skyOf(town.units, town.counties, 5);
    expect(drawnOf(one, undefined).drawn).toBe(one);
  });
});

describe('places', () => {
  test('all 423 stand between pole and rim, in the sector of their county and the ring of their stars', () => {
    expect(sky.dots).toHaveLength(423);
    for (const { x, y, unit, angle, ring } of sky.dots) {
      const { inner, outer, stars } = sky.rings[ring] as (typeof sky.rings)[number];
      const r = Math.hypot(x, y);
      expect(stars).toBe(unit.stars);
      expect(r).toBeGreaterThan(inner);
      expect(r).toBeLessThan(outer);
      const sector = sky.sectors.find(({ county }) => county === unit.county);
      expect(angle).toBeGreaterThan(sector?.from ?? 360);
      expect(angle).toBeLessThan(sector?.to ?? 0);
    }
  });

  test('the same units in another order give the same sky', () => {
    const turned = skyOf([...city.units].reverse(), city.counties, 5);
    const placeOf = (list: typeof sky.dots) => Object.fromEntries(list.map(({ unit, x, y }) => [unit.id, [x, y]]));
    expect(placeOf(turned.dots)).toEqual(placeOf(sky.dots));
  });

  test('from one period to the next a unit stays, or moves along its own radius when its stars change', () => {
    const later = skyOf(nextPeriod(city.units), city.counties, 5);
    const before = new Map(sky.dots.map((dot) => [dot.unit.id, dot]));
    let moved = 0;
    for (const dot of later.dots) {
      const was = before.get(dot.unit.id);
      expect(dot.angle).toBe(was?.angle);
      if (dot.unit.stars === was?.unit.stars) expect([dot.x, dot.y]).toEqual([was.x, was.y]);
      else moved += 1;
    }
    expect(moved).toBeGreaterThan(20);
  });

  test('hardly any two dots touch', () => {
    let touching = 0;
    sky.dots.forEach((a, at) => {
      for (const b of sky.dots.slice(at + 1)) if (apart(a, b) < 7) touching += 1;
    });
    expect(touching).toBeLessThan(423 * 0.03);
  });

  test('one county with twelve units, and nothing at all', () => {
    const town = smallTown();
    const small = skyOf(town.units, town.counties, 5);
    expect([small.dots.length, small.sectors.length, small.labels.length]).toEqual([12, 1, 1]);
    const none = skyOf([], [], 5);
    expect([none.dots, none.sectors, none.labels, none.streets]).toEqual([[], [], [], []]);
  });

  test('a seed is a number of its text', () => {
    // FNV-1a of "a" is e40c292c (its published vector); the stirring was done by a second program.
    expect(seedOf('a')).toBeCloseTo(0.103526216699, 11);
  });
});

describe('geometry', () => {
  test('rings fill the field from pole to rim without a gap', () => {
    for (const most of [1, 3, 5, 7]) {
      const rings = ringsOf(most);
      expect(rings.map(({ stars }) => stars)).toEqual(Array.from({ length: most + 1 }, (_, at) => most - at));
      expect(rings[0]?.inner).toBe(POLE);
      expect(rings[rings.length - 1]?.outer).toBeCloseTo(RIM, 9);
      for (let at = 1; at < rings.length; at += 1) expect(rings[at]?.inner).toBe(rings[at - 1]?.outer);
    }
  });

  test('a county is as wide as its units, with a floor of sixteen', () => {
    // 64 + 16 (for 9) = 80; 343 degrees of the circle are theirs: 274.4 and 68.6.
    const [wide, narrow] = sectorsOf([
      { id: 'a', units: 64 },
      { id: 'b', units: 9 },
    ]);
    expect((wide?.to ?? 0) - (wide?.from ?? 0)).toBeCloseTo(274.4, 9);
    expect((narrow?.to ?? 0) - (narrow?.from ?? 0)).toBeCloseTo(68.6, 9);
  });

  test('the lines of a street are the shortest tree', () => {
    // A square's corner and two neighbours: the two sides, not the diagonal.
    const path = streetPath([
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 0, y: 10 },
    ]);
    expect(path).toBe('M0.0 0.0L10.0 0.0M0.0 0.0L0.0 10.0');
    expect(streetPath([{ x: 1, y: 1 }])).toBe('');
  });
});

test('the names of up to thirty counties never touch each other', () => {
  const sizes = fc.array(
    fc.record({ units: fc.integer({ min: 1, max: 90 }), width: fc.integer({ min: 30, max: 130 }) }),
    {
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(sizes, (counties) => {
      const sectors = sectorsOf(counties.map(({ units }, at) => ({ id: String(at), units })));
      const boxes = countyLabels(sectors, (id) => counties[Number(id)]?.width ?? 0).map(boxOf);
      boxes.forEach((a, at) => {
        for (const b of boxes.slice(at + 1)) {
          const apartInHeight = a.bottom <= b.top + 1e-9 || b.bottom <= a.top + 1e-9;
          expect(apartInHeight || a.right <= b.left || b.right <= a.left).toBe(true);
        }
      });
    }),
  );
});

describe('travel', () => {
  const steps: readonly Step[] = ['next', 'inwards', 'outwards'];

  test('arrow keys reach every dot', () => {
    const seen = new Set([sky.dots[0]]);
    const open = [...seen];
    for (let dot = open.pop(); dot !== undefined; dot = open.pop())
      for (const step of steps) {
        const there = travel(sky.dots, dot, step);
        if (seen.has(there)) continue;
        seen.add(there);
        open.push(there);
      }
    expect(seen.size).toBe(423);
  });

  test('right goes clockwise in the ring, left comes back', () => {
    for (const dot of sky.dots) {
      const next = travel(sky.dots, dot, 'next');
      expect(next.ring).toBe(dot.ring);
      expect(travel(sky.dots, next, 'previous')).toBe(dot);
    }
  });

  test('up from the inmost ring stays', () => {
    const inmost = sky.dots.find(({ ring }) => ring === 0) as (typeof sky.dots)[number];
    expect(travel(sky.dots, inmost, 'inwards')).toBe(inmost);
  });

  test('Page Down goes through all counties and comes back to the first', () => {
    let dot = sky.dots[0] as (typeof sky.dots)[number];
    const counties = Array.from({ length: 14 }, () => {
      dot = travel(sky.dots, dot, 'nextCounty');
      return dot.unit.county;
    });
    expect(new Set(counties).size).toBe(13);
    expect(counties[13]).toBe(counties[0]);
  });
});
