// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { InputFault } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { type CivilDate, dateOf, type Instant, millisOf, startOfDay } from '@beichen/kernel/time.ts';
import { nameOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { inTransaction, NOBODY, seeAs } from '@beichen/platform-server/db/scope.ts';
import { LostRace } from '@beichen/platform-server/db/write-together.ts';
import type { Subscriber } from '@beichen/platform-server/events/pump.ts';
import type { Job } from '@beichen/platform-server/server-module.ts';
import type { AddJob } from '@beichen/platform-server/services.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { DoneStep } from '../../rules/change.ts';
import { planOf } from '../../rules/changes.ts';
import type { PostDeps } from '../queries/posts.ts';
import { loadWorld } from '../queries/world.ts';
import { forgetNewcomers } from '../store/apply-posts.ts';
import { applySteps } from '../store/apply-step.ts';
import { CHANGE_DUE, changeDone, changeRefused, type DueChange, takeChange } from '../store/changes.ts';
import { COUNTED } from '../store/households.ts';
import { RELATED } from '../store/relations.ts';

const CARRY_OUT = 'org.carry-out';

/** Who carries out what people decided: the job, which may do nothing else. */
const CARRIER: Actor = { kind: 'system', name: 'org', permissions: [CARRY_OUT] };

/** Rows that are written at a time: a statement takes only so many values. */
const MOST_ROWS = 5_000;

type Event = { readonly name: string; readonly unit: number; readonly record: string };

/** Once for each unit whose place, name or holdings changed, and once for each post and tie. */
function eventsOf(steps: readonly DoneStep[], change: string): Event[] {
  const posts = steps.flatMap((step): Event[] => {
    if (step.do === 'appoint') return [{ name: 'org.appointed', unit: step.unit, record: step.post }];
    if (step.do === 'count') return [{ name: COUNTED, unit: step.unit, record: step.record }];
    if (step.do === 'tie' || step.do === 'untie') return [{ name: RELATED, unit: step.unit, record: step.relation }];
    return step.do === 'end' ? [{ name: 'org.post-ended', unit: step.unit, record: step.post }] : [];
  });
  const isOfTree = ({ do: what }: DoneStep): boolean => !['appoint', 'end', 'tie', 'untie', 'count'].includes(what);
  const changed = steps.filter(isOfTree).map(({ unit }) => unit);
  return [...[...new Set(changed)].map((unit): Event => ({ name: 'org.changed', unit, record: change })), ...posts];
}

/** Units to which a tie or a post came with what was passed on, or whose tie ended: nothing else was done to them. */
async function tiedAnew(tx: Database, due: DueChange, steps: readonly DoneStep[]): Promise<Event[]> {
  const passed = steps.flatMap((step) => (step.do === 'pass' ? [step.unit, step.to] : []));
  if (passed.length === 0) return [];
  const { rows } = await sql<{ unit: number }>`
    SELECT unnest(${passed}::integer[]) AS unit UNION SELECT over_id FROM unit_relation
    WHERE unit_id = ANY (${passed}::integer[]) AND ("from" = ${due.from} OR "to" = ${due.from})`.execute(tx);
  return rows.map(({ unit }) => ({ name: RELATED, unit, record: due.id }));
}

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
  const instants = [startOfDay(due.from, zone)];
  const events = [...eventsOf(steps ?? [], due.id), ...(await tiedAnew(tx, due, steps ?? []))];
  const rows = events.map(({ name, unit, record }) => ({
    name,
    unit_id: unit,
    record,
    instants: name === 'org.changed' ? instants : [],
    at: now,
  }));
  for (let at = 0; at < rows.length; at += MOST_ROWS)
    await tx
      .insertInto('outbox')
      .values(rows.slice(at, at + MOST_ROWS))
      .execute();
}

type Asked = { readonly change: string; readonly now: Instant };

/** The change, while nobody else holds the tree, if it is still to be carried out and its day has come. */
async function takeDue(tx: Database, { zone }: PostDeps, { change, now }: Asked): Promise<DueChange | undefined> {
  await sql`SELECT seize_tree()`.execute(tx);
  const due = await takeChange(tx, change);
  return due === undefined || due.from > dateOf(now, zone) ? undefined : due;
}

async function refuse(
  tx: Database,
  deps: PostDeps,
  about: { readonly due: DueChange; readonly faults: readonly InputFault[]; readonly now: Instant },
): Promise<void> {
  const { due, faults, now } = about;
  await changeRefused(tx, due.id, { faults, now });
  if (due.change.kind === 'import') await forgetNewcomers(tx, deps, due.change);
  await tell(tx, due, { steps: null, now, zone: deps.zone });
}

const OVERTAKEN: InputFault = {
  path: '/change',
  what: {
    zh: '提交以后情况已变：任职已结束，或账号名已被使用',
    en: 'Things have changed since: a post has ended, or an account name is in use',
  },
  mend: { zh: '再检查一次文件', en: 'Check the file again' },
};

/** A deadlock is tried again; what was overtaken stays so. */
function isOvertaken(error: unknown): boolean {
  return error instanceof LostRace && (error.cause as { code?: string } | undefined)?.code !== '40P01';
}

async function attempt(tx: Database, deps: PostDeps, asked: Asked): Promise<void> {
  const { now } = asked;
  const due = await takeDue(tx, deps, asked);
  if (due === undefined) return;
  const on: CivilDate = due.from;
  const world = await loadWorld(tx, deps, { id: due.id, change: due.change, today: on });
  const { steps, faults } = planOf(due.change, on, world);
  if (faults.length > 0) return await refuse(tx, deps, { due, faults, now });
  // The database checks each post against the range of the change itself.
  await seeAs(tx, { ...NOBODY, actor: nameOf(CARRIER), scope: { all: [due.path], lines: [] } });
  const done = await applySteps(tx, steps, { deps, on, now, made: new Map(), again: new Map() });
  await changeDone(tx, due.id, { steps: done, now });
  await tell(tx, due, { steps: done, now, zone: deps.zone });
}

/**
 * Carries out a change whose day has come, whole or not at all. What stood when it was decided may stand no more: then it is refused,
 * with the reasons kept for whoever decided it. Running it again finds it settled.
 */
export async function carryOut(db: Database, deps: PostDeps, asked: Asked): Promise<void> {
  try {
    await inTransaction(db, 'ordinary', (tx) => attempt(tx, deps, asked));
  } catch (error) {
    if (!isOvertaken(error)) throw error;
    await inTransaction(db, 'ordinary', async (tx) => {
      const due = await takeDue(tx, deps, asked);
      if (due !== undefined) await refuse(tx, deps, { due, faults: [OVERTAKEN], now: asked.now });
    });
  }
}

const payload = z.object({ change: z.uuid() });

export function carryOutJob(deps: PostDeps): Job {
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
