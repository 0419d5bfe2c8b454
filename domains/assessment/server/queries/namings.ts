// SPDX-License-Identifier: Apache-2.0
import { may } from '@beichen/engines/access/may.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import type { OrgPath } from '@beichen/kernel/paths.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { NamingPage, namingsShape } from '../../model/naming.ts';
import { getHead, headOf } from './results.ts';

/** A unit as a batch names it, and what became of its stars since. */
export type NamedUnit = {
  readonly naming: string;
  readonly unit: number;
  readonly path: OrgPath;
  readonly won: readonly string[];
  readonly withdrawn: readonly string[];
  /** Whether a later batch on the same result names it too. */
  readonly renamed: boolean;
};

/** As far as the actor sees the unit. */
export async function findNamed(
  tx: Database,
  { naming, unit }: { readonly naming: string; readonly unit: number },
): Promise<NamedUnit | undefined> {
  const { rows } = await sql<NamedUnit>`
    SELECT u.naming, u.unit_id AS unit, u.path, u.won,
      ARRAY(SELECT w.section FROM star_withdrawal w WHERE w.naming = u.naming AND w.unit_id = u.unit_id) AS withdrawn,
      EXISTS (SELECT FROM naming later JOIN named_unit again ON again.naming = later.id
        WHERE later.evaluation = n.evaluation AND (later.at, later.id) > (n.at, n.id) AND again.unit_id = u.unit_id) AS renamed
    FROM named_unit u JOIN naming n ON n.id = u.naming WHERE u.naming = ${naming} AND u.unit_id = ${unit}`.execute(tx);
  return rows[0];
}

type Head = Omit<z.infer<typeof namingsShape>['namings'][number], 'title'> & {
  readonly outline: { readonly title: Words };
};

/** Batches of names, the newest first. */
export async function namingsOf(tx: Database): Promise<z.infer<typeof namingsShape>> {
  const { rows } = await sql<Head>`
    SELECT n.id, n.document, n.dated, m.method, e.period, m.outline, n.evaluation,
      (SELECT count(*)::integer FROM named_unit u WHERE u.naming = n.id) AS units,
      (SELECT count(*)::integer FROM star_withdrawal w WHERE w.naming = n.id) AS withdrawn
    FROM naming n JOIN evaluation e ON e.id = n.evaluation JOIN method_edition m ON m.id = e.edition ORDER BY n.at DESC, n.id DESC`.execute(
    tx,
  );
  return { namings: rows.map(({ outline, ...rest }) => ({ ...rest, title: outline.title })) };
}

type PageRow = Omit<NamingPage['naming'], 'by' | 'title'> & {
  readonly outline: { readonly title: Words };
  readonly path: OrgPath;
  readonly byUnit: string | null;
  readonly byPost: Words | null;
};

/** Where a named unit lay and what it was called as of the result; stars that were taken back, each with its reason. */
async function unitsOf(tx: Database, naming: string): Promise<NamingPage['units']> {
  const { rows } = await sql<NamingPage['units'][number]>`
    SELECT u.unit_id AS id, v.name, COALESCE(a.name, '') AS above, u.grade, u.honour, u.won,
      COALESCE((SELECT json_agg(json_build_object('section', w.section, 'reason', w.reason, 'basis', w.basis, 'dated', w.dated,
        'by', CASE WHEN w.by_post IS NOT NULL THEN json_build_object('unit', COALESCE((SELECT b.name FROM unit b WHERE b.id = w.by_unit), ''), 'post', w.by_post) END)
        ORDER BY w.at) FROM star_withdrawal w WHERE w.naming = u.naming AND w.unit_id = u.unit_id), '[]') AS withdrawn
    FROM named_unit u JOIN naming n ON n.id = u.naming JOIN evaluation_unit v ON v.evaluation = n.evaluation AND v.unit_id = u.unit_id
    LEFT JOIN evaluation_unit a ON a.evaluation = n.evaluation AND a.unit_id = v.parent_id
    WHERE u.naming = ${naming} ORDER BY v.code`.execute(tx);
  return rows;
}

/** A batch with all whom it names, as far as the caller sees the units. @throws Refusal */
export async function namingPage({ tx, actor }: QueryContext, id: string): Promise<NamingPage> {
  const { rows } = await sql<PageRow>`
    SELECT n.id, n.document, n.dated, n.basis, m.method, e.period, m.outline, n.evaluation, n.path,
      (SELECT b.name FROM unit b WHERE b.id = n.by_unit) AS "byUnit", n.by_post AS "byPost"
    FROM naming n JOIN evaluation e ON e.id = n.evaluation JOIN method_edition m ON m.id = e.edition WHERE n.id = ${id}`.execute(
    tx,
  );
  const [row] = rows;
  if (row === undefined) throw new Refusal(platformErrors.notFound);
  const { outline, path, byUnit, byPost, ...naming } = row;
  const units = await unitsOf(tx, id);
  const head = await getHead(tx, naming.evaluation);
  const place = { paths: [path], line: null, sensitivity: 'internal' } as const;
  return {
    naming: { ...naming, title: outline.title, by: byPost === null ? null : { unit: byUnit ?? '', post: byPost } },
    evaluation: headOf(head),
    mayWithdraw: may(actor, 'assessment.withdraw', place),
    units,
  };
}
