// SPDX-License-Identifier: Apache-2.0
import type { Actor } from '@beichen/kernel/permissions.ts';
import { instant } from '@beichen/kernel/time.ts';
import { viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope, inTransaction } from '@beichen/platform-server/db/scope.ts';
import { type TestCity, testCity } from '@beichen/platform-server/testing/test-city.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { displayName, searchTerms } from '../../rules/names.ts';
import { orgMigrations } from '../../testing/migrations.ts';
import { loadTree } from '../store/load-tree.ts';
import { rootsOf, searchUnits } from './units.ts';

const PERSON = 'f7b5a9c2-0000-7000-8000-000000000001';
const NOW = instant('2026-01-01T00:00:00.000Z');
const LIMIT = 20;
/** More than are walked through whole, so that ways with many and with few are both met. */
const ESTATES = 12_500;
const STEMS = ['锦绣', '阳光', '卧龙', '白河', '滨河', '河', '独山', '新华'];
const ENDS = ['花园', '小区', '家属院居委会', '苑', ' 名城'];

const PARTS = ['name', 'entered', 'initials', 'code', 'pinyin'] as const;

type Row = {
  id: number;
  code: string;
  name: string;
  entered: string;
  path: string;
  level: number;
  pinyin: string;
  initials: string;
};

let city: TestCity;
let rows: Row[];

function estate(n: number): { code: string; name: string; parent: string } {
  const stem = STEMS[n % STEMS.length] ?? '';
  const end = ENDS[Math.floor(n / STEMS.length) % ENDS.length] ?? '';
  // Every third is named by its ends alone, so many have one and the same name.
  const name = n % 3 === 0 ? `${stem}${end}` : `${stem}${n % 97}${end}`;
  return { code: `e${n}`, name, parent: n % 50 === 0 ? 'k2' : 'k1' };
}

beforeAll(async () => {
  city = await testCity([orgMigrations]);
  const above = ['r', 'k1 r', 'k2 r'].map((pair) => {
    const [code = '', parent = null] = pair.split(' ');
    return { code, name: code, parent };
  });
  const below = Array.from({ length: ESTATES }, (_, n) => estate(n));
  const units = [...above, ...below].map(({ code, name, parent }) => {
    return { code, kind: 'club', nameEntered: name, name: displayName(name), class: null, zone: null, parent };
  });
  await inTransaction(city.worker.db, 'ordinary', (tx) =>
    loadTree(
      tx,
      { asOf: '2020-01-01', kinds: {}, relations: [], households: [], cells: [], units },
      {
        now: NOW,
        zone: 'Asia/Shanghai',
      },
    ),
  );
  await sql`UPDATE unit SET closed_on = '2025-01-01' WHERE id % 11 = 0 AND parent_id <> 1`.execute(city.worker.db);
  await sql`ANALYZE unit`.execute(city.owner.db);
  ({ rows } = await sql<Row>`
    SELECT id, code, name, name_entered AS entered, path, level, pinyin, initials FROM unit WHERE closed_on IS NULL`.execute(
    city.worker.db,
  ));
}, 120_000);
afterAll(() => city.drop());

/** What a search must find, one unit after another: by the letter of what it says, without any index. */
function foundByHand(typed: string, root: string): string[] {
  const { text, name, letters } = searchTerms(typed);
  const rank = (row: Row): [number, number] => [
    row.name.toLowerCase() === name ? 0 : 1,
    row.name.toLowerCase().startsWith(name) ? 0 : 1,
  ];
  const sound = (row: Row): string => row.pinyin.replaceAll(' ', '');
  const met = rows.filter(
    (row) =>
      row.path.startsWith(root) &&
      (row.name.toLowerCase().includes(name) ||
        row.entered.toLowerCase().includes(text) ||
        (letters !== null &&
          [sound(row), row.initials, row.code.toLowerCase()].some((one) => one.startsWith(letters)))),
  );
  const before = (a: Row, b: Row): number =>
    rank(a)[0] - rank(b)[0] ||
    rank(a)[1] - rank(b)[1] ||
    a.level - b.level ||
    (sound(a) < sound(b) ? -1 : sound(a) > sound(b) ? 1 : a.id - b.id);
  return met
    .sort(before)
    .slice(0, LIMIT)
    .map(({ code }) => code);
}

async function search(typed: string, ...roots: string[]): Promise<string[]> {
  const grant = { role: 'r', permissions: ['org.read'], line: null, sensitivity: 'open' } as const;
  const grants = roots.map((path) => ({ ...grant, unit: Number(path.split('/').at(-2)), path }));
  const actor: Actor = { kind: 'person', person: PERSON, grants };
  const units = await inScope(city.app.db, viewerOf(actor, 'org.read'), (tx) =>
    searchUnits(tx, typed, { roots: rootsOf(actor), limit: LIMIT }),
  );
  return units.map(({ code }) => code);
}

describe.each([
  ['of all', '1/'],
  ['of the larger part', '1/2/'],
  ['of a small part', '1/3/'],
])('a search %s', (_, root) => {
  test.each([
    '河',
    '卧龙花园',
    '卧龙96小区',
    'wolong',
    'wl',
    'e',
    'e12499',
    '9',
    '名城',
    '居委会',
    '社区',
    '不在',
    "' OR true --",
    '%',
  ])('for “%s” gives what reading every name gives, the nearest first', async (typed) => {
    expect(await search(typed, root)).toEqual(foundByHand(typed, root));
  });

  test('for any part of any name, and any start of how it sounds', async () => {
    const typing = fc.record({
      at: fc.nat(),
      from: fc.nat(3),
      length: fc.integer({ min: 1, max: 5 }),
      of: fc.constantFrom(...PARTS),
    });
    await fc.assert(
      fc.asyncProperty(typing, async ({ at, from, length, of }) => {
        const whole = rows[at % rows.length]?.[of] ?? '';
        const typed = of === 'name' || of === 'entered' ? whole.slice(from, from + length) : whole.slice(0, length);
        if (typed.trim() === '') return;
        expect(await search(typed, root)).toEqual(foundByHand(typed, root));
      }),
      { numRuns: 25 },
    );
  });
});

test('who holds a part twice over finds each unit once', async () => {
  expect(await search('独山', '1/', '1/3/')).toEqual(foundByHand('独山', '1/'));
  expect(await search('独山', '1/3/', '1/3/')).toEqual(foundByHand('独山', '1/3/'));
});
