// SPDX-License-Identifier: Apache-2.0
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Holding } from '@beichen/platform-server/holdings.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import { sql } from 'kysely';
import type { Change } from '../../model/changes.ts';
import type { OrgPack } from '../../model/pack.ts';
import type { DoneChange, DoneStep, KnownUnit, World } from '../../rules/change.ts';
import { ruleOf } from '../../rules/changes.ts';
import { endedBy } from './ended.ts';

/** What decisions on changes rest on beside the tree. */
export type ChangeDeps = {
  readonly kinds: OrgPack['kinds'];
  readonly holdings: ReadonlyMap<string, Holding>;
  readonly zone: string;
  readonly roles: readonly Role[];
};

const KNOWN = sql`u.id, u.code, u.kind, u.name, u.name_entered AS "nameEntered", u.class, u.zone, u.parent_id AS parent, u.path, u.closed_on AS "closedOn",
  greatest((SELECT max(p."from") FROM unit_place p WHERE p.unit_id = u.id), (SELECT max(v."from") FROM unit_version v WHERE v.unit_id = u.id)) AS since`;

async function knownUnits(tx: Database, ids: readonly number[]): Promise<KnownUnit[]> {
  const { rows } = await sql<KnownUnit>`SELECT ${KNOWN} FROM unit u WHERE u.id = ANY (${[...new Set(ids)]})`.execute(
    tx,
  );
  return rows;
}

async function openBelow(tx: Database, parents: readonly number[]): Promise<ReadonlyMap<number, readonly KnownUnit[]>> {
  const { rows } = await sql<KnownUnit>`
    SELECT ${KNOWN} FROM unit u WHERE u.parent_id = ANY (${[...parents]}) AND u.closed_on IS NULL ORDER BY u.pinyin, u.id`.execute(
    tx,
  );
  return Map.groupBy(rows, ({ parent }) => parent as number);
}

async function takenCodes(tx: Database, codes: readonly string[]): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set();
  const { rows } = await sql<{ code: string }>`SELECT code FROM codes_taken(${[...codes]}) AS code`.execute(tx);
  return new Set(rows.map(({ code }) => code));
}

/** Where what came to the new units of a change goes when it is undone: to the unit that it split, or the first that it merged. */
function homeOf(change: Change): number | null {
  if (change.kind === 'split') return change.unit;
  return change.kind === 'merge' ? (change.units[0] ?? null) : null;
}

type Kept = {
  readonly id: string;
  readonly by: string;
  readonly input: Change;
  readonly steps: DoneStep[];
  readonly later: number[];
  readonly undone: boolean;
};

/** The changes that these would undo, where they were carried out, by the id of the undoing: each with its steps, and the units that changed again since. */
async function findDone(
  tx: Database,
  deps: ChangeDeps,
  all: readonly Asked[],
): Promise<ReadonlyMap<string, DoneChange>> {
  const undoing = all.flatMap(({ id, change }) => (change.kind === 'undo' ? [{ by: id, of: change.of }] : []));
  if (undoing.length === 0) return new Map();
  const { rows } = await sql<Kept>`
    SELECT c.id, asked.by, c.input, (SELECT json_agg(own.step ORDER BY own.n) FROM unit_step own WHERE own.change = c.id) AS steps,
      ARRAY(SELECT DISTINCT units.id FROM (SELECT unit_id AS id FROM unit_step WHERE change = c.id UNION SELECT "to" FROM unit_step WHERE change = c.id AND "to" IS NOT NULL) AS units
        JOIN unit_step s ON (s.unit_id = units.id OR s."to" = units.id) AND s.change <> c.id
        JOIN unit_change other ON other.id = s.change AND other.place_in_line > c.place_in_line ORDER BY units.id) AS later,
      EXISTS (SELECT FROM unit_change u WHERE u.undoes = c.id AND u.state IN ('planned', 'done') AND u.id <> asked.by) AS undone
    FROM jsonb_to_recordset(${JSON.stringify(undoing)}::jsonb) AS asked("by" uuid, "of" uuid) JOIN unit_change c ON c.id = asked.of AND c.state = 'done'`.execute(
    tx,
  );
  const ended = await endedBy(
    tx,
    deps,
    rows.flatMap(({ steps }) => steps),
  );
  return new Map(
    rows.map(({ id, by, input, steps, later, undone }) => [
      by,
      { id, steps, home: homeOf(input), touchedLater: later, ended, undone },
    ]),
  );
}

function unitsOf({ steps }: DoneChange): number[] {
  return steps.flatMap((step) => [
    step.unit,
    ...('parent' in step ? [step.parent] : []),
    ...('to' in step ? [step.to] : []),
    ...('by' in step ? [step.by] : []),
  ]);
}

/** A change by its own id, on a day. */
export type Asked = { readonly id: string; readonly change: Change; readonly today: CivilDate };

/** The units that a change names, and those of them that it changes. What an undoing only gives units back to, or takes them from, is not touched itself: whoever could make the change can undo it. */
function unitsIn({ change }: Asked, undone: DoneChange | undefined): { named: number[]; changed: ReadonlySet<number> } {
  const named = [...ruleOf(change).units(change), ...(undone === undefined ? [] : unitsOf(undone))];
  return { named, changed: new Set(undone?.steps.map((step) => step.unit) ?? named) };
}

type Found = { readonly named: readonly KnownUnit[]; readonly parents: readonly number[] };

/** Reads what decisions on these changes rest on, as far as the transaction sees it: in as many questions as for one. */
export async function loadWorlds(tx: Database, deps: ChangeDeps, all: readonly Asked[]): Promise<World[]> {
  if (all.length === 0) return [];
  const done = await findDone(tx, deps, all);
  const wanted = all.map((about) => unitsIn(about, done.get(about.id)));
  const known = new Map(
    (
      await knownUnits(
        tx,
        wanted.flatMap(({ named }) => named),
      )
    ).map((unit) => [unit.id, unit]),
  );
  const found = wanted.map(({ named, changed }): Found => {
    const units = [...new Set(named)].flatMap((id) => known.get(id) ?? []);
    const parents = units.flatMap((unit) => (changed.has(unit.id) && unit.parent !== null ? [unit.parent] : []));
    return { named: units, parents };
  });
  const above = new Map(
    (
      await knownUnits(
        tx,
        found.flatMap(({ parents }) => parents),
      )
    ).map((unit) => [unit.id, unit]),
  );
  const below = await openBelow(
    tx,
    found.flatMap(({ named, parents }) => [...parents, ...named.map(({ id }) => id)]),
  );
  const taken = await takenCodes(
    tx,
    all.flatMap(({ change }) => ruleOf(change).codes(change)),
  );
  const holdings = new Map([...deps.holdings].map(([id, { title }]) => [id, title]));
  return all.map(({ id, today }, at) => {
    const { named, parents } = found[at] as Found;
    const units = [...parents.flatMap((parent) => above.get(parent) ?? []), ...named];
    const ids = new Set([...parents, ...named.map((unit) => unit.id)]);
    return {
      today,
      kinds: deps.kinds,
      units: new Map(units.map((unit) => [unit.id, unit])),
      below: new Map([...below].filter(([parent]) => ids.has(parent))),
      taken,
      holdings,
      undone: done.get(id),
    };
  });
}

/** Reads what a decision on a change rests on, as far as the transaction sees it. */
export async function loadWorld(tx: Database, deps: ChangeDeps, about: Asked): Promise<World> {
  const [world] = await loadWorlds(tx, deps, [about]);
  return world as World;
}
