// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { NoticePage, publicNoticePage, publicNoticesShape } from '../../model/notice.ts';
import { isRunning } from '../../rules/standing.ts';
import { getHead, headOf } from './results.ts';

type Units = NoticePage['units'];

/** Units and stars of a notice, by their codes: no order of merit. */
async function unitsOf(tx: Database, notice: string): Promise<Units> {
  const { rows } = await sql<Units[number]>`
    SELECT r.unit_id AS id, u.code, u.name, COALESCE(a.name, '') AS above, r.marks, r.stars, r.grade
    FROM result r JOIN evaluation_unit u ON u.evaluation = r.evaluation AND u.unit_id = r.unit_id
    LEFT JOIN evaluation_unit a ON a.evaluation = r.evaluation AND a.unit_id = u.parent_id
    WHERE r.evaluation = ${notice} ORDER BY u.code`.execute(tx);
  return rows;
}

/** Units of the actor's posts in whose name they may object. */
function ownUnits(actor: Actor): ReadonlySet<number> {
  const grants = actor.kind === 'person' ? actor.grants : [];
  return new Set(grants.flatMap(({ unit, permissions }) => (permissions.includes('assessment.object') ? [unit] : [])));
}

type NoticeRow = {
  document: string;
  objections_to: Words;
  opened_at: Instant | null;
  due_at: Instant | null;
  estimated: boolean | null;
};

/** A notice with what it shows, as far as the caller sees the units. @throws Refusal */
export async function noticePage({ tx, actor, now }: QueryContext, id: string): Promise<NoticePage> {
  const head = await getHead(tx, id);
  const { rows } = await sql<NoticeRow>`
    SELECT document, objections_to, opened_at, due_at, estimated FROM notice WHERE id = ${id}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Refusal(platformErrors.notFound);
  const units = await unitsOf(tx, id);
  const running = isRunning({ dueAt: row.due_at }, now);
  const own = ownUnits(actor);
  return {
    evaluation: headOf(head),
    notice: {
      document: row.document,
      objectionsTo: row.objections_to,
      openedAt: row.opened_at,
      dueAt: row.due_at,
      estimated: row.estimated === true,
    },
    running,
    own: running ? units.flatMap((unit) => (own.has(unit.id) ? [unit.id] : [])) : [],
    units,
  };
}

type PublicPage = z.infer<typeof publicNoticePage>;

async function running(tx: Database, now: Instant): Promise<PublicPage['notice'][]> {
  const { rows } = await sql<PublicPage['notice']>`
    SELECT id, method, edition, period, outline, document, objections_to AS "objectionsTo", opened_at AS "openedAt", due_at AS "dueAt", estimated
    FROM public_notices(${now})`.execute(tx);
  return rows;
}

/** The notices that hang out now, for anybody. */
export async function publicNotices(tx: Database, now: Instant): Promise<z.infer<typeof publicNoticesShape>> {
  const notices = await running(tx, now);
  return { notices: notices.map(({ outline, ...rest }) => ({ ...rest, title: outline.title })) };
}

/** A notice that hangs out now, for anybody. @throws Refusal */
export async function publicNotice(tx: Database, id: string, now: Instant): Promise<PublicPage> {
  const notice = (await running(tx, now)).find((one) => one.id === id);
  if (notice === undefined) throw new Refusal(platformErrors.notFound);
  const { rows } = await sql<Units[number]>`
    SELECT id, code, name, COALESCE(above, '') AS above, marks, stars, grade FROM public_notice_units(${id}::uuid, ${now})`.execute(
    tx,
  );
  return { notice, units: rows };
}
