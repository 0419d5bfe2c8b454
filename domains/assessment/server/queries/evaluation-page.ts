// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { evaluationPage as evaluationPageShape } from '../../model/results.ts';
import { getHead, headOf } from './results.ts';

type Page = z.infer<typeof evaluationPageShape>;

/** One evaluation and what it holds of what the caller sees. @throws Refusal */
export async function evaluationPage(tx: Database, id: string): Promise<Page> {
  const head = await getHead(tx, id);
  const results = await sql<Pick<Page['counts'], 'units' | 'complete' | 'ranked'>>`
    SELECT count(*)::integer AS units, (count(*) FILTER (WHERE complete))::integer AS complete, count(rank_all)::integer AS ranked
    FROM result WHERE evaluation = ${id}`.execute(tx);
  const stars = await sql<Page['counts']['stars'][number]>`
    SELECT stars, count(*)::integer AS units FROM result WHERE evaluation = ${id} GROUP BY stars ORDER BY stars DESC`.execute(
    tx,
  );
  const facts = await sql<Pick<Page['counts'], 'facts' | 'declared' | 'records'>>`
    SELECT count(*)::integer AS facts, count(declared)::integer AS declared, COALESCE(sum(cardinality(records)), 0)::integer AS records
    FROM evaluation_fact WHERE evaluation = ${id}`.execute(tx);
  const none = { units: 0, complete: 0, ranked: 0, facts: 0, declared: 0, records: 0 };
  return {
    evaluation: headOf(head),
    counts: { ...none, ...results.rows[0], ...facts.rows[0], stars: stars.rows },
  };
}
