// SPDX-License-Identifier: Apache-2.0
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Held, Holding } from '@beichen/platform-server/holdings.ts';
import { sql } from 'kysely';
import type { OrgPack } from '../model/pack.ts';
import type { RelationKind } from '../model/relations.ts';
import { passRelations, SAID } from './store/relations.ts';

const LASTING = (on: CivilDate) => sql`(r.until IS NULL OR (r.until > ${on}::date AND r.until > r.since))`;

async function countRelations(
  tx: Database,
  { units, on }: { readonly units: readonly number[]; readonly on: CivilDate },
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ unit: number; n: number }>`
    SELECT asked.unit, count(*)::integer AS n FROM relations_of(${[...units]}::integer[]) r
    JOIN unnest(${[...units]}::integer[]) AS asked(unit) ON asked.unit IN (r.unit, r.over) WHERE ${LASTING(on)} GROUP BY asked.unit`.execute(
    tx,
  );
  return new Map(rows.map(({ unit, n }) => [unit, n]));
}

async function listRelations(
  tx: Database,
  { unit, on, limit }: { readonly unit: number; readonly on: CivilDate; readonly limit: number },
): Promise<readonly Held[]> {
  const { rows } = await sql<{ id: string; kind: RelationKind; one: string; other: string }>`
    SELECT id, kind, unit_name AS one, over_name AS other FROM relations_of(ARRAY[${unit}::integer]) r WHERE ${LASTING(on)} LIMIT ${limit}`.execute(
    tx,
  );
  return rows.map(({ id, kind, one, other }) => ({ record: id, title: `${one}${SAID[kind]}${other}` }));
}

/** Which body covers a unit, and what a body covers: where a unit ends, it must be said who has them from then on. */
export function relationsHeld(kinds: OrgPack['kinds']): Holding {
  return {
    id: 'org.relations',
    title: { zh: '党组织覆盖和联系服务', en: 'Cover by Party bodies, and services' },
    isWork: false,
    count: countRelations,
    list: listRelations,
    pass: (tx, handover) => passRelations(tx, kinds, handover),
  };
}
