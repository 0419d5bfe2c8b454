// SPDX-License-Identifier: Apache-2.0
import type { OrgPath } from '@beichen/kernel/paths.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { EvaluationState } from '../../model/results.ts';
import { SUPERSEDED_BY } from './results.ts';

/** A result on which something is to be decided, as far as the actor sees it. */
export type LoadedFinal = {
  readonly id: string;
  readonly edition: number;
  readonly method: string;
  readonly state: EvaluationState;
  readonly superseded: boolean;
  readonly ranked: boolean;
  readonly released: boolean;
  /** Of an edition that was published from a draft: the document that approves it, and the term; its file need not say them. */
  readonly approved: {
    readonly document: string;
    readonly approval: string;
    readonly from: string;
    readonly to: string;
  } | null;
  readonly unit: number;
  readonly path: OrgPath;
};

export async function findFinal(tx: Database, id: string): Promise<LoadedFinal | undefined> {
  const { rows } = await sql<LoadedFinal>`
    SELECT e.id, e.edition, m.method, e.state, e.unit_id AS unit, e.path, (m.outline ->> 'ranked')::boolean AS ranked,
      ${SUPERSEDED_BY} IS NOT NULL AS superseded,
      EXISTS (SELECT FROM ranking_release k WHERE k.evaluation = e.id) AS released,
      CASE WHEN m.approval IS NOT NULL THEN json_build_object('document', m.approval ->> 'number', 'approval', m.approval ->> 'text', 'from', m.starts, 'to', m.ends) END AS approved
    FROM evaluation e JOIN method_edition m ON m.id = e.edition WHERE e.id = ${id}`.execute(tx);
  return rows[0];
}
