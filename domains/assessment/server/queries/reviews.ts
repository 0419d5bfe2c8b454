// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Grant } from '@beichen/kernel/permissions.ts';
import { type CivilDate, dateOf, type Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { sql } from 'kysely';
import type { Outline } from '../../model/results.ts';
import type { Judgement, ReviewHead, ReviewPage, Step } from '../../model/review.ts';
import type { Correction, PostGrant } from '../../rules/review.ts';

/** A review as it stands in a row, with its edition. */
export type ReviewRow = {
  readonly id: string;
  readonly edition_id: number;
  readonly method: string;
  readonly edition: string;
  readonly period: string;
  readonly subject: string;
  readonly outline: Outline;
  readonly unit_id: number;
  readonly path: string;
  readonly steps: readonly Step[];
  readonly opened_at: Instant;
  readonly opened_unit: string | null;
  readonly opened_post: Words | null;
  readonly concluded_at: Instant | null;
  /** Whether a result of the period is final: then nothing more can be said. */
  readonly is_final: boolean;
};

/** The rows of all reviews, as `ReviewRow` has them. */
export const HEAD = sql`
  SELECT r.id, r.edition AS edition_id, m.method, m.edition, r.period, m.subject, m.outline, r.unit_id, r.path, r.steps, r.opened_at, r.opened_post,
    (SELECT u.name FROM unit u WHERE u.id = r.opened_unit) AS opened_unit,
    (SELECT g.recorded_at FROM review_meeting g WHERE g.review = r.id AND g.concludes) AS concluded_at,
    EXISTS (SELECT FROM evaluation f WHERE f.edition = r.edition AND f.period = r.period AND f.state = 'final') AS is_final
  FROM review r JOIN method_edition m ON m.id = r.edition`;

/** One review; `undefined` where there is none, or none that the caller sees. */
export async function findReview(tx: Database, id: string): Promise<ReviewRow | undefined> {
  const { rows } = await sql<ReviewRow>`${HEAD} WHERE r.id = ${id}`.execute(tx);
  return rows[0];
}

/** @throws Refusal where the caller sees none */
export async function getReview(tx: Database, id: string): Promise<ReviewRow> {
  const found = await findReview(tx, id);
  if (found === undefined) throw new Refusal(platformErrors.notFound);
  return found;
}

export function reviewHead(row: ReviewRow, at: { readonly now: Instant; readonly zone: string }): ReviewHead {
  const { id, method, edition, period, outline, steps, opened_post: post } = row;
  return {
    id,
    method,
    edition,
    period,
    title: outline.title,
    steps: [...steps],
    openedAt: row.opened_at,
    openedBy: post === null ? null : { unit: row.opened_unit ?? '', title: post },
    concludedAt: row.concluded_at,
    today: dateOf(at.now, at.zone),
  };
}

/** Grants with the kinds of their units. */
export async function postsOf(tx: Database, grants: readonly Grant[]): Promise<PostGrant[]> {
  if (grants.length === 0) return [];
  const { rows } = await sql<{ id: number; kind: string }>`
    SELECT id, kind FROM unit WHERE id = ANY (${grants.map(({ unit }) => unit)}::integer[])`.execute(tx);
  const kinds = new Map(rows.map(({ id, kind }) => [id, kind]));
  return grants.map((grant) => ({ ...grant, kind: kinds.get(grant.unit) ?? '' }));
}

type JudgementRow = {
  readonly id: string;
  readonly n: number;
  readonly unit: number;
  readonly unit_name: string;
  readonly section: string;
  readonly measure: string | null;
  readonly step: string;
  readonly act: Judgement['act'];
  readonly num: number | null;
  readonly den: number | null;
  readonly was_num: number | null;
  readonly was_den: number | null;
  readonly reason: string | null;
  readonly owner: number | null;
  readonly owner_name: string | null;
  readonly seen_on: CivilDate | null;
  readonly by_unit: string | null;
  readonly by_post: Words;
  readonly at: Instant;
};

const SAID = sql`
  SELECT j.id, j.n::integer AS n, j.unit_id AS unit, u.name AS unit_name, j.section, j.measure, j.step, j.act, j.num, j.den, j.was_num, j.was_den, j.reason,
    j.owner_unit AS owner, (SELECT o.name FROM unit o WHERE o.id = j.owner_unit) AS owner_name, j.seen_on, (SELECT b.name FROM unit b WHERE b.id = j.by_unit) AS by_unit, j.by_post, j.at
  FROM judgement j JOIN unit u ON u.id = j.unit_id`;

function judgementOf(row: JudgementRow): Judgement {
  const { id, unit, section, measure, step, act, num, den, reason, at } = row;
  const isFigure = act === 'correct' || act === 'restore';
  return {
    id,
    unit,
    section,
    measure,
    step,
    act,
    num,
    den,
    was: isFigure ? { num: row.was_num, den: row.was_den } : null,
    reason,
    owner: row.owner === null ? null : { id: row.owner, name: row.owner_name ?? '' },
    seenOn: row.seen_on,
    by: { unit: row.by_unit ?? '', title: row.by_post },
    at,
  };
}

/** A judgement with its number in the order in which all were made. */
export type NumberedJudgement = Judgement & { readonly n: number };

/** What was said of a section of the units of a subtree, in its order. */
export async function judgementsOf(
  tx: Database,
  asked: { readonly review: string; readonly section: string; readonly path: string },
): Promise<NumberedJudgement[]> {
  const { rows } = await sql<JudgementRow>`${SAID}
    WHERE j.review = ${asked.review} AND j.section = ${asked.section} AND j.path ^@ ${asked.path} ORDER BY j.n`.execute(
    tx,
  );
  return rows.map((row) => ({ ...judgementOf(row), n: row.n }));
}

/** What was said of some units, of whatever section; and the number of the latest of it. */
export async function saidOfUnits(
  tx: Database,
  asked: { readonly review: string; readonly units: readonly number[] },
): Promise<NumberedJudgement[]> {
  const { rows } = await sql<JudgementRow>`${SAID}
    WHERE j.review = ${asked.review} AND j.unit_id = ANY (${[...asked.units]}::integer[]) ORDER BY j.n`.execute(tx);
  return rows.map((row) => ({ ...judgementOf(row), n: row.n }));
}

const HELD = sql`j.act = 'hold' AND NOT EXISTS (SELECT FROM judgement later WHERE later.review = j.review AND later.unit_id = j.unit_id
  AND later.measure = j.measure AND later.act IN ('hold', 'release') AND later.n > j.n)`;

/** How many facts are held. */
export async function countHeld(tx: Database, review: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM judgement j WHERE j.review = ${review} AND ${HELD}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Facts that are held, with how often their owner was urged, the oldest first. */
export async function heldFacts(tx: Database, review: string): Promise<ReviewPage['holds']> {
  const { rows } = await sql<JudgementRow & { urged: number }>`
    SELECT held.*, (SELECT count(*)::integer FROM judgement g WHERE g.review = ${review} AND g.act = 'urge' AND g.unit_id = held.unit AND g.measure = held.measure AND g.n > held.n) AS urged
    FROM (${SAID} WHERE j.review = ${review} AND ${HELD}) held
    ORDER BY held.n`.execute(tx);
  return rows.map((row) => ({ ...judgementOf(row), unitName: row.unit_name, urged: row.urged }));
}

/** How many sections each step is done with, and how many figures are corrected. */
export async function progressOf(
  tx: Database,
  review: ReviewRow,
): Promise<{ readonly progress: ReviewPage['progress']; readonly corrections: number }> {
  const order = review.steps.map(({ id }) => id);
  const { rows } = await sql<{ section: string; step: string; passed: number }>`
    SELECT j.section, j.step, count(DISTINCT j.unit_id)::integer AS passed FROM judgement j
    WHERE j.review = ${review.id} AND j.act = 'pass' AND NOT EXISTS (SELECT FROM judgement back
      WHERE back.review = j.review AND back.section = j.section AND back.unit_id = j.unit_id AND back.act = 'return' AND back.n > j.n
        AND array_position(${order}::text[], back.step) <= array_position(${order}::text[], j.step) + 1)
    GROUP BY j.section, j.step
    UNION ALL
    SELECT '', '', count(*)::integer FROM (
      SELECT DISTINCT ON (unit_id, measure) act FROM judgement WHERE review = ${review.id} AND act IN ('correct', 'restore') ORDER BY unit_id, measure, n DESC) latest
    WHERE latest.act = 'correct'`.execute(tx);
  return {
    progress: rows.filter(({ step }) => step !== ''),
    corrections: rows.find(({ step }) => step === '')?.passed ?? 0,
  };
}

export async function meetingsOf(tx: Database, review: string): Promise<ReviewPage['meetings']> {
  const { rows } = await sql<ReviewPage['meetings'][number]>`
    SELECT id, held_on AS "heldOn", present, absent, minutes, concludes, decision, recorded_at AS "recordedAt",
      jsonb_build_object('unit', COALESCE((SELECT u.name FROM unit u WHERE u.id = by_unit), ''), 'title', by_post) AS by
    FROM review_meeting WHERE review = ${review} ORDER BY recorded_at DESC`.execute(tx);
  return rows;
}

/** The corrections of an edition's period that were made by a moment: the latest of each fact, unless it was restored. */
export async function correctionsOf(
  tx: Database,
  asked: { readonly edition: number; readonly period: string; readonly knownAt: Instant },
): Promise<Correction[]> {
  const { rows } = await sql<Correction & { act: string }>`
    SELECT DISTINCT ON (j.unit_id, j.measure) j.id, j.unit_id, j.measure, j.num, j.den, j.act
    FROM judgement j JOIN review r ON r.id = j.review
    WHERE r.edition = ${asked.edition} AND r.period = ${asked.period} AND j.act IN ('correct', 'restore') AND j.at <= ${asked.knownAt}
    ORDER BY j.unit_id, j.measure, j.n DESC`.execute(tx);
  return rows.filter(({ act }) => act === 'correct').map(({ act: _, ...correction }) => correction);
}
