// SPDX-License-Identifier: Apache-2.0
import { holds } from '@beichen/engines/access/may.ts';
import { dateOf } from '@beichen/kernel/time.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import type { ListedReview } from '../../model/review.ts';
import { isOfStep, type PostGrant, type Running, stepOn } from '../../rules/review.ts';
import { HEAD, type ReviewRow, reviewHead } from './reviews.ts';

type ListedRow = ReviewRow & {
  /** Assessed units that the caller sees; 0 where a meeting has ended the review. */
  readonly units: number;
  readonly passed: readonly { readonly section: string; readonly step: string; readonly units: number }[];
  /** Kinds of the units of the caller's posts, by their ids. */
  readonly kinds: Readonly<Record<string, string>>;
};

const placeOf = (step: 'j' | 'back') =>
  sql`(SELECT s.place FROM jsonb_array_elements(h.steps) WITH ORDINALITY s (one, place) WHERE s.one ->> 'id' = ${sql.ref(`${step}.step`)})`;

/** Of each step and section, how many units passed it and were not sent back by the step after it, or one before. */
const PASSED = sql`SELECT j.section, j.step, count(DISTINCT j.unit_id)::integer AS units FROM judgement j
  WHERE j.review = h.id AND j.act = 'pass' AND h.concluded_at IS NULL AND NOT EXISTS (SELECT FROM judgement back
    WHERE back.review = j.review AND back.section = j.section AND back.unit_id = j.unit_id AND back.act = 'return' AND back.n > j.n
      AND ${placeOf('back')} <= ${placeOf('j')} + 1)
  GROUP BY j.section, j.step`;

/** The caller's own step, where it is on: the last one is the meeting's, and nobody passes anything there. */
function turnOf(row: ListedRow, posts: readonly PostGrant[], running: Running): ListedReview['turn'] {
  const step = stepOn(running);
  if (row.concluded_at !== null || step === undefined || step === row.steps.at(-1)) return null;
  const mine = row.outline.sections.filter((section) => posts.some((post) => isOfStep(post, step, section.id)));
  const done = row.passed.filter((one) => one.step === step.id && mine.some(({ id }) => id === one.section));
  const waits = mine.length * row.units - done.reduce((sum, { units }) => sum + units, 0);
  return waits > 0 ? { step: step.id, waits } : null;
}

/** All reviews that the caller sees, the newest period first, each with what the caller has to do with it. */
export async function listedReviews({ tx, actor, now }: QueryContext, zone: string): Promise<ListedReview[]> {
  const grants = actor.kind === 'person' ? actor.grants : [];
  const { rows } = await sql<ListedRow>`
    SELECT h.*, COALESCE((SELECT jsonb_agg(p) FROM (${PASSED}) p), '[]') AS passed,
      (SELECT count(*)::integer FROM result x JOIN evaluation e ON e.id = x.evaluation
        WHERE h.concluded_at IS NULL AND e.edition = h.edition_id AND e.period = h.period AND e.state = 'live') AS units,
      COALESCE((SELECT jsonb_object_agg(u.id, u.kind) FROM unit u WHERE u.id = ANY (${grants.map(({ unit }) => unit)}::integer[])), '{}') AS kinds
    FROM (${HEAD}) h ORDER BY h.period DESC, h.edition_id`.execute(tx);
  const today = dateOf(now, zone);
  return rows.map((row) => {
    const posts = grants.map((grant) => ({ ...grant, kind: row.kinds[grant.unit] ?? '' }));
    const running = { steps: row.steps, today };
    const isLast = row.steps.slice(0, -1).every(({ due }) => due < today);
    return {
      ...reviewHead(row, { now, zone }),
      turn: turnOf(row, posts, running),
      toConvene: row.concluded_at === null && isLast && holds(actor, 'assessment.convene'),
    };
  });
}
