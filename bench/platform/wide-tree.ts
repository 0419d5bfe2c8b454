// SPDX-License-Identifier: Apache-2.0
import { soundOf } from '../../domains/org/rules/names.ts';
import type { BenchCity } from './city.ts';

/** What places below a community are called, in the manner of the real ones. */
const STEMS = [
  '锦绣',
  '阳光',
  '张衡',
  '卧龙',
  '白河',
  '滨河',
  '中州',
  '建设',
  '梅溪',
  '独山',
  '仲景',
  '新华',
  '工农',
  '光武',
  '明山',
];
const ENDS = ['花园', '小区', '家属院', '新村', '苑', '公寓', '大院', '名城', '网格', '楼院'];
const BATCH = 5_000;

type Above = { readonly id: number; readonly code: string; readonly path: string; readonly level: number };

/** One community has this many units directly below it: a page of them must cost no more than any other. */
const WIDEST = 5_000;

function nameOf(n: number): string {
  const stem = STEMS[n % STEMS.length] ?? '';
  const end = ENDS[Math.floor(n / STEMS.length) % ENDS.length] ?? '';
  return `${stem}${end}${Math.floor(n / (STEMS.length * ENDS.length)) + 1}区`;
}

const PLANT = `
  WITH r AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id integer, code text, name text, parent integer, level smallint, path text,
      pinyin text, initials text)),
    made AS (INSERT INTO unit (id, code, kind, name_entered, name, parent_id, level, path, pinyin, initials)
      SELECT id, code, 'estate', name, name, parent, level, path, pinyin, initials FROM r),
    called AS (INSERT INTO unit_version (unit_id, "from", kind, name_entered, name) SELECT id, '2023-06-30', 'estate', name, name FROM r)
  INSERT INTO unit_place (unit_id, "from", parent_id, level, path) SELECT id, '2023-06-30', parent, level, path FROM r`;

/** Makes the city's tree have so many units: estates below its communities and villages, one of which gets many more than the others. */
export async function widenTree(city: BenchCity, total: number): Promise<void> {
  const above = await city.ask<Above>(
    `SELECT id, code, path, level FROM unit WHERE kind IN ('community', 'other-community', 'village') ORDER BY id`,
  );
  const [there] = await city.ask<{ n: number; last: number }>(
    'SELECT count(*)::integer AS n, max(id)::integer AS last FROM unit',
  );
  const { n: before, last } = there ?? { n: 0, last: 0 };
  let rows: object[] = [];
  for (let n = 0; n < total - before; n += 1) {
    const parent = above[n < WIDEST ? 0 : n % above.length] as Above;
    const id = last + 1 + n;
    const name = nameOf(n);
    const place = { path: `${parent.path}${id}/`, level: parent.level + 1 };
    rows.push({
      id,
      code: `${parent.code}${n}`,
      name,
      parent: parent.id,
      ...place,
      ...soundOf(name),
    });
    if (rows.length < BATCH && n + 1 < total - before) continue;
    await city.ask(PLANT, [JSON.stringify(rows)]);
    rows = [];
  }
  await city.ask('VACUUM ANALYZE');
}
