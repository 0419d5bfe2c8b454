// SPDX-License-Identifier: Apache-2.0
import { type CivilDate, civilDate, instant } from '@beichen/kernel/time.ts';
import { viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Change } from '../../model/changes.ts';
import { type SmallCity, smallCity } from '../../testing/small-city.ts';
import { scopeChangesOf } from './scope-changes.ts';

// A year on, 2026-q3 against 2025-q3: the trees of the two last days.
const BETWEEN = { after: civilDate('2025-09-30'), until: civilDate('2026-09-30') };

let small: SmallCity;

beforeEach(async () => {
  small = await smallCity();
});
afterEach(() => small.city.drop());

async function make(change: Change, day: CivilDate): Promise<string> {
  const now = instant(`${day}T01:00:00.000Z`);
  const id = await small.decide(await small.over('D'), change, { from: day, now });
  await small.carryOut(id, now);
  return id;
}

/** What is told of a unit to whoever has the given range. */
async function told(code: string, { range = 'D', between = BETWEEN } = {}): Promise<string[]> {
  const actor = await small.over(range);
  const unit = await small.id(code);
  const changes = await inScope(small.city.app.db, viewerOf(actor, 'org.read'), (tx) =>
    scopeChangesOf(tx, unit, between),
  );
  return changes.map(({ on, kind }) => `${on} ${kind}`);
}

const JULY = civilDate('2026-07-01');

test('a community from which a part was split off has another scope, also for those who see it alone; its street has not', async () => {
  const part = { key: 'a', code: 'A2', name: '新设社区' };
  // Nothing lies in the part, and nothing goes to it: the area alone.
  await make({ kind: 'split', unit: await small.id('A'), keeps: true, parts: [part], below: [], passes: [] }, JULY);
  expect(await told('A')).toEqual(['2026-07-01 split']);
  expect(await told('A', { range: 'A' })).toEqual(['2026-07-01 split']);
  expect(await told('S')).toEqual([]);
  expect(await told('B')).toEqual([]);
});

test('it is told to nobody who does not see the unit', async () => {
  const part = { key: 'a', code: 'A2', name: '新设社区' };
  await make({ kind: 'split', unit: await small.id('A'), keeps: true, parts: [part], below: [], passes: [] }, JULY);
  expect(await told('A', { range: 'T' })).toEqual([]);
});

test('merged communities have; where both were of one street, the street has not', async () => {
  const [a, b] = [await small.id('A'), await small.id('B')];
  await make({ kind: 'merge', units: [a, b], into: b }, JULY);
  expect(await told('B')).toEqual(['2026-07-01 merge']);
  expect(await told('S')).toEqual([]);
});

test('what moves changes the scope of both sides and not its own, nor that of what holds both', async () => {
  await make({ kind: 'move', unit: await small.id('B'), parent: await small.id('T') }, JULY);
  expect(await told('B')).toEqual([]);
  expect(await told('S')).toEqual(['2026-07-01 move']);
  expect(await told('T')).toEqual(['2026-07-01 move']);
  expect(await told('D')).toEqual([]);
});

test('a new name and a new unit below change nothing', async () => {
  const a = await small.id('A');
  await make({ kind: 'rename', unit: a, name: '新名社区' }, JULY);
  await make({ kind: 'open', parent: a, unitKind: 'estate', code: 'G', name: '新登记小区' }, JULY);
  expect(await told('A')).toEqual([]);
});

test('a change on the last day of the earlier period was in it already; one on the last day of the later one counts', async () => {
  await make({ kind: 'move', unit: await small.id('B'), parent: await small.id('T') }, civilDate('2025-09-30'));
  expect(await told('T')).toEqual([]);
  await make({ kind: 'move', unit: await small.id('B'), parent: await small.id('S') }, civilDate('2026-09-30'));
  expect(await told('T')).toEqual(['2026-09-30 move']);
});

test('what was undone in between has left the scope as it was; between the two days it has not', async () => {
  const id = await make({ kind: 'move', unit: await small.id('B'), parent: await small.id('T') }, JULY);
  await make({ kind: 'undo', of: id }, civilDate('2026-08-01'));
  expect(await told('S')).toEqual([]);
  const july = { after: BETWEEN.after, until: civilDate('2026-07-31') };
  expect(await told('S', { between: july })).toEqual(['2026-07-01 move']);
});
