// SPDX-License-Identifier: Apache-2.0
// Which communities count as the city's urban communities: applies the rule of README.md, writes communities.csv.
//   node packs/nanyang/places/select-communities.ts

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cell, parseTable, type Row, tableText } from '../../table.ts';

const COLUMNS = ['code', 'name', 'street', 'county', 'zone', 'class'];
/** What a community lies in, by the kind of its street-level unit. */
const CLASSES: Readonly<Record<string, string>> = { street: '街道社区', town: '城关镇社区', township: '乡社区' };
const readPlaces = (file: string): Row[] => parseTable(readFileSync(join(import.meta.dirname, file), 'utf8'));

/** Rule 1: a residents' committee by its name, or by its code (001–199). Leaves out virtual communities and the like. */
function isResidentsCommittee(row: Row): boolean {
  return /(居委会|居民委员?会)$/.test(cell(row, 'name')) || Number(cell(row, 'code').slice(9)) < 200;
}

/** Rule 2: a street; the county-seat town (serial 100); a town or township that has no village committee left. */
function isUrbanStreet(street: Row, owners: ReadonlySet<string>): boolean {
  const code = cell(street, 'code');
  const kind = cell(street, 'kind');
  if (kind === 'street') return true;
  return (kind === 'town' || kind === 'township') && (code.endsWith('100') || !owners.has(code));
}

/** The name as people say it: 河街社区居民委员会 → 河街社区. */
function shortName(name: string): string {
  const stem = name.replace(/(居委会|居民委员?会)$/, '');
  return stem.endsWith('社区') ? stem : `${stem}社区`;
}

export function selectCommunities(): Row[] {
  const places = [...readPlaces('places.csv'), ...readPlaces('zones.csv')];
  const governedBy = new Map(readPlaces('governed-by.csv').map((row) => [cell(row, 'street'), cell(row, 'county')]));
  const kinds = new Map(places.map((row) => [cell(row, 'code'), cell(row, 'kind')]));
  const withVillages = new Set(places.filter((row) => row['kind'] === 'village').map((row) => cell(row, 'parent')));
  const urban = new Set(places.filter((row) => isUrbanStreet(row, withVillages)).map((row) => cell(row, 'code')));
  return places
    .filter((row) => row['kind'] === 'community' && isResidentsCommittee(row) && urban.has(cell(row, 'parent')))
    .map((row) => {
      const street = cell(row, 'parent');
      const county = governedBy.get(street);
      const zone = county === undefined ? '' : street.slice(0, 6);
      const name = shortName(cell(row, 'name'));
      const ownClass = CLASSES[kinds.get(street) ?? ''] ?? '';
      return { ...row, name, street, county: county ?? street.slice(0, 6), zone, class: ownClass };
    })
    .sort((a, b) => (cell(a, 'code') < cell(b, 'code') ? -1 : 1));
}

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, 'communities.csv'), tableText(COLUMNS, selectCommunities()));
}
