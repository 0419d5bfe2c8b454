// SPDX-License-Identifier: Apache-2.0
import { holds } from '@beichen/engines/access/may.ts';
import { idsOf } from '@beichen/kernel/paths.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import type { ReviewPage } from '../../model/review.ts';
import { isOfStep } from '../../rules/review.ts';
import { getReview, heldFacts, meetingsOf, postsOf, progressOf, type ReviewRow, reviewHead } from './reviews.ts';

/** Paths of the assessed units that the caller sees, in today's tree. */
async function assessedPaths({ tx }: QueryContext, review: ReviewRow): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`
    SELECT r.path FROM result r JOIN evaluation e ON e.id = r.evaluation
    WHERE e.edition = ${review.edition_id} AND e.period = ${review.period} AND e.state = 'live' ORDER BY r.path`.execute(
    tx,
  );
  return rows.map(({ path }) => path);
}

/** The deepest unit above all of them; where that is the root of the review, the units right below it. Each with how many it has. */
function placesOf(paths: readonly string[], root: string): ReadonlyMap<number, number> {
  const chains = paths.map((path) => idsOf(path).slice(0, -1));
  const depth = idsOf(root).length;
  const first = chains[0] ?? [];
  const common = first.findIndex((id, at) => chains.some((chain) => chain[at] !== id));
  const shared = common === -1 ? first.length : common;
  const at = shared > depth ? shared - 1 : depth;
  const counts = new Map<number, number>();
  for (const chain of chains) {
    const place = chain[Math.min(at, chain.length - 1)] as number;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

async function namedPlaces({ tx }: QueryContext, counts: ReadonlyMap<number, number>): Promise<ReviewPage['places']> {
  const { rows } = await sql<{ id: number; name: string }>`
    SELECT id, name FROM unit WHERE id = ANY (${[...counts.keys()]}::integer[]) ORDER BY code`.execute(tx);
  return rows.map(({ id, name }) => ({ id, name, units: counts.get(id) ?? 0 }));
}

/** A review: its steps, how far each is, what is held, and where the caller may judge. @throws Refusal */
export async function reviewPage(ctx: QueryContext, id: string, zone: string): Promise<ReviewPage> {
  const { tx, actor, now } = ctx;
  const review = await getReview(tx, id);
  const paths = await assessedPaths(ctx, review);
  const { progress, corrections } = await progressOf(tx, review);
  const posts = actor.kind === 'person' ? await postsOf(tx, actor.grants) : [];
  const { sections } = review.outline;
  const mine = review.steps.flatMap((step) =>
    sections
      .filter((section) => posts.some((post) => isOfStep(post, step, section.id)))
      .map((section) => ({ step: step.id, section: section.id })),
  );
  return {
    review: reviewHead(review, { now, zone }),
    sections: sections.map(({ win: _, full: __, ...section }) => section),
    units: paths.length,
    progress,
    holds: await heldFacts(tx, id),
    corrections,
    meetings: await meetingsOf(tx, id),
    places: await namedPlaces(ctx, placesOf(paths, review.path)),
    mine,
    mayConvene: holds(actor, 'assessment.convene'),
  };
}
