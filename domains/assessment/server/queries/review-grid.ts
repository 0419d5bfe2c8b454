// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { Refusal } from '@beichen/kernel/errors.ts';
import { idsOf, type OrgPath } from '@beichen/kernel/paths.ts';
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import type { Catalogue, Explanation } from '@beichen/method';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import type { Grid } from '../../model/review.ts';
import { judgingPosts, type PostGrant, standingOf, turnOf } from '../../rules/review.ts';
import { sectionIn } from '../../rules/section-in.ts';
import { getReview, judgementsOf, type NumberedJudgement, postsOf, type ReviewRow, reviewHead } from './reviews.ts';

type Place = { readonly id: number; readonly path: OrgPath; readonly name: string };

async function getPlace(tx: Database, id: number): Promise<Place> {
  const { rows } = await sql<Place>`SELECT id, path, name FROM unit WHERE id = ${id}`.execute(tx);
  if (rows[0] === undefined) throw new Refusal(platformErrors.notFound);
  return rows[0];
}

type UnitRow = {
  readonly id: number;
  readonly path: OrgPath;
  readonly name: string;
  readonly code: string;
  readonly pinyin: string;
  readonly explanation: Buffer;
  readonly as_of: Instant;
};

/** The live results of a subtree, each with its reasons. */
async function resultsBelow(tx: Database, review: ReviewRow, place: Place): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    SELECT r.unit_id AS id, r.path, u.name, u.code, u.pinyin, r.explanation, e.as_of
    FROM result r JOIN evaluation e ON e.id = r.evaluation JOIN evaluation_unit u ON u.evaluation = r.evaluation AND u.unit_id = r.unit_id
    WHERE e.edition = ${review.edition_id} AND e.period = ${review.period} AND e.state = 'live' AND r.path ^@ ${place.path}
    ORDER BY u.code`.execute(tx);
  return rows;
}

async function namesOf(tx: Database, paths: readonly OrgPath[]): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(paths.flatMap(idsOf))];
  const { rows } = await sql<{
    id: number;
    name: string;
  }>`SELECT id, name FROM unit WHERE id = ANY (${ids}::integer[])`.execute(tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export const unpacked = (explanation: Buffer): Explanation =>
  JSON.parse(inflateSync(explanation).toString()) as Explanation;

/** A grid shows one section of each unit: the rest of its reasons is not read. */
const sectionOf = (explanation: Buffer, id: string) => sectionIn(inflateSync(explanation).toString(), id);

type Around = {
  readonly review: ReviewRow;
  readonly section: string;
  readonly posts: readonly PostGrant[];
  readonly said: ReadonlyMap<number, readonly NumberedJudgement[]>;
  readonly names: ReadonlyMap<number, string>;
  readonly today: ReturnType<typeof dateOf>;
};

function unitOf(row: UnitRow, of: Around): Grid['units'][number] {
  const { review, section, posts, today, names } = of;
  const node = sectionOf(row.explanation, section);
  const standing = standingOf(of.said.get(row.id) ?? [], review.steps);
  const mine = judgingPosts(posts, { unit: row.id, path: row.path }, { steps: review.steps, section });
  const turn = turnOf(mine, standing, { steps: review.steps, today });
  const isOver = review.concluded_at !== null;
  const lastStep = review.steps.at(-1)?.id;
  const last = !review.is_final && lastStep !== undefined && mine.has(lastStep) ? lastStep : null;
  const chain = idsOf(row.path);
  return {
    id: row.id,
    name: row.name,
    code: row.code,
    pinyin: row.pinyin,
    street: names.get(chain.at(-2) ?? 0) ?? '',
    points: node?.points ?? 0,
    won: node?.won ?? null,
    facts: (node?.items ?? []).map(({ points, num, den, value, missing }) => ({ points, num, den, value, missing })),
    passed: [...standing.passed],
    turn: isOver ? null : (turn ?? null),
    speaks: isOver ? last : (turn ?? null),
    owners: chain.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id) as string }] : [])),
  };
}

function measureOf({ measures }: Catalogue, id: string | null): Grid['items'][number]['measure'] {
  const known = id === null ? undefined : measures.get(id);
  if (known === undefined) return null;
  const { form, unit, numerator, denominator } = known;
  return { id: known.id, form, unit, ...(numerator && { numerator }), ...(denominator && { denominator }) };
}

/** A section of the units of one subtree: figures, points, what was said. @throws Refusal */
export async function reviewGrid(
  { tx, actor, now }: QueryContext,
  asked: { readonly id: string; readonly section: string; readonly unit: number },
  { zone, catalogue }: { readonly zone: string; readonly catalogue: Catalogue },
): Promise<Grid> {
  const review = await getReview(tx, asked.id);
  const section = review.outline.sections.find(({ id }) => id === asked.section);
  if (section === undefined) throw new Refusal(platformErrors.notFound);
  const place = await getPlace(tx, asked.unit);
  const rows = await resultsBelow(tx, review, place);
  const judgements = await judgementsOf(tx, { review: review.id, section: section.id, path: place.path });
  const names = await namesOf(
    tx,
    rows.map(({ path }) => path),
  );
  const posts = actor.kind === 'person' ? await postsOf(tx, actor.grants) : [];
  const said = Map.groupBy(judgements, ({ unit }) => unit);
  const today = dateOf(now, zone);
  const units = rows.map((row) => unitOf(row, { review, section: section.id, posts, said, names, today }));
  const [first] = rows;
  const items = first === undefined ? [] : (sectionOf(first.explanation, section.id)?.items ?? []);
  const shown = {
    edition: `${review.method} ${review.edition}`,
    period: review.period,
    section: section.id,
    items: items.map(({ id }) => id),
  };
  const told = units.map(({ code, points, won, facts, passed }) => ({ code, points, won, facts, passed }));
  return {
    review: reviewHead(review, { now, zone }),
    section,
    place: { id: place.id, name: place.name },
    asOf: first?.as_of ?? now,
    items: items.map(({ id, title, full, measure }) => ({ id, title, full, measure: measureOf(catalogue, measure) })),
    units,
    judgements: judgements.map(({ n: _, ...judgement }) => judgement),
    digest: createHash('sha256')
      .update(JSON.stringify({ ...shown, units: told }))
      .digest('hex'),
  };
}
