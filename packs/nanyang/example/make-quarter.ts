// SPDX-License-Identifier: Apache-2.0
// Makes units.csv and 2026-q3/facts.csv: real places, invented facts. shapes.csv says what each measure looks like (README.md).
//   node packs/nanyang/example/make-quarter.ts

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cell, parseTable, type Row, tableText } from '../../table.ts';
import { countAround, normal, successes, uniform } from './random.ts';

const readRows = (...path: string[]): Row[] => parseTable(readFileSync(join(import.meta.dirname, ...path), 'utf8'));
const FACT_COLUMNS = ['unit', 'measure', 'num', 'den'];
const UNIT_COLUMNS = ['id', 'name', 'kind', 'parent', 'class', 'zone'];

type Community = { readonly id: string; readonly county: string; readonly base: Readonly<Record<string, number>> };
type Shape = { readonly section: string; readonly measure: string; readonly form: string; readonly of: string } & {
  readonly size: number;
  readonly typical: number;
  readonly spread: number;
  readonly absent: number;
};

/** The tree down to the 423: city, counties, the street-level units that have one of them, and these. */
export function unitsText(): string {
  const communities = readRows('..', 'places', 'communities.csv');
  const places = [...readRows('..', 'places', 'places.csv'), ...readRows('..', 'places', 'zones.csv')];
  const counties = new Map(communities.map((row) => [cell(row, 'street'), row]));
  const rows: Row[] = [];
  for (const place of places) {
    const below = counties.get(cell(place, 'code'));
    const kind = cell(place, 'kind');
    const unit = { id: cell(place, 'code'), name: cell(place, 'name'), parent: cell(place, 'parent') };
    if (kind === 'city' || kind === 'county') rows.push({ ...unit, kind });
    if (below) rows.push({ ...unit, kind: 'street', parent: cell(below, 'county'), zone: cell(below, 'zone') });
  }
  for (const row of communities) {
    rows.push({
      id: cell(row, 'code'),
      name: cell(row, 'name'),
      kind: 'community',
      parent: cell(row, 'street'),
      class: cell(row, 'class'),
      zone: cell(row, 'zone'),
    });
  }
  return tableText(UNIT_COLUMNS, rows);
}

/** How large a community is, and what it has of the things that measures count. All invented. */
function communityOf(row: Row): Community {
  const id = cell(row, 'code');
  const households = Math.round(Math.min(6000, Math.max(350, 1900 * Math.exp(0.5 * normal(`${id}/households`)))));
  const several = (name: string, mean: number): number => countAround(`${id}/${name}`, mean);
  const estates = 1 + several('estates', households / 420);
  const base = {
    households,
    community: 1,
    grids: Math.max(1, Math.round(households / 400)),
    yards: Math.max(2, Math.round(households / 70)),
    workers: 6 + several('workers', households / 500),
    partners: 2 + several('partners', 6),
    firms: several('firms', 5),
    estates,
    stations: several('stations', estates / 3),
    warm: several('warm', 0.8),
    area: 100 * several('area', 3),
  };
  return { id, county: cell(row, 'county'), base };
}

function shapeOf(row: Row): Shape {
  const number = (column: string): number => Number(cell(row, column));
  return {
    section: cell(row, 'section'),
    measure: cell(row, 'measure'),
    form: cell(row, 'form'),
    of: cell(row, 'of'),
    size: number('size'),
    typical: number('typical'),
    spread: number('spread'),
    absent: number('absent'),
  };
}

/** How good a community is in a section: part of it its county's, part its own, part the section's. Mean 0, deviation about 1. */
function quality(community: Community, section: string): number {
  const own = normal(`${community.id}/quality`);
  if (section === 'none') return own;
  return 0.3 * normal(`${community.county}/quality`) + 0.75 * own + 0.6 * normal(`${community.id}/${section}`);
}

/** The chance `typical`, moved by `shift` on the scale of log odds. */
function moved(typical: number, shift: number): number {
  const odds = (typical / (1 - typical)) * Math.exp(shift);
  return odds / (1 + odds);
}

/** How many there are of what the measure counts: said exactly, had by the community, or come up in the quarter. */
function amount(community: Community, shape: Shape, key: string): number {
  if (shape.of === 'exact') return shape.size;
  if (shape.of === 'community') return countAround(key, shape.size);
  const base = community.base[shape.of] ?? 0;
  return shape.of === 'households' ? countAround(key, (shape.size * base) / 1000) : Math.round(shape.size * base);
}

/** num and den as they stand in the file, or nothing where nobody entered it. */
function factOf(community: Community, shape: Shape): { num: number; den: number | '' } | undefined {
  const key = `${community.id}/${shape.measure}`;
  if (uniform(`${key}/absent`) < shape.absent) return undefined;
  const good = quality(community, shape.section);
  const base = community.base[shape.of] ?? 1;
  if (shape.form === 'ratio') {
    const den = amount(community, shape, `${key}/den`);
    const chance = moved(shape.typical, shape.spread * good + 0.25 * normal(`${key}/chance`));
    return { num: successes(`${key}/num`, den, chance), den };
  }
  if (shape.form === 'value') {
    // `of` is the highest value here, `size` the step.
    const raw = shape.typical + shape.spread * good + 0.3 * normal(key);
    const steps = Math.round(Math.min(Number(shape.of), Math.max(0, raw)) / shape.size);
    return { num: steps * shape.size, den: '' };
  }
  const per = shape.of === 'households' ? base / 1000 : 1;
  const count = countAround(key, shape.size * per * Math.exp(-shape.spread * good));
  return shape.form === 'rate' ? { num: count, den: base } : { num: count, den: '' };
}

export function factsText(): string {
  const shapes = readRows('shapes.csv').map(shapeOf);
  const rows = readRows('..', 'places', 'communities.csv')
    .map(communityOf)
    .flatMap((community) =>
      shapes.flatMap((shape) => {
        const fact = factOf(community, shape);
        return fact
          ? [{ unit: community.id, measure: shape.measure, num: String(fact.num), den: String(fact.den) }]
          : [];
      }),
    );
  return tableText(FACT_COLUMNS, rows);
}

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, 'units.csv'), unitsText());
  writeFileSync(join(import.meta.dirname, '2026-q3', 'facts.csv'), factsText());
}
