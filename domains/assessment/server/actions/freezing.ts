// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Guarded } from '@beichen/kernel/permissions.ts';
import { dateOf, type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Moment, Told } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import { sql } from 'kysely';
import { assessmentErrors } from '../../module.ts';
import { actingPost } from '../../rules/own-post.ts';
import { obstacleToFreeze, type Standing } from '../../rules/standing.ts';
import { findAssessed } from '../queries/assessed.ts';
import type { Wanted } from '../store/frozen.ts';

type Input = { readonly period: string; readonly method: string };

/** The zone in which periods end, and what posts are called. */
export type FreezeDeps = { readonly zone: string; readonly roles: readonly Pick<Role, 'id' | 'title'>[] };

export type LoadedFreeze = Omit<Wanted, 'person' | 'now' | 'aim'> & { readonly standing: Standing };

/** What stands in the way of freezing a period: a freeze under way, a review that has not ended, a notice that runs, objections without an answer. */
async function standingOf(
  tx: Database,
  {
    input: { period, method },
    edition,
    now,
  }: { readonly input: Input; readonly edition: number; readonly now: Instant },
): Promise<Standing> {
  const { rows } = await sql<Standing>`
    SELECT EXISTS (SELECT FROM evaluation WHERE edition = ${edition} AND period = ${period} AND state = 'requested') AS "underWay",
      EXISTS (SELECT FROM review r WHERE r.edition = ${edition} AND r.period = ${period}
        AND NOT EXISTS (SELECT FROM review_meeting g WHERE g.review = r.id AND g.concludes)) AS "reviewRuns",
      COALESCE(bool_or(n.due_at > ${now}), false) AS "noticeRuns", count(o.id) FILTER (WHERE o.state = 'open')::integer AS objections
    FROM evaluation e JOIN method_edition m ON m.id = e.edition JOIN notice n ON n.id = e.id LEFT JOIN objection o ON o.notice = n.id
    WHERE m.method = ${method} AND e.period = ${period}`.execute(tx);
  return rows[0] ?? { underWay: false, reviewRuns: false, noticeRuns: false, objections: 0 };
}

/** What any freeze rests on; `undefined` where nothing assesses the period, or the actor does not see it. */
export async function loadFreeze(
  tx: Database,
  { roles }: FreezeDeps,
  asked: { readonly input: Input; readonly moment: Moment; readonly permission: string },
): Promise<LoadedFreeze | undefined> {
  const { input, moment, permission } = asked;
  const { now, grants } = moment;
  const assessed = await findAssessed(tx, input);
  if (assessed === undefined) return undefined;
  const standing = await standingOf(tx, { input, edition: assessed.edition, now });
  const id = uuidv7From(millisOf(now), randomBytes(16));
  const post = actingPost(grants, { permission, path: assessed.root.path }, roles);
  return { ...assessed, id, post, period: input.period, standing };
}

export function guardOfFreeze({ root }: LoadedFreeze): Guarded & { readonly roles: readonly string[] } {
  return { paths: [root.path], line: null, sensitivity: 'internal', roles: [] };
}

/** @throws Refusal */
export function decideFreeze(
  { standing, ...wanted }: LoadedFreeze,
  about: { readonly aim: Wanted['aim']; readonly moment: Moment; readonly zone: string },
): Wanted {
  const { aim, moment, zone } = about;
  const { now, person } = moment;
  if (dateOf(now, zone) <= wanted.treeDate) throw new Refusal(assessmentErrors.periodOpen);
  const obstacle = obstacleToFreeze(standing);
  if (obstacle !== undefined) throw new Refusal(assessmentErrors[obstacle]);
  return { ...wanted, person, now, aim };
}

export function toldOfFreeze({ id, period, edition, root, aim }: Wanted): Told {
  return {
    status: 201,
    answer: { id, state: 'requested' },
    record: id,
    unit: root.id,
    detail: aim === 'final' ? { period, edition } : { period, edition, aim },
    events: [{ name: 'assessment.requested', unit: root.id, record: id, instants: [] }],
  };
}
