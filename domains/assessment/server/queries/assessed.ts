// SPDX-License-Identifier: Apache-2.0
import { findPeriod, lastDay } from '@beichen/kernel/periods.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import { editionsOn } from './editions.ts';

/** What a method assesses in a period: by which edition, and the root of it. */
export type Assessed = {
  readonly edition: number;
  readonly root: { readonly id: number; readonly path: string };
  readonly treeDate: CivilDate;
};

/** The edition of the method that assesses the period, with the root of what it assesses, as far as the actor sees both. */
export async function findAssessed(
  tx: Database,
  { period, method }: { readonly period: string; readonly method: string },
): Promise<Assessed | undefined> {
  const found = findPeriod(period);
  if (found === undefined) return undefined;
  const treeDate = lastDay(found);
  const editions = await editionsOn(tx, { kind: found.kind, day: treeDate });
  const edition = editions.find((one) => one.method === method);
  if (edition === undefined) return undefined;
  const { rows } = await sql<Assessed['root']>`
    SELECT id, path FROM unit WHERE parent_id IS NULL
      AND EXISTS (SELECT FROM unit below WHERE below.kind = ${edition.subject} AND below.path ^@ unit.path) ORDER BY code LIMIT 1`.execute(
    tx,
  );
  return rows[0] && { edition: edition.id, root: rows[0], treeDate };
}
