// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type CivilDate, millisOf } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { writeTogether } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import type { DoneStep, Step } from '../../rules/change.ts';
import { displayName, soundOf } from '../../rules/names.ts';
import { endPost, givePost, givePostAgain } from './apply-posts.ts';
import { type Applying, idOf } from './applying.ts';
import { householdsCounted } from './households.ts';
import { type OpenStep, openUnits } from './open-units.ts';
import { relationEnded, relationMade } from './relations.ts';

/** A name holds from the day on; one that began on the same day never held. */
async function renameUnit(
  tx: Database,
  { unit, name: entered }: Extract<Step, { do: 'rename' }>,
  on: CivilDate,
): Promise<void> {
  const name = displayName(entered);
  const { pinyin, initials } = soundOf(name);
  const again = await sql`
    UPDATE unit_version SET name_entered = ${entered}, name = ${name} WHERE unit_id = ${unit} AND "to" IS NULL AND "from" >= ${on}::date`.execute(
    tx,
  );
  if (again.numAffectedRows === 0n)
    await sql`
      WITH ended AS (UPDATE unit_version SET "to" = ${on}::date WHERE unit_id = ${unit} AND "to" IS NULL RETURNING kind, class, zone)
      INSERT INTO unit_version (unit_id, "from", kind, name_entered, name, class, zone)
        SELECT ${unit}, ${on}::date, kind, ${entered}, ${name}, class, zone FROM ended`.execute(tx);
  await sql`
    UPDATE unit SET name_entered = ${entered}, name = ${name}, pinyin = ${pinyin}, initials = ${initials}
    WHERE id = ${unit}`.execute(tx);
}

/** A unit ends when nothing lies below it any more. One that began on the same day never was, on any day. */
async function closeUnit(tx: Database, unit: number, on: CivilDate): Promise<void> {
  const { rows } = await sql`SELECT FROM unit WHERE parent_id = ${unit} AND closed_on IS NULL LIMIT 1`.execute(tx);
  if (rows.length > 0) throw new Error(`unit ${unit} still has units below`);
  for (const table of ['unit_place', 'unit_version']) {
    const name = sql.table(table);
    await sql`DELETE FROM ${name} WHERE unit_id = ${unit} AND "to" IS NULL AND "from" >= ${on}::date`.execute(tx);
    await sql`UPDATE ${name} SET "to" = ${on}::date WHERE unit_id = ${unit} AND "to" IS NULL`.execute(tx);
  }
  await sql`UPDATE unit SET closed_on = ${on}::date WHERE id = ${unit}`.execute(tx);
}

/** Its row kept the place that its parent moved to meanwhile. Where it ended on the same day, it never did. */
async function reopenUnit(tx: Database, unit: number, on: CivilDate): Promise<void> {
  await sql`UPDATE unit SET closed_on = NULL WHERE id = ${unit}`.execute(tx);
  await sql`
    WITH open AS (SELECT * FROM unit WHERE id = ${unit}),
      again AS (UPDATE unit_version v SET "to" = NULL FROM open WHERE v.unit_id = ${unit} AND v."to" = ${on}::date
        AND (v.kind, v.name_entered, v.class) IS NOT DISTINCT FROM (open.kind, open.name_entered, open.class) RETURNING v.unit_id)
    INSERT INTO unit_version (unit_id, "from", kind, name_entered, name, class, zone)
      SELECT id, ${on}::date, kind, name_entered, name, class, zone FROM open WHERE NOT EXISTS (SELECT FROM again)`.execute(
    tx,
  );
  await sql`
    WITH open AS (SELECT * FROM unit WHERE id = ${unit}),
      again AS (UPDATE unit_place p SET "to" = NULL FROM open WHERE p.unit_id = ${unit} AND p."to" = ${on}::date AND p.path = open.path RETURNING p.unit_id)
    INSERT INTO unit_place (unit_id, "from", parent_id, level, path)
      SELECT id, ${on}::date, parent_id, level, path FROM open WHERE NOT EXISTS (SELECT FROM again)`.execute(tx);
}

type OtherStep = Exclude<Step, { do: 'open' }>;

/** Carries out one step, as the worker, while nobody else holds the tree. Gives what was done. */
async function applyStep(tx: Database, step: OtherStep, applying: Applying): Promise<DoneStep> {
  const { deps, on, now, made } = applying;
  switch (step.do) {
    case 'move': {
      const parent = idOf(step.parent, made);
      await sql`SELECT move_unit(${step.unit}, ${parent}, ${on}::date)`.execute(tx);
      return { ...step, parent };
    }
    case 'rename':
      await renameUnit(tx, step, on);
      return step;
    case 'pass': {
      const { holding, from: unit, records } = step;
      const to = idOf(step.to, made);
      const handover = { from: unit, to, records, on, now };
      const { went = [], ended = [] } = (await deps.holdings.get(holding)?.pass(tx, handover)) ?? {};
      return { do: 'pass', holding, unit, to, records: went, ...(ended.length === 0 ? {} : { ended }) };
    }
    case 'close':
      await closeUnit(tx, step.unit, on);
      return step;
    case 'reopen':
      await reopenUnit(tx, step.unit, on);
      return step;
    case 'appoint':
      return await givePost(tx, step.post, applying);
    case 'reappoint':
      return await givePostAgain(tx, step, applying);
    case 'end':
      await endPost(tx, step, now);
      return step;
    case 'count': {
      const record = uuidv7From(millisOf(now), randomBytes(16));
      const unit = idOf(step.unit, made);
      const figure = { id: record, unit, households: step.households, from: on, reason: null, person: null, now };
      await writeTogether(tx, [householdsCounted(figure)]);
      return { do: 'count', unit, households: step.households, record };
    }
    case 'tie': {
      const { id: relation, kind, post, from, until } = step.tie;
      const [by, unit] = [idOf(step.tie.unit, made), idOf(step.tie.over, made)];
      const fresh = { id: relation, kind, unit: by, over: unit, post, from, until, reason: null, person: null, now };
      await writeTogether(tx, [relationMade(fresh)]);
      return { do: 'tie', unit, by, kind, post, relation, from };
    }
    case 'retie': {
      const { unit, by, kind, post, from, until } = step;
      const relation = uuidv7From(millisOf(now), randomBytes(16));
      const fresh = { id: relation, kind, unit: by, over: unit, post, from, until, reason: null, person: null, now };
      await writeTogether(tx, [relationMade(fresh)]);
      return { do: 'tie', unit, by, kind, post, relation, from };
    }
    case 'untie':
      await writeTogether(tx, [relationEnded(step.relation, step.on, { reason: null, now })]);
      return step;
  }
}

/** Carries out the steps of a change in their order; units that are opened one after the other are made together. */
export async function applySteps(tx: Database, steps: readonly Step[], applying: Applying): Promise<DoneStep[]> {
  const done: DoneStep[] = [];
  let opening: OpenStep[] = [];
  const makeThem = async (): Promise<void> => {
    done.push(...(await openUnits(tx, opening, applying)));
    opening = [];
  };
  for (const step of steps) {
    if (step.do === 'open') {
      opening.push(step);
      continue;
    }
    await makeThem();
    done.push(await applyStep(tx, step, applying));
  }
  await makeThem();
  return done;
}
