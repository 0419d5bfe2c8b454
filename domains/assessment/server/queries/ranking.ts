// SPDX-License-Identifier: Apache-2.0
import { may } from '@beichen/engines/access/may.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { rankingShape } from '../../model/naming.ts';
import type { PeriodQuery } from '../../model/results.ts';
import type { RankingSettings } from '../../model/settings.ts';
import { isSmall, placedUnits, settingsOf } from '../../rules/places.ts';
import { type HeadRow, headOf, headsFor } from './results.ts';

type Ranking = z.infer<typeof rankingShape>;

/** Whoever sees all peers may prepare a ranking, and see its ranks before they are released. */
export function mayPrepare(actor: Actor, path: string): boolean {
  return may(actor, 'assessment.rank', { paths: [path as never], line: null, sensitivity: 'internal' });
}

type ReleaseRow = {
  document: string;
  approval: string;
  dated: CivilDate;
  at: Instant;
  unit: string | null;
  post: Words | null;
};

async function releaseOf(tx: Database, { id }: HeadRow): Promise<Ranking['release']> {
  const { rows } = await sql<ReleaseRow>`
    SELECT k.document, k.approval, k.dated, k.at, (SELECT u.name FROM unit u WHERE u.id = k.by_unit) AS unit, k.by_post AS post
    FROM ranking_release k WHERE k.evaluation = ${id}`.execute(tx);
  if (rows[0] === undefined) return null;
  const { unit, post, ...rest } = rows[0];
  return { ...rest, by: post === null ? null : { unit: unit ?? '', post } };
}

type Size = { readonly group: string; readonly name: string; readonly ranked: number };

async function sizesOf(tx: Database, { id }: HeadRow): Promise<ReadonlyMap<string, Size>> {
  const { rows } = await sql<Size>`
    SELECT g.peer_group AS "group", COALESCE(u.name, g.peer_group) AS name, g.ranked FROM ranked_in_groups(${id}) g
    LEFT JOIN evaluation_unit u ON u.evaluation = ${id} AND u.code = g.peer_group`.execute(tx);
  return new Map(rows.map((row) => [row.group, row]));
}

type Line = {
  readonly id: number;
  readonly name: string;
  readonly pinyin: string;
  readonly group: string;
  readonly stars: number;
  readonly total: number;
  readonly grade: string | null;
  readonly rank: number | null;
};

/** The results that the caller sees, by the names of the units. */
async function linesOf(tx: Database, { id }: HeadRow, peers: string | undefined): Promise<Line[]> {
  const { rows } = await sql<Line>`
    SELECT r.unit_id AS id, u.name, u.pinyin, r.peer_group AS "group", r.stars, r.total, r.grade, r.rank
    FROM result r JOIN evaluation_unit u ON u.evaluation = r.evaluation AND u.unit_id = r.unit_id
    WHERE r.evaluation = ${id} AND (${peers ?? null}::text IS NULL OR r.peer_group = ${peers ?? null}) ORDER BY u.pinyin, u.code`.execute(
    tx,
  );
  return rows;
}

/** Ranks within peer groups, of organisations only; kept back from all but those who prepare them until they are released. @throws Refusal */
export async function rankingPage(
  { tx, actor }: QueryContext,
  given: RankingSettings | undefined,
  asked: PeriodQuery & { readonly peers?: string | undefined },
): Promise<Ranking> {
  const { head } = await headsFor(tx, asked);
  if (!head.outline.ranked) throw new Refusal(platformErrors.notFound);
  const lines = await linesOf(tx, head, asked.peers);
  const release = await releaseOf(tx, head);
  const sizes = await sizesOf(tx, head);
  const settings = settingsOf(given);
  const prepares = mayPrepare(actor, head.path);
  const shown = release !== null || prepares;
  const groups = [...Map.groupBy(lines, ({ group }) => group)].map(([group, list]) => {
    const { name = group, ranked = 0 } = sizes.get(group) ?? {};
    return {
      group,
      name,
      ranked,
      small: isSmall(ranked, settings),
      units: placedUnits(list, { ranked, shown, settings }),
    };
  });
  return {
    evaluation: headOf(head),
    release,
    withheld: !shown,
    mayRelease: prepares && release === null && head.state === 'final' && head.superseded_by === null,
    least: settings.least,
    groups,
  };
}
