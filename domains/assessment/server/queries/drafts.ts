// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { DraftLine, DraftPage, editionShape } from '../../model/drafts.ts';
import { titleIn } from '../../rules/draft.ts';

type Key = { readonly method: string; readonly edition: string };

type DraftRow = {
  id: string;
  source: string;
  version: number;
  faults: number;
  saved_at: Instant;
  base: Key | null;
  base_source: string | null;
  published: Key | null;
  withdrawn_at: Instant | null;
  unit: string;
};

const DRAFT = sql`
  SELECT d.id, d.source, d.version, d.faults, d.saved_at, d.withdrawn_at, (SELECT u.name FROM unit u WHERE u.id = d.unit_id) AS unit, b.source AS base_source,
    CASE WHEN b.id IS NOT NULL THEN json_build_object('method', b.method, 'edition', b.edition) END AS base,
    CASE WHEN p.id IS NOT NULL THEN json_build_object('method', p.method, 'edition', p.edition) END AS published
  FROM method_draft d LEFT JOIN method_edition b ON b.id = d.base LEFT JOIN method_edition p ON p.draft = d.id`;

const lineOf = ({ source, saved_at, withdrawn_at, ...row }: DraftRow): DraftLine => ({
  id: row.id,
  version: row.version,
  savedAt: saved_at,
  faults: row.faults,
  title: titleIn(source),
  unit: row.unit,
  base: row.base,
  published: row.published,
  withdrawnAt: withdrawn_at,
});

/** The drafts that the caller may work on and those that are closed, the one saved last first. */
export async function draftsOf(tx: Database): Promise<DraftLine[]> {
  const { rows } =
    await sql<DraftRow>`${DRAFT} ORDER BY COALESCE(d.published_at, d.withdrawn_at) IS NOT NULL, d.saved_at DESC, d.id LIMIT 100`.execute(
      tx,
    );
  return rows.map(lineOf);
}

/** One draft with its text and that of its base. @throws Refusal */
export async function draftPage(tx: Database, id: string): Promise<DraftPage> {
  const { rows } = await sql<DraftRow>`${DRAFT} WHERE d.id = ${id}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Refusal(platformErrors.notFound);
  return { ...lineOf(row), source: row.source, baseSource: row.base_source };
}

/** A draft as an action loads it, with where it lies. */
export type HeldDraft = Pick<DraftRow, 'id' | 'source' | 'version' | 'faults' | 'withdrawn_at'> & {
  readonly unit_id: number;
  readonly path: string;
  readonly saved_at: Instant;
  readonly published_at: Instant | null;
};

export async function heldDraft(tx: Database, id: string): Promise<HeldDraft | undefined> {
  const { rows } = await sql<HeldDraft>`
    SELECT id, source, version, faults, unit_id, path, saved_at, published_at, withdrawn_at FROM method_draft WHERE id = ${id}`.execute(
    tx,
  );
  return rows[0];
}

/** A published edition with its text. @throws Refusal */
export async function editionOf(tx: Database, { method, edition }: Key): Promise<z.infer<typeof editionShape>> {
  const { rows } = await sql<z.infer<typeof editionShape>>`
    SELECT method, edition, source, starts, ends, published_at AS "publishedAt", approval FROM method_edition
    WHERE method = ${method} AND edition = ${edition}`.execute(tx);
  if (rows[0] === undefined) throw new Refusal(platformErrors.notFound);
  return rows[0];
}
