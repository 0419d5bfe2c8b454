// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Guarded } from '@beichen/kernel/permissions.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import { assessmentErrors } from '../../module.ts';
import type { AssessmentPack } from '../pack/read.ts';
import type { HeldDraft } from '../queries/drafts.ts';

/** What actions on drafts need: the catalogue whose measures a method may name, and the zone in which periods begin. */
export type DraftDeps = { readonly pack: Pick<AssessmentPack, 'catalogue'>; readonly zone: string };

export const knownMeasures = ({ pack }: DraftDeps): ReadonlySet<string> => new Set(pack.catalogue.measures.keys());

/** The root of a city's territory; with a subject, that of the tree in which its kind lies. */
export async function rootOver(
  tx: Database,
  subject: string | undefined,
): Promise<{ readonly id: number; readonly path: string } | undefined> {
  const { rows } = await sql<{ id: number; path: string }>`
    SELECT id, path FROM unit root WHERE parent_id IS NULL
      AND (${subject ?? null}::text IS NULL OR EXISTS (SELECT FROM unit below WHERE below.kind = ${subject ?? null} AND below.path ^@ root.path))
    ORDER BY code LIMIT 1`.execute(tx);
  return rows[0];
}

/**
 * Where the drafts of whoever begins one lie: at the root that their posts reach, else at the county; no unit below opens a programme (N6), so
 * others are told the root, which they do not reach.
 */
export async function homeUnder(
  tx: Database,
  root: { readonly id: number; readonly path: string },
): Promise<{ readonly id: number; readonly path: string }> {
  const { rows } = await sql<{ id: number; path: string }>`
    SELECT id, path FROM unit WHERE (id = ${root.id} OR parent_id = ${root.id}) AND in_scope(path, NULL, true) IS TRUE
    ORDER BY id = ${root.id} DESC, code LIMIT 1`.execute(tx);
  return rows[0] ?? root;
}

/** Worked on where a post reaches the unit that it lies at. */
export const guardOfHome = (path: string): Guarded & { readonly roles: readonly string[] } => ({
  paths: [path],
  line: null,
  sensitivity: 'internal',
  roles: [],
});

/** @throws Refusal where the draft is published or withdrawn, or was saved by somebody since */
export function refuseMoved({ version, source, saved_at, published_at, withdrawn_at }: HeldDraft, seen: number): void {
  if (published_at !== null || withdrawn_at !== null) throw new Refusal(assessmentErrors.draftClosed);
  if (version === seen) return;
  const current = { version, source, savedAt: saved_at };
  throw new Refusal(assessmentErrors.draftMoved, { conflict: { seen: { version: seen }, current } });
}
