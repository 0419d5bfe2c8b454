// SPDX-License-Identifier: Apache-2.0
import { inflateSync } from 'node:zlib';
import { Refusal } from '@beichen/kernel/errors.ts';
import { getPeriod, previousPeriod } from '@beichen/kernel/periods.ts';
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Explanation } from '@beichen/method';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { sql } from 'kysely';
import type { EvaluationHead, EvaluationState, Outline, PeriodQuery, StarMark } from '../../model/results.ts';

/** A moment inside JSON, where no driver writes it. */
function asText(column: string) {
  return sql`to_char(${sql.ref(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** An evaluation as it stands in a row, with its edition. */
export type HeadRow = {
  id: string;
  method: string;
  edition: string;
  subject: string;
  period: string;
  state: EvaluationState;
  tree_date: CivilDate;
  as_of: Instant;
  lacking: string[];
  digest: string | null;
  supersedes: string | null;
  superseded_by: string | null;
  outline: Outline;
  settled_at: Instant | null;
  unit_id: number;
  path: string;
  catalogue: string | null;
  waiting: boolean;
  requested_unit: string | null;
  requested_post: Words | null;
  notice: EvaluationHead['notice'];
  released: boolean;
  named: boolean;
};

/** What took its place: of a final result the next final one, since a notice between them is no result to go by. */
export const SUPERSEDED_BY = sql<string | null>`(WITH RECURSIVE later AS (
    SELECT l.id, l.state FROM evaluation l WHERE l.supersedes = e.id
    UNION ALL SELECT l.id, l.state FROM evaluation l JOIN later ON l.supersedes = later.id AND later.state = 'notice')
  SELECT id FROM later WHERE state = 'final' OR e.state = 'notice' LIMIT 1)`;

/** Instants as the city writes them. */
const NOTICE = sql`CASE WHEN n.id IS NOT NULL THEN json_build_object('document', n.document, 'openedAt', ${asText('n.opened_at')},
  'dueAt', ${asText('n.due_at')}, 'estimated', n.estimated) END`;

const HEAD = sql`
  SELECT e.id, m.method, m.edition, m.subject, e.period, e.state, e.tree_date, e.as_of, e.lacking, e.digest, e.supersedes,
    ${SUPERSEDED_BY} AS superseded_by, m.outline,
    e.settled_at, e.unit_id, e.path, e.catalogue, e.requested_post, (SELECT u.name FROM unit u WHERE u.id = e.requested_unit) AS requested_unit,
    e.state = 'live' AND oldest_stale() IS NOT NULL AS waiting, ${NOTICE} AS notice,
    EXISTS (SELECT FROM ranking_release k WHERE k.evaluation = e.id) AS released, EXISTS (SELECT FROM naming a WHERE a.evaluation = e.id) AS named
  FROM evaluation e JOIN method_edition m ON m.id = e.edition LEFT JOIN notice n ON n.id = e.id AND n.opened_at IS NOT NULL`;

/** Of several runs the final one counts, the latest of them; else the one shown for notice; else the live one, of the latest edition. */
const FOREMOST = sql`(SELECT min(first.id) FROM method_edition first WHERE first.method = m.method),
  (e.state = 'final') DESC, (e.state = 'notice') DESC, e.settled_at DESC, m.id DESC`;

export function headOf(row: HeadRow): EvaluationHead {
  const { id, method, edition, subject, period, state, lacking, digest, supersedes, outline } = row;
  const { requested_post: post } = row;
  return {
    id,
    method,
    edition,
    subject,
    period,
    state,
    treeDate: row.tree_date,
    asOf: row.as_of,
    stale: row.waiting,
    lacking,
    digest,
    supersedes,
    supersededBy: row.superseded_by,
    settledAt: row.settled_at,
    requestedBy: post === null ? null : { unit: row.requested_unit ?? '', post },
    notice: row.notice,
    released: row.released,
    named: row.named,
    outline,
  };
}

/** An evaluation as a list shows it. */
export function titledHead(row: HeadRow): Omit<EvaluationHead, 'outline' | 'stale'> & Pick<Outline, 'title'> {
  const { outline, stale: _, ...head } = headOf(row);
  return { ...head, title: outline.title };
}

/** An evaluation with the one of the period before, where there is one. */
export type Heads = {
  readonly head: HeadRow;
  readonly previous: { readonly id: string; readonly period: string } | null;
};

/**
 * The evaluation that shows the result of a period: the one that is named, else the latest final one, else the
 * latest that is shown for notice, else the live one.
 * @throws Refusal where the caller sees none
 */
export async function headsFor(tx: Database, asked: PeriodQuery): Promise<Heads> {
  const before = previousPeriod(getPeriod(asked.period)).id;
  const named = asked.evaluation ?? null;
  const { rows } = await sql<HeadRow>`${HEAD}
    WHERE e.period IN (${asked.period}, ${before}) AND (e.state IN ('live', 'notice', 'final') OR e.id = ${named}::uuid)
      AND m.method = ${asked.method ?? null}::text IS NOT FALSE
    ORDER BY ${FOREMOST}`.execute(tx);
  const head = rows.find(({ id, period }) => period === asked.period && (named === null || id === named));
  if (head === undefined) throw new Refusal(platformErrors.notFound);
  const previous = rows.find(({ period, method }) => period === before && method === head.method);
  return { head, previous: previous === undefined ? null : { id: previous.id, period: before } };
}

/** Evaluations that the caller sees, whatever their state, the newest periods first. */
export async function headRows(
  tx: Database,
  asked: { readonly period?: string | undefined; readonly method?: string | undefined },
): Promise<HeadRow[]> {
  const { rows } = await sql<HeadRow>`${HEAD}
    WHERE e.period = ${asked.period ?? null}::text IS NOT FALSE AND m.method = ${asked.method ?? null}::text IS NOT FALSE
    ORDER BY e.period DESC, ${FOREMOST}`.execute(tx);
  return rows;
}

/** The evaluation of a method that counts for a period, where the caller sees one. */
export async function foremostHead(
  tx: Database,
  asked: { readonly period: string; readonly method: string },
): Promise<HeadRow | undefined> {
  const rows = await headRows(tx, asked);
  return rows.find(({ state }) => state === 'final' || state === 'notice' || state === 'live');
}

/** One evaluation. @throws Refusal where there is none, or none that the caller sees */
export async function getHead(tx: Database, id: string): Promise<HeadRow> {
  const { rows } = await sql<HeadRow>`${HEAD} WHERE e.id = ${id}`.execute(tx);
  if (rows[0] === undefined) throw new Refusal(platformErrors.notFound);
  return rows[0];
}

export type NodeRow = {
  id: number;
  code: string;
  kind: string;
  name: string;
  pinyin: string;
  parent: number | null;
  place: string;
};

/** The units above the assessed ones; of these ids alone where they are named. */
export async function nodesOf(tx: Database, head: HeadRow, ids: readonly number[] | null): Promise<NodeRow[]> {
  const { rows } = await sql<NodeRow>`
    SELECT unit_id AS id, code, kind, name, pinyin, parent_id AS parent, place FROM evaluation_unit
    WHERE evaluation = ${head.id} AND kind <> ${head.subject} AND (${ids}::integer[] IS NULL OR unit_id = ANY (${ids}::integer[]))
    ORDER BY length(place), pinyin, code`.execute(tx);
  return rows;
}

export type ResultLine = {
  id: number;
  code: string;
  name: string;
  pinyin: string;
  parent: number | null;
  place: string;
  group: string;
  marks: StarMark[];
  /** Points by section. */
  sections: Record<string, number>;
  won: string[];
  before: string[] | null;
  stars: number;
  total: number;
  grade: string | null;
  complete: boolean;
  rank: number | null;
  /** Stars that were named and taken back. */
  withdrawn: string[];
  /** An objection to what is on notice has no answer yet. */
  objection: boolean;
};

/** Stars taken back since the unit was named last on an evaluation. */
const withdrawnOf = (evaluation: string) => sql`LEFT JOIN (
    SELECT latest.unit_id, array_agg(w.section ORDER BY w.section) AS sections FROM (
      SELECT DISTINCT ON (u.unit_id) u.unit_id, u.naming FROM named_unit u JOIN naming n ON n.id = u.naming
      WHERE n.evaluation = ${evaluation} ORDER BY u.unit_id, n.at DESC, n.id DESC) latest
    JOIN star_withdrawal w ON w.naming = latest.naming AND w.unit_id = latest.unit_id GROUP BY latest.unit_id) gone ON gone.unit_id = r.unit_id`;

const MARKED = sql`COALESCE(gone.sections, '{}') AS withdrawn,
  EXISTS (SELECT FROM objection o WHERE o.notice = r.evaluation AND o.unit_id = r.unit_id AND o.state = 'open') AS objection`;

/** The results that the caller sees, each with the stars of the period before; of one subtree of the evaluation's tree where `root` names it. */
export async function resultsOf(
  tx: Database,
  { head, previous }: Heads,
  root: number | undefined,
): Promise<ResultLine[]> {
  const { rows } = await sql<ResultLine>`
    SELECT r.unit_id AS id, u.code, u.name, u.pinyin, u.parent_id AS parent, u.place, r.peer_group AS "group", r.marks, r.points AS sections, r.won, b.won AS before,
      r.stars, r.total, r.grade, r.complete, r.rank, ${MARKED}
    FROM result r JOIN evaluation_unit u ON u.evaluation = r.evaluation AND u.unit_id = r.unit_id
    LEFT JOIN result b ON b.evaluation = ${previous?.id ?? null} AND b.unit_id = r.unit_id ${withdrawnOf(head.id)}
    WHERE r.evaluation = ${head.id}
      AND (${root ?? null}::integer IS NULL OR u.place ^@ (SELECT place FROM evaluation_unit WHERE evaluation = ${head.id} AND unit_id = ${root ?? null}))
    ORDER BY u.pinyin, u.code`.execute(tx);
  return rows;
}

export type ResultWhole = ResultLine & { kind: string; explanation: Explanation };

/** The result of one unit with its explanation, where it has one that the caller sees. */
export async function findResult(
  tx: Database,
  { head, previous }: Heads,
  unit: number,
): Promise<ResultWhole | undefined> {
  const { rows } = await sql<Omit<ResultWhole, 'explanation'> & { explanation: Buffer }>`
    SELECT r.unit_id AS id, u.code, u.kind, u.name, u.pinyin, u.parent_id AS parent, u.place, r.peer_group AS "group", r.marks, r.points AS sections, r.won, b.won AS before,
      r.stars, r.total, r.grade, r.complete, r.rank, ${MARKED}, r.explanation
    FROM result r JOIN evaluation_unit u ON u.evaluation = r.evaluation AND u.unit_id = r.unit_id
    LEFT JOIN result b ON b.evaluation = ${previous?.id ?? null} AND b.unit_id = r.unit_id ${withdrawnOf(head.id)}
    WHERE r.evaluation = ${head.id} AND r.unit_id = ${unit}`.execute(tx);
  const [row] = rows;
  return row && { ...row, explanation: JSON.parse(inflateSync(row.explanation).toString()) as Explanation };
}

/** The same. @throws Refusal where there is none */
export async function resultOf(tx: Database, heads: Heads, unit: number): Promise<ResultWhole> {
  const result = await findResult(tx, heads, unit);
  if (result === undefined) throw new Refusal(platformErrors.notFound);
  return result;
}
