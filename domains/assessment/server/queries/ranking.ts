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
import { isSmall, placeOf, settingsOf } from '../../rules/places.ts';
import { type HeadRow, headOf, headsFor, type ResultLine, resultsOf } from './results.ts';

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

/** Ranks where they may be seen; units of one band, and all where no rank is shown, by the order of their names. */
function unitsOf(
  lines: readonly ResultLine[],
  about: { readonly ranked: number; readonly shown: boolean; readonly settings: RankingSettings },
): Ranking['groups'][number]['units'] {
  const { ranked, shown, settings } = about;
  const units = lines.map(({ id, name, pinyin, stars, total, grade, rank }) => {
    const place = shown ? placeOf(rank, ranked, settings) : { rank: null, band: null };
    return { id, name, pinyin, stars, total, grade, ...place };
  });
  const order = ({ rank, band }: (typeof units)[number]): number => rank ?? band?.[0] ?? Number.POSITIVE_INFINITY;
  return units.sort((a, b) => order(a) - order(b) || 0);
}

/** Ranks within peer groups, of organisations only; kept back from all but those who prepare them until they are released. @throws Refusal */
export async function rankingPage(
  { tx, actor }: QueryContext,
  given: RankingSettings | undefined,
  asked: PeriodQuery & { readonly peers?: string | undefined },
): Promise<Ranking> {
  const heads = await headsFor(tx, asked);
  const { head } = heads;
  const lines = await resultsOf(tx, heads, undefined);
  if (!head.outline.ranked) throw new Refusal(platformErrors.notFound);
  const release = await releaseOf(tx, head);
  const sizes = await sizesOf(tx, head);
  const settings = settingsOf(given);
  const prepares = mayPrepare(actor, head.path);
  const shown = release !== null || prepares;
  const wanted = lines.filter(({ group }) => asked.peers === undefined || group === asked.peers);
  const groups = [...Map.groupBy(wanted, ({ group }) => group)].map(([group, list]) => {
    const { name = group, ranked = 0 } = sizes.get(group) ?? {};
    return { group, name, ranked, small: isSmall(ranked, settings), units: unitsOf(list, { ranked, shown, settings }) };
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
