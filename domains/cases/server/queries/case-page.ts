// SPDX-License-Identifier: Apache-2.0

import { may } from '@beichen/engines/access/may.ts';
import type { TimeSpan } from '@beichen/engines/clocks/clock-rule.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { addDays, dateOf, daysBetween, type Instant } from '@beichen/kernel/time.ts';
import { isWorkingDay } from '@beichen/kernel/working-days.ts';
import { momentOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import { MOVES, type Move } from '../../model/case.ts';
import type { Ability, ActionRow, CaseView, OwnCase } from '../../model/views.ts';
import { outcomeWords, plainStageWords } from '../../model/words.ts';
import { caseErrors } from '../../module/errors.ts';
import { clockOf, lastMomentInTime, obstacleTo } from '../../rules/moves.ts';
import { guardOfFiles } from '../actions/attach.ts';
import type { CaseDeps } from '../actions/deps.ts';
import { guardOf, PARTIES } from '../actions/move.ts';
import { caseTables } from '../tables.ts';
import { caseRowOf, unitOf } from './case-rows.ts';
import { findCase, type LoadedCase } from './load-case.ts';

/** A case that the caller may see. @throws Refusal */
export async function getCase(ctx: QueryContext, deps: CaseDeps, id: string): Promise<LoadedCase> {
  const { tx, actor, now } = ctx;
  const found = await findCase(tx, deps, { id, permission: 'cases.read', moment: momentOf(actor, now) });
  if (found === undefined) throw new Refusal(platformErrors.notFound);
  return found;
}

function isPermitted(move: Move, found: LoadedCase, actor: Actor): boolean {
  const guarded = guardOf(move, found);
  return guarded.roles.some((role) => PARTIES[move].includes(role)) || may(actor, `cases.${move}`, guarded);
}

export function mayContact(found: LoadedCase, actor: Actor): boolean {
  const { row, kind } = found;
  return may(actor, 'cases.contact', { paths: [row.path], line: row.line, sensitivity: kind.sensitivity });
}

function abilitiesOf(found: LoadedCase, { actor, now }: QueryContext, contactKept: boolean): Ability[] {
  const moves = MOVES.map((move): Ability => {
    const obstacle = obstacleTo(move, found.state, now);
    const row = obstacle === undefined ? undefined : caseErrors[obstacle];
    const refusal = isPermitted(move, found, actor) ? row : platformErrors.forbidden;
    return { move, allowed: refusal === undefined, why: refusal?.why ?? null };
  });
  const toldOf = (move: 'attach' | 'contact', allowed: boolean): Ability => {
    return { move, allowed, why: allowed ? null : platformErrors.forbidden.why };
  };
  const attach = toldOf('attach', may(actor, 'cases.attach', guardOfFiles(found)));
  return contactKept ? [...moves, attach, toldOf('contact', mayContact(found, actor))] : [...moves, attach];
}

type Days = NonNullable<CaseView['clock']>['days'];

/** How a limit in working days passes, day by day: from the dispatch until nothing more happens to it. */
function daysOf({ state, rule }: LoadedCase, { time }: CaseDeps, now: Instant): Days {
  const { dispatchedAt, dueAt, closedAt } = state;
  if (dispatchedAt === null || dueAt === null || rule?.limit.unit !== 'working-days') return null;
  const from = dateOf(dispatchedAt, time.zone);
  const last = dateOf(lastMomentInTime(dueAt), time.zone);
  const stopped = dateOf(closedAt ?? now, time.zone);
  const until = stopped > last ? stopped : last;
  const all = Array.from({ length: daysBetween(from, until) + 1 }, (_, at) => addDays(from, at));
  return { from, until, rest: all.filter((day) => !isWorkingDay(time.calendar, day)) };
}

async function timelineOf(
  tx: Database,
  id: string,
  about: { readonly person: string | null; readonly zone: string },
): Promise<ActionRow[]> {
  const { person, zone } = about;
  const rows = await caseTables(tx)
    .selectFrom('case_action')
    .selectAll()
    .select([
      sql<string | null>`unit_name(by_unit)`.as('by_name'),
      sql<string | null>`unit_name(handler)`.as('handler_name'),
    ])
    .where('case_id', '=', id)
    .orderBy('n', 'desc')
    .execute();
  return rows.map((row) => ({
    n: row.n,
    move: row.move,
    recordedAt: row.recorded_at,
    occurredAt: row.occurred_at,
    by: { unit: unitOf(row.by_unit, row.by_name), self: person !== null && row.by_person === person },
    note: row.note,
    handler: row.move === 'dispatch' ? unitOf(row.handler, row.handler_name) : null,
    lastDay: row.move === 'redate' && row.due_at !== null ? dateOf(lastMomentInTime(row.due_at), zone) : null,
    outcome: row.move === 'close' ? row.outcome : null,
    answer: row.move === 'answer' ? row.answer : null,
  }));
}

const isSame = (one: TimeSpan, other: TimeSpan): boolean => one.unit === other.unit && one.amount === other.amount;

/** One case with all that its page shows. @throws Refusal */
export async function casePage(ctx: QueryContext, deps: CaseDeps, id: string): Promise<CaseView> {
  const { tx, actor, now } = ctx;
  const found = await getCase(ctx, deps, id);
  const { row, state, rule, category } = found;
  const names = await sql<{ unit_name: string; handler_name: string | null }>`
    SELECT unit_name(${row.unit_id}) AS unit_name, unit_name(${row.handler}) AS handler_name`.execute(tx);
  const { unit_name = '', handler_name = null } = names.rows[0] ?? {};
  const masked = row.reporter === null ? undefined : (await deps.vault.masked(tx, [row.reporter])).get(row.reporter);
  const status = rule === null ? undefined : clockOf(state, rule, { time: deps.time, now });
  const { occurred_at: occurredAt, dispatched_at: dispatchedAt, answered_at: answeredAt, place } = row;
  return {
    case: {
      ...caseRowOf({ ...row, unit_name, handler_name, rule }, deps, now),
      place,
      occurredAt,
      dispatchedAt,
      answeredAt,
    },
    clock:
      rule === null || status === undefined
        ? null
        : {
            state: status.state,
            remaining: status.remaining,
            overdueBy: status.overdueBy,
            estimated: status.estimated,
            limit: rule.limit,
            // What the pack says today is the basis of today's limit alone.
            basis: isSame(rule.limit, category.clock.limit) ? category.basis : null,
            days: daysOf(found, deps, now),
          },
    timeline: await timelineOf(tx, id, {
      person: actor.kind === 'person' ? actor.person : null,
      zone: deps.time.zone,
    }),
    reporter: masked === undefined ? null : { name: masked.name ?? null, phone: masked.phone ?? null },
    abilities: abilitiesOf(found, ctx, masked !== undefined),
  };
}

/** The case of a tracking code, told to its reporter. @throws Refusal */
export async function ownCasePage(ctx: QueryContext, deps: CaseDeps): Promise<OwnCase> {
  const { tx, now } = ctx;
  const own = await tx.selectFrom('public_token').select('record').where('ends_at', '>', now).executeTakeFirst();
  if (own === undefined) throw new Refusal(platformErrors.notFound);
  const { row, state, category } = await getCase(ctx, deps, own.record);
  const { rows } = await sql<{ name: string }>`SELECT unit_name(${row.unit_id}) AS name`.execute(tx);
  return {
    number: row.number,
    community: rows[0]?.name ?? '',
    category: category.title,
    status: plainStageWords[state.stage],
    stage: state.stage,
    version: state.version,
    reportedAt: state.reportedAt,
    lastDay: state.dueAt === null ? null : dateOf(lastMomentInTime(state.dueAt), deps.time.zone),
    deferred: state.deferred,
    closedAt: state.closedAt,
    outcome: state.outcome === null ? null : outcomeWords[state.outcome],
    mayAnswer: obstacleTo('answer', state, now) === undefined,
  };
}
