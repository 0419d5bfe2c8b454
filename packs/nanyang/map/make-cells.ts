// SPDX-License-Identifier: Apache-2.0
// Makes cells.csv: a sketch (示意) of where every unit of the city lies.
//   node packs/nanyang/map/make-cells.ts

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cell, parseTable, type Row, tableText } from '../../table.ts';
import { type CellRing, cellsOf } from './cells.ts';
import { onPlane, type Point } from './ground.ts';
import { seedsOf } from './seeds.ts';
import { placesOf } from './tree.ts';

const CITY = '4113';

const read = (file: string): Row[] => parseTable(readFileSync(join(import.meta.dirname, file), 'utf8'));
const pointOf = (row: Row): Point => onPlane([Number(cell(row, 'lng')), Number(cell(row, 'lat'))]);

/** A ring as the table has it: its first corner, then the way from each to the next. */
const ringText = (ring: CellRing): string => ring.map((value, at) => value - (ring[at - 2] ?? 0)).join(' ');

/** The rows of cells.csv; the same at every run. */
export function makeCells(): string {
  const city = read('city.csv').map(pointOf);
  const counties = placesOf({
    places: read('../places/places.csv'),
    zones: read('../places/zones.csv'),
    governedBy: read('../places/governed-by.csv'),
    grassroots: read('../example/grassroots.csv'),
  });
  const seats = new Map(read('seats.csv').map((row) => [cell(row, 'county'), pointOf(row)]));
  const whole = { code: CITY, kind: 'city', below: counties };
  const cells = cellsOf([whole], seedsOf(counties, seats, city), city);
  const rows = [...cells].map(([code, rings]) => ({ code, outline: rings.map(ringText).join('; ') }));
  return tableText(
    ['code', 'outline'],
    rows.sort((a, b) => (a.code < b.code ? -1 : 1)),
  );
}

if (process.argv[1] === import.meta.filename) writeFileSync(join(import.meta.dirname, 'cells.csv'), makeCells());
