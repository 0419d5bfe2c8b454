// SPDX-License-Identifier: Apache-2.0
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Held, Holding } from '@beichen/platform-server/holdings.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import { sql } from 'kysely';
import type { OrgPack } from '../model/pack.ts';
import type { RelationKind } from '../model/relations.ts';
import { passRelations, saidOf } from './store/relations.ts';

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
  roles: readonly Role[],
  { unit, on, limit }: { readonly unit: number; readonly on: CivilDate; readonly limit: number },
): Promise<readonly Held[]> {
  const { rows } = await sql<{
    id: string;
    kind: RelationKind;
    post: string | null;
    unitName: string;
    overName: string;
  }>`
    SELECT id, kind, post, unit_name AS "unitName", over_name AS "overName" FROM relations_of(ARRAY[${unit}::integer]) r WHERE ${LASTING(on)} LIMIT ${limit}`.execute(
    tx,
  );
  return rows.map(({ id, ...tie }) => ({ record: id, title: saidOf(tie, roles) }));
}

/** Which body covers a unit, who is its patron and answers for it, and what it covers and answers for itself: where a unit ends, it must be said who has them from then on. */
export function relationsHeld({ kinds, roles }: { kinds: OrgPack['kinds']; roles: readonly Role[] }): Holding {
  return {
    id: 'org.relations',
    title: { zh: '覆盖、服务、分包和责任', en: 'Party bodies, services, patrons and duties' },
    isWork: false,
    count: countRelations,
    list: (tx, at) => listRelations(tx, roles, at),
    pass: (tx, handover) => passRelations(tx, { kinds, roles }, handover),
  };
}
