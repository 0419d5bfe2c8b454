// SPDX-License-Identifier: Apache-2.0
import { may } from '@beichen/engines/access/may.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { type CivilDate, dateOf, type Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import type { Vault } from '@beichen/platform-server/vault/vault.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { contactShape, ObjectionRow, ownObjection } from '../../model/notice.ts';
import type { Outline } from '../../model/results.ts';
import { assessmentErrors } from '../../module.ts';

/** Whether the asking person holds a post in the unit, or below it: in whatever post they work at the moment. */
const isInvolved = (today: CivilDate) => sql<boolean>`EXISTS (SELECT FROM access_grant g
  WHERE g.person = current_person() AND g.path ^@ o.path AND (g."to" IS NULL OR g."to" > ${today}))`;

export type LoadedObjection = {
  readonly id: string;
  readonly unit: number;
  readonly path: string;
  readonly state: ObjectionRow['state'];
  readonly isInvolved: boolean;
};

/** An objection that is to be answered, as far as the actor sees it. */
export async function findObjection(
  tx: Database,
  { id, today }: { readonly id: string; readonly today: CivilDate },
): Promise<LoadedObjection | undefined> {
  const { rows } = await sql<LoadedObjection>`
    SELECT o.id, o.unit_id AS unit, o.path, o.state, ${isInvolved(today)} AS "isInvolved" FROM objection o WHERE o.id = ${id}`.execute(
    tx,
  );
  return rows[0];
}

type Row = Omit<
  ObjectionRow,
  'unit' | 'section' | 'sectionId' | 'turn' | 'decidedBy' | 'contact' | 'contactWhyNot' | 'mayAnswer' | 'whyNot'
> & {
  readonly section: string | null;
  readonly outline: Outline;
  readonly to: Words;
  readonly unit: number;
  readonly unitName: string;
  readonly path: string;
  readonly contact: string | null;
  readonly decidedUnit: string | null;
  readonly decidedPost: Words | null;
  readonly involved: boolean;
};

const titleOf = (outline: Outline, section: string | null): Words | null =>
  section === null ? null : (outline.sections.find(({ id }) => id === section)?.title ?? { zh: section, en: section });

function shown(row: Row, { actor }: QueryContext): ObjectionRow {
  const { outline, to, unit, unitName, path, decidedUnit, decidedPost, involved, section, contact, ...rest } = row;
  const isPermitted = may(actor, 'assessment.answer', { paths: [path], line: null, sensitivity: 'internal' });
  const obstacle = !isPermitted ? platformErrors.forbidden : involved ? assessmentErrors.ownUnit : undefined;
  const isOpen = row.state === 'open';
  return {
    ...rest,
    unit: { id: unit, name: unitName },
    section: titleOf(outline, section),
    sectionId: section,
    turn: isOpen ? to : null,
    decidedBy: decidedPost === null ? null : { unit: decidedUnit ?? '', post: decidedPost },
    contact: contact !== null,
    contactWhyNot: contact === null ? null : (obstacle?.why ?? null),
    mayAnswer: isOpen && obstacle === undefined,
    whyNot: isOpen ? (obstacle?.why ?? null) : null,
  };
}

/** Objections that the caller sees, those without an answer first, by when they are due. */
export async function objectionsOf(
  ctx: QueryContext,
  asked: { readonly notice: string | undefined; readonly zone: string },
): Promise<ObjectionRow[]> {
  const { rows } = await sql<Row>`
    SELECT o.id, o.notice, e.period, m.method, m.outline, n.objections_to AS "to", o.unit_id AS unit, u.name AS "unitName", o.path, o.source,
      o.section, o.item, o.reason, o.made_at AS "madeAt", o.due_at AS "dueAt", o.state, o.answer, o.decided_at AS "decidedAt", o.contact,
      (SELECT d.name FROM unit d WHERE d.id = o.decided_unit) AS "decidedUnit", o.decided_post AS "decidedPost",
      (SELECT r.id FROM review r WHERE r.edition = e.edition AND r.period = e.period) AS review,
      EXISTS (SELECT FROM judgement j JOIN review r ON r.id = j.review WHERE r.edition = e.edition AND r.period = e.period AND j.unit_id = o.unit_id
        AND j.act IN ('correct', 'restore') AND j.at >= o.decided_at AND (o.section IS NULL OR j.section = o.section)) AS corrected, ${isInvolved(dateOf(ctx.now, asked.zone))} AS involved
    FROM objection o JOIN notice n ON n.id = o.notice JOIN evaluation e ON e.id = o.notice JOIN method_edition m ON m.id = e.edition JOIN unit u ON u.id = o.unit_id
    WHERE o.notice = ${asked.notice ?? null}::uuid IS NOT FALSE ORDER BY (o.state = 'open') DESC, o.due_at, o.id`.execute(
    ctx.tx,
  );
  return rows.map((row) => shown(row, ctx));
}

type OwnRow = Omit<z.infer<typeof ownObjection>, 'title' | 'section' | 'turn'> & {
  readonly outline: Outline;
  readonly to: Words;
  readonly section: string | null;
};

/** The objection of a tracking code. @throws Refusal */
export async function ownObjectionPage(tx: Database, now: Instant): Promise<z.infer<typeof ownObjection>> {
  const { rows } = await sql<OwnRow>`SELECT * FROM own_objection(${now})`.execute(tx);
  if (rows[0] === undefined) throw new Refusal(platformErrors.notFound);
  const { outline, to, section, ...rest } = rows[0];
  return {
    ...rest,
    title: outline.title,
    section: titleOf(outline, section),
    turn: rest.state === 'open' ? to : null,
  };
}

/**
 * How an objector can be called, for whoever may answer and holds no post in the unit: who objected is not the unit's to know. A query,
 * since a command keeps its answer; the vault writes each reading into the audit. @throws Refusal
 */
export async function contactOf(
  { tx, actor, now }: QueryContext,
  { vault, zone }: { readonly vault: Vault; readonly zone: string },
  id: string,
): Promise<z.infer<typeof contactShape>> {
  const { rows } = await sql<{ contact: string | null; path: string; involved: boolean }>`
    SELECT o.contact, o.path, ${isInvolved(dateOf(now, zone))} AS involved FROM objection o WHERE o.id = ${id}`.execute(
    tx,
  );
  const [row] = rows;
  if (row === undefined) throw new Refusal(platformErrors.notFound);
  const place = { paths: [row.path], line: null, sensitivity: 'internal' } as const;
  if (!may(actor, 'assessment.answer', place)) throw new Refusal(platformErrors.forbidden);
  if (row.involved) throw new Refusal(assessmentErrors.ownUnit);
  const { contact: subject } = row;
  if (subject === null) return { name: null, phone: null };
  const reveal = async (field: 'name' | 'phone'): Promise<string | null> =>
    (await vault.reveal(tx, { subject, field, purpose: 'contact-reporter', now })) ?? null;
  return { name: await reveal('name'), phone: await reveal('phone') };
}
