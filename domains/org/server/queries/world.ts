// SPDX-License-Identifier: Apache-2.0
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Holding } from '@beichen/platform-server/holdings.ts';
import { sql } from 'kysely';
import type { Change } from '../../model/changes.ts';
import type { OrgPack } from '../../model/pack.ts';
import type { DoneChange, DoneStep, KnownUnit, World } from '../../rules/change.ts';
import { ruleOf } from '../../rules/changes.ts';

/** What decisions on changes rest on beside the tree. */
export type ChangeDeps = {
  readonly kinds: OrgPack['kinds'];
  readonly holdings: ReadonlyMap<string, Holding>;
  readonly zone: string;
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

type Kept = { readonly input: Change; readonly steps: DoneStep[]; readonly later: number[]; readonly undone: boolean };

/** A change that was carried out, with its steps, and the units of it that changed again since. */
async function findDone(
  tx: Database,
  about: { readonly id: string; readonly but: string },
): Promise<DoneChange | undefined> {
  const { rows } = await sql<Kept>`
    WITH own AS (SELECT s.n, s.step, s.unit_id, s."to" FROM unit_step s WHERE s.change = ${about.id}),
      units AS (SELECT unit_id AS id FROM own UNION SELECT "to" FROM own WHERE "to" IS NOT NULL)
    SELECT c.input, (SELECT json_agg(step ORDER BY n) FROM own) AS steps,
      ARRAY(SELECT DISTINCT units.id FROM units JOIN unit_step s ON (s.unit_id = units.id OR s."to" = units.id) AND s.change <> c.id
        JOIN unit_change other ON other.id = s.change AND other.place_in_line > c.place_in_line ORDER BY units.id) AS later,
      EXISTS (SELECT FROM unit_change u WHERE u.undoes = c.id AND u.state IN ('planned', 'done') AND u.id <> ${about.but}) AS undone
    FROM unit_change c WHERE c.id = ${about.id} AND c.state = 'done'`.execute(tx);
  const [kept] = rows;
  return (
    kept && { id: about.id, steps: kept.steps, home: homeOf(kept.input), touchedLater: kept.later, undone: kept.undone }
  );
}

function unitsOf({ steps }: DoneChange): number[] {
  return steps.flatMap((step) => [
    step.unit,
    ...('parent' in step ? [step.parent] : []),
    ...('to' in step ? [step.to] : []),
  ]);
}

/** A change by its own id, on a day. */
export type Asked = { readonly id: string; readonly change: Change; readonly today: CivilDate };

/** Reads what a decision on the change rests on, as far as the transaction sees it. */
export async function loadWorld(tx: Database, deps: ChangeDeps, about: Asked): Promise<World> {
  const { id, change, today } = about;
  const rule = ruleOf(change);
  const undone = change.kind === 'undo' ? await findDone(tx, { id: change.of, but: id }) : undefined;
  const named = await knownUnits(tx, [...rule.units(change), ...(undone === undefined ? [] : unitsOf(undone))]);
  // What an undoing only gives units back to, or takes them from, is not touched itself: whoever could make the change can undo it.
  const changed = new Set(undone?.steps.map((step) => step.unit) ?? named.map((unit) => unit.id));
  const parents = named.flatMap((unit) => (changed.has(unit.id) && unit.parent !== null ? [unit.parent] : []));
  const above = await knownUnits(tx, parents);
  return {
    today,
    kinds: deps.kinds,
    units: new Map([...above, ...named].map((unit) => [unit.id, unit])),
    below: await openBelow(tx, [...parents, ...named.map(({ id }) => id)]),
    taken: await takenCodes(tx, rule.codes(change)),
    holdings: new Map([...deps.holdings].map(([id, { title }]) => [id, title])),
    undone,
  };
}
