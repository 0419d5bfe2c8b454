// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { addDays, type CivilDate, type Instant, millisOf, startOfDay } from '@beichen/kernel/time.ts';
import { perform } from '@beichen/platform-server/action/perform.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Change } from '../model/changes.ts';
import type { RelationKind } from '../model/relations.ts';
import { endRelationAction, relateAction } from '../server/actions/relate.ts';
import { type SmallCity, TIED, ZONE } from './small-city.ts';

/** What is asked for, by numbers that are turned into what is there at the moment; a good part of it is refused, as it should be. */
export const wish = fc.record({
  kind: fc.constantFrom('tie', 'tie', 'tie', 'untie', 'move', 'split', 'merge', 'close'),
  one: fc.nat(99),
  other: fc.nat(99),
  days: fc.nat(3),
  keeps: fc.boolean(),
  nextDay: fc.boolean(),
});
export type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;
export type Open = { id: number; kind: string; parent_id: number | null };

export type Way = { kind: RelationKind; unit: string; over: string; post?: string };
export const WAYS: readonly Way[] = [
  { kind: 'covers', unit: 'committee', over: 'community' },
  { kind: 'covers', unit: 'branch', over: 'estate' },
  { kind: 'serves', unit: 'agency', over: 'community' },
  { kind: 'sponsors', unit: 'agency', over: 'estate' },
  { kind: 'sponsors', unit: 'community', over: 'estate', post: 'secretary' },
  { kind: 'implements', unit: 'community', over: 'community', post: 'secretary' },
  { kind: 'implements', unit: 'community', over: 'estate', post: 'secretary' },
];
const HELD = ['platform.posts', 'org.relations'];

export async function openUnits({ city }: SmallCity): Promise<Open[]> {
  const { rows } = await sql<Open>`
    SELECT id, kind, parent_id FROM unit WHERE closed_on IS NULL AND kind IN ('community', 'estate', 'committee', 'branch', 'agency') ORDER BY id`.execute(
    city.worker.db,
  );
  return rows;
}

export const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(from.length, 1)];

export function changeOf(wished: Wish, open: readonly Open[], n: number): Change | undefined {
  const unit = pick(open, wished.one) as Open;
  const beside = open.filter(({ id, kind }) => kind === unit.kind && id !== unit.id);
  const other = pick(beside, wished.other);
  const children = open.filter(({ parent_id }) => parent_id === unit.id);
  const passes = (to: number | 'a' | 'b') => HELD.map((holding) => ({ holding, from: unit.id, to }));
  if (wished.kind === 'split') {
    const below = children.map(({ id }, at) => ({ unit: id, to: at % 2 === 0 ? ('a' as const) : ('b' as const) }));
    const parts = ['a', 'b'].map((key) => ({ key, code: `${key}${n}`, name: `${key}${n}` }));
    return { kind: 'split', unit: unit.id, keeps: wished.keeps, parts, below, passes: passes('b') };
  }
  if (other === undefined) return undefined;
  if (wished.kind === 'merge') {
    const into = wished.keeps ? unit.id : { code: `m${n}`, name: `m${n}` };
    return { kind: 'merge', units: [unit.id, other.id], into };
  }
  if (wished.kind === 'close') return { kind: 'close', unit: unit.id, passes: passes(other.id) };
  return other.parent_id === null ? undefined : { kind: 'move', unit: unit.id, parent: other.parent_id };
}

export async function tieOrUntie(
  small: SmallCity,
  wished: Wish,
  about: { open: readonly Open[]; day: CivilDate; now?: Instant },
): Promise<void> {
  const now = about.now ?? startOfDay(about.day, ZONE);
  const id = () => uuidv7From(millisOf(now), randomBytes(16));
  const order = { db: small.city.app.db, now, intention: { id: id(), hash: randomBytes(32) } };
  const actor = await small.over('D');
  const on = addDays(about.day, wished.days);
  if (wished.kind === 'untie') {
    const { rows } = await sql<{ id: string }>`SELECT id FROM unit_relation ORDER BY made_at, id`.execute(
      small.city.worker.db,
    );
    const chosen = pick(rows, wished.one);
    if (chosen === undefined) return;
    await perform(order, actor, { action: endRelationAction(TIED), input: { id: chosen.id, on } });
    return;
  }
  const way = WAYS[wished.one % WAYS.length] as Way;
  const unit = pick(
    about.open.filter((one) => one.kind === way.unit),
    wished.one,
  );
  const over = pick(
    about.open.filter((one) => one.kind === way.over),
    wished.other,
  );
  if (unit === undefined || over === undefined) return;
  const until = wished.keeps ? undefined : addDays(on, 2);
  const { kind, post } = way;
  await perform(order, actor, {
    action: relateAction(TIED),
    input: { id: id(), kind, unit: unit.id, over: over.id, post, from: on, until },
  });
}

/** A refusal of what was asked for; anything else is an error of ours. */
export function refused(error: { row?: { code: string } }): 'refused' {
  if (error.row?.code === 'platform.bad-input') return 'refused';
  throw error;
}
