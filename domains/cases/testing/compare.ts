// SPDX-License-Identifier: Apache-2.0
import { boundsOf, getPeriod, lastDay, periodOf } from '@beichen/kernel/periods.ts';
import { dateOf, type Instant, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import { viewerOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import {
  type MeasureAsked,
  type MeasureSource,
  READ_PERIODS,
} from '@beichen/platform-server/readings/measure-source.ts';
import { readingAt } from '@beichen/platform-server/readings/reading-at.ts';
import { unitsBelow } from '@beichen/platform-server/readings/units-below.ts';
import { sql } from 'kysely';
import type { ListAsked } from '../model/list-asked.ts';
import { listCases } from '../server/queries/list-cases.ts';
import { myCases } from '../server/queries/my-cases.ts';
import { type CountedCity, officer, PARENTS, PEOPLE, ZONE } from './counted-city.ts';
import { expectedList, expectedMine, type ListWanted } from './list-oracle.ts';
import { type Expected, expectedAt } from './oracle.ts';

/** A place where a figure, a list or a board is not what the raw rows say. */
export type Difference = { readonly what: string; readonly is: unknown; readonly mustBe: unknown };

const NODES = PARENTS.map(([id]) => id);
const [ASKER = ''] = PEOPLE;

function differs(what: string, is: unknown, mustBe: unknown): Difference[] {
  return JSON.stringify(is) === JSON.stringify(mustBe) ? [] : [{ what, is, mustBe }];
}

/** All periods of readings that a stretch of time touches. */
function periodsOf(from: Instant, to: Instant): string[] {
  const ids = new Set<string>();
  for (let at = millisOf(from); ; at += 86_400_000) {
    const day = dateOf(instantOfMillis(Math.min(at, millisOf(to))), ZONE);
    for (const kind of READ_PERIODS) ids.add(periodOf(day, kind).id);
    if (at >= millisOf(to)) return [...ids];
  }
}

type Asked = {
  readonly source: MeasureSource;
  readonly node: number;
  readonly asked: MeasureAsked;
  readonly expected: Expected | undefined;
};

/** A figure and the list behind it, at one node. */
async function figureDiffers(tx: Database, worker: Database, one: Asked): Promise<Difference[]> {
  const { source, node, asked, expected } = one;
  const { id, form } = source.declaration;
  const what = `${id} at ${node} in ${asked.span.period}`;
  const { figure, stale } = await readingAt({ tx, worker }, source, { node, asked });
  const records = await source.records(worker, asked);
  const ids = (some: typeof records) => some.map(({ record }) => record).sort();
  const { num, den, buckets } = figure;
  return [
    ...differs(`${what}: num`, num, expected?.num ?? 0),
    ...differs(`${what}: den`, den ?? 0, expected?.den ?? 0),
    ...differs(`${what}: buckets`, buckets?.some((n) => n > 0) ? buckets : null, expected?.buckets ?? null),
    ...differs(`${what}: the list`, ids(records), expected?.records ?? []),
    ...differs(`${what}: those that count`, ids(records.filter(({ counts }) => counts)), expected?.counting ?? []),
    ...differs(`${what}: the length of the list`, records.length, form === 'ratio' ? (den ?? 0) : num),
    ...differs(`${what}: stale`, stale, false),
  ];
}

async function figuresDiffer({ city, sources, now }: CountedCity, from: Instant): Promise<Difference[]> {
  const found: Difference[] = [];
  const worker = city.worker.db;
  await inScope(city.app.db, viewerOf(officer(ASKER, '1/'), 'cases.read'), async (tx) => {
    for (const id of periodsOf(from, now)) {
      const period = getPeriod(id);
      const span = { period: id, ...boundsOf(period, ZONE) };
      const belows = await Promise.all(NODES.map((node) => unitsBelow(worker, node, lastDay(period))));
      for (const source of sources) {
        const all = await expectedAt(city.owner.db, source.declaration.id, { period: id, knownAt: now, zone: ZONE });
        for (const [at, node] of NODES.entries()) {
          const asked = { units: (belows[at] ?? []).map(({ unit }) => unit), span, knownAt: now };
          found.push(...(await figureDiffers(tx, worker, { source, node, asked, expected: all.get(node) })));
        }
      }
    }
  });
  return found;
}

/** Figures and lists as they were known at an earlier moment, at the leaves. */
async function pastDiffers(counted: CountedCity, from: Instant): Promise<Difference[]> {
  const { city, sources, now } = counted;
  const knownAt = instantOfMillis(Math.floor((millisOf(from) + 2 * millisOf(now)) / 3));
  const found: Difference[] = [];
  for (const source of sources) {
    for (const period of periodsOf(from, now)) {
      const span = { period, ...boundsOf(getPeriod(period), ZONE) };
      const all = await expectedAt(city.owner.db, source.declaration.id, { period, knownAt, zone: ZONE });
      const leaves = NODES.slice(7);
      const figures = await source.figures(city.worker.db, { units: leaves, span, knownAt });
      for (const leaf of leaves) {
        const { num = 0, den = 0 } = figures.get(leaf) ?? {};
        const expected = all.get(leaf);
        found.push(
          ...differs(
            `${source.declaration.id} at ${leaf} in ${period} as known at ${knownAt}`,
            [num, den],
            [expected?.num ?? 0, expected === undefined ? den : expected.den],
          ),
        );
      }
    }
  }
  return found;
}

const STAGES = [undefined, 'reported', 'dispatched', 'closed', 'answered', 'open'] as const;

/** The lists that are asked: each node by place and by handler, and every combination of conditions at some node. */
function listsWanted(): ListWanted[] {
  const combinations = (['place', 'handler'] as const).flatMap((by) =>
    STAGES.flatMap((stage) =>
      [undefined, true, false].flatMap((overdue) =>
        [undefined, true].map((deferred) => ({ by, stage, overdue, deferred })),
      ),
    ),
  );
  const spread = combinations.map((combination, at) => ({ ...combination, unit: NODES[at % NODES.length] ?? 1 }));
  return [...NODES.flatMap((unit) => (['place', 'handler'] as const).map((by) => ({ unit, by }))), ...spread];
}

/** A list, turned page by page to its end. */
async function turned(tx: Database, { deps, now }: CountedCity, asked: ListAsked) {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listCases(tx, deps, { asked: { ...asked, cursor }, now });
    ids.push(...page.rows.map(({ id }) => id));
    if (page.next === null) return { ids, total: page.total };
    cursor = page.next;
  }
}

async function listsDiffer(counted: CountedCity): Promise<Difference[]> {
  const { city, now } = counted;
  const found: Difference[] = [];
  await inScope(city.app.db, viewerOf(officer(ASKER, '1/'), 'cases.read'), async (tx) => {
    for (const [at, wanted] of listsWanted().entries()) {
      const order = at % 2 === 0 ? 'recent' : 'due';
      const { ids, total } = await turned(tx, counted, { ...wanted, order, limit: 40 });
      const what = `the list ${JSON.stringify(wanted)}`;
      const mustBe = await expectedList(city.owner.db, wanted, { now, person: ASKER });
      found.push(...differs(what, [...ids].sort(), mustBe), ...differs(`${what}: its total`, total, ids.length));
    }
  });
  return found;
}

/** What waits for officers at every node. */
async function minesDiffer({ city, deps, now }: CountedCity): Promise<Difference[]> {
  const found: Difference[] = [];
  const { rows } = await sql<{ id: number; path: string }>`SELECT id, path FROM unit ORDER BY id`.execute(
    city.owner.db,
  );
  for (const { id, path } of rows) {
    const person = PEOPLE[id % PEOPLE.length] ?? '';
    const actor = officer(person, path);
    const mine = await inScope(city.app.db, viewerOf(actor, 'cases.read'), async (tx) => {
      const pages = [await myCases(tx, deps, { actor, asked: { limit: 30 }, now })];
      for (let next = pages[0]?.next ?? null; next !== null; next = pages.at(-1)?.next ?? null)
        pages.push(await myCases(tx, deps, { actor, asked: { limit: 30, cursor: next }, now }));
      return pages;
    });
    const counts = await expectedMine(city.owner.db, { unit: id, person, now });
    for (const page of mine) found.push(...differs(`what waits at ${id}`, page.counts, counts));
    const ids = mine.flatMap(({ rows: some }) => some.map((row) => row.id));
    const all = counts.dispatch + counts.close + counts.answer;
    found.push(...differs(`the pages of what waits at ${id}`, [ids.length, new Set(ids).size], [all, all]));
  }
  return found;
}

/** Rows that say of their unit another place than the tree does today: access would go wrong. */
async function placesDiffer({ city }: CountedCity): Promise<Difference[]> {
  const tables = ['cases', 'case_handler', 'reading'];
  const counts = tables.map(
    (table) =>
      sql<string>`SELECT ${table} AS name FROM ${sql.table(table)} t JOIN unit ON unit.id = t.unit_id WHERE t.path <> unit.path`,
  );
  const { rows } = await sql<{ name: string; n: number }>`
    SELECT name, count(*)::integer AS n FROM (${sql.join(counts, sql` UNION ALL `)}) AS astray GROUP BY name`.execute(
    city.owner.db,
  );
  return rows.map(({ name, n }) => ({ what: `places in ${name}`, is: n, mustBe: 0 }));
}

/** Every figure, list and board of a city against the raw rows. `from` is when its story began. */
export async function differences(counted: CountedCity, from: Instant): Promise<Difference[]> {
  return [
    ...(await placesDiffer(counted)),
    ...(await figuresDiffer(counted, from)),
    ...(await pastDiffers(counted, from)),
    ...(await listsDiffer(counted)),
    ...(await minesDiffer(counted)),
  ];
}
