// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { type CivilDate, dateOf, type Instant, millisOf, startOfDay } from '@beichen/kernel/time.ts';
import { nameOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { inTransaction } from '@beichen/platform-server/db/scope.ts';
import type { Subscriber } from '@beichen/platform-server/events/pump.ts';
import type { Job } from '@beichen/platform-server/server-module.ts';
import type { AddJob } from '@beichen/platform-server/services.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { DoneStep } from '../../rules/change.ts';
import { planOf } from '../../rules/changes.ts';
import { type ChangeDeps, loadWorld } from '../queries/world.ts';
import { applyStep } from '../store/apply-step.ts';
import { CHANGE_DUE, changeDone, changeRefused, type DueChange, takeChange } from '../store/changes.ts';

const CARRY_OUT = 'org.carry-out';

/** Who carries out what people decided: the job, which may do nothing else. */
const CARRIER: Actor = { kind: 'system', name: 'org', permissions: [CARRY_OUT] };

/** The audit row, and an event for every unit that lies or is called otherwise now. */
async function tell(
  tx: Database,
  due: DueChange,
  about: { readonly steps: readonly DoneStep[] | null; readonly now: Instant; readonly zone: string },
): Promise<void> {
  const { steps, now, zone } = about;
  const state = steps === null ? 'refused' : 'done';
  await tx
    .insertInto('audit_entry')
    .values({
      id: uuidv7From(millisOf(now), randomBytes(16)),
      at: now,
      actor: nameOf(CARRIER),
      action: CARRY_OUT,
      record: due.id,
      unit_id: due.unit,
      detail: JSON.stringify({ state, steps: steps?.length ?? 0 }),
    })
    .execute();
  const units = [...new Set((steps ?? []).map(({ unit }) => unit))];
  if (units.length === 0) return;
  const instants = [startOfDay(due.from, zone)];
  await tx
    .insertInto('outbox')
    .values(units.map((unit_id) => ({ name: 'org.changed', unit_id, record: due.id, instants, at: now })))
    .execute();
}

/**
 * Carries out a change whose day has come, whole or not at all. What stood when it was decided may stand no more: then it is refused,
 * with the reasons kept for whoever decided it. Running it again finds it settled.
 */
export async function carryOut(
  db: Database,
  deps: ChangeDeps,
  asked: { readonly change: string; readonly now: Instant },
): Promise<void> {
  const { zone } = deps;
  const { now } = asked;
  await inTransaction(db, 'ordinary', async (tx) => {
    await sql`SELECT seize_tree()`.execute(tx);
    const due = await takeChange(tx, asked.change);
    if (due === undefined || due.from > dateOf(now, zone)) return;
    const on: CivilDate = due.from;
    const world = await loadWorld(tx, deps, { id: due.id, change: due.change, today: on });
    const { steps, faults } = planOf(due.change, on, world);
    if (faults.length > 0) {
      await changeRefused(tx, due.id, { faults, now });
      return await tell(tx, due, { steps: null, now, zone });
    }
    const applying = { deps, on, now, made: new Map<string, number>() };
    const done: DoneStep[] = [];
    for (const step of steps) done.push(await applyStep(tx, step, applying));
    await changeDone(tx, due.id, { steps: done, now });
    await tell(tx, due, { steps: done, now, zone });
  });
}

const payload = z.object({ change: z.uuid() });

export function carryOutJob(deps: ChangeDeps): Job {
  return {
    name: CARRY_OUT,
    title: { zh: '区划调整生效', en: 'Carry out a change of the tree' },
    run: (ctx, given) => carryOut(ctx.db, deps, { ...payload.parse(given), now: ctx.now() }),
  };
}

/** A change that holds from today on is carried out as soon as it is decided; a later one when its clock rings. */
export function carryOutWhenDue(addJob: AddJob): Subscriber {
  return {
    event: CHANGE_DUE,
    async take(tx, { record: change }) {
      await addJob(tx, CARRY_OUT, { payload: { change }, key: `${CARRY_OUT}:${change}` });
    },
  };
}
