// SPDX-License-Identifier: Apache-2.0
import { type CivilDate, civilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import { sql } from 'kysely';
import type { DoneStep } from '../../rules/change.ts';
import type { HeldPost } from '../../rules/posts.ts';
import { type Ended, type EndedPost, type EndedTie, type Former, NOTHING_ENDED } from '../../rules/restore.ts';
import { relationsOf } from './relations.ts';

const EVER = civilDate('1900-01-01');

/** What is kept of the ends that something was to have before, the last one last. */
type FormerEnds = readonly { readonly to: CivilDate | null }[] | null;

const formerOf = (ends: FormerEnds): Former => {
  const last = ends?.at(-1);
  return last === undefined ? 'unknown' : { until: last.to };
};

async function postsEnded(tx: Database, ids: readonly string[]): Promise<EndedPost[]> {
  const { rows } = await sql<Omit<EndedPost, 'former'> & { formerEnds: FormerEnds }>`
    SELECT id, unit, person, role, line, since, until, acts_for AS "actsFor", former_ends AS "formerEnds", is_named AS "isNamed"
    FROM posts_ended(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(({ formerEnds, ...post }) => ({ ...post, former: formerOf(formerEnds) }));
}

async function heldAt(tx: Database, units: readonly number[]): Promise<HeldPost[]> {
  const { rows } = await sql<HeldPost>`
    SELECT id, unit, person, role, line, since, until, acts_for AS "actsFor" FROM posts_of(${[...units]}::integer[], ${EVER}::date)`.execute(
    tx,
  );
  return rows;
}

async function tiesEnded(tx: Database, ids: readonly string[]): Promise<EndedTie[]> {
  const { rows } = await sql<Omit<EndedTie, 'former'> & { formerEnds: FormerEnds }>`
    SELECT id, kind, unit_id AS unit, over_id AS over, post, "from", "to" AS until, former_ends AS "formerEnds"
    FROM unit_relation WHERE id = ANY (${[...ids]}::uuid[])`.execute(tx);
  return rows.map(({ formerEnds, ...tie }) => ({ ...tie, former: formerOf(formerEnds) }));
}

/** The posts and ties that these steps ended and gave, as they stand by now, and what could be in the way of those that ended. */
export async function endedBy(
  tx: Database,
  { roles }: { readonly roles: readonly Role[] },
  steps: readonly DoneStep[],
): Promise<Ended> {
  const ends = steps.filter((step) => step.do === 'end');
  const unties = steps.filter((step) => step.do === 'untie');
  const ids = (of: readonly { readonly unit: number }[]): number[] => [...new Set(of.map(({ unit }) => unit))];
  const named = steps.flatMap((step) => (step.do === 'end' || step.do === 'appoint' ? [step.post] : []));
  const related = steps.flatMap((step) => (step.do === 'untie' || step.do === 'tie' ? [step.relation] : []));
  const posts = named.length === 0 ? [] : await postsEnded(tx, named);
  const held = ends.length === 0 ? [] : await heldAt(tx, ids(ends));
  const ties = related.length === 0 ? [] : await tiesEnded(tx, related);
  const tied = unties.length === 0 ? [] : await relationsOf(tx, ids(unties));
  return {
    ...NOTHING_ENDED,
    posts: new Map(posts.map((post) => [post.id, post])),
    ties: new Map(ties.map((tie) => [tie.id, tie])),
    held,
    tied,
    roles,
  };
}
