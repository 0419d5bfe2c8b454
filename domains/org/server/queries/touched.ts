// SPDX-License-Identifier: Apache-2.0
import { rangeOf } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { previewShape } from '../../model/changes.ts';
import type { KnownUnit, World } from '../../rules/change.ts';
import { shownUnit, titleOf } from './shown-unit.ts';
import { levelsOf } from './units.ts';
import type { ChangeDeps } from './world.ts';

type Touched = z.infer<typeof previewShape>['touched'];

/** Of each kind of thing so many are named; who divides more than these gives the rest a place together. */
const MOST_NAMED = 50;

async function countBelow(tx: Database, path: string): Promise<number> {
  const { low, high } = rangeOf(path);
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*)::integer - 1 AS n FROM unit WHERE path >= ${low} AND path < ${high} AND closed_on IS NULL`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** What lies at the units that a change ends or empties, as far as the transaction sees it. */
export async function touchedBy(
  tx: Database,
  deps: ChangeDeps,
  about: { readonly units: readonly KnownUnit[]; readonly below: World['below']; readonly on: CivilDate },
): Promise<Touched> {
  const { units, below, on } = about;
  const ids = units.map(({ id }) => id);
  const levels = await levelsOf(tx, ids);
  const counts = new Map<string, ReadonlyMap<number, number>>();
  for (const holding of deps.holdings.values()) counts.set(holding.id, await holding.count(tx, { units: ids, on }));
  const touched: Touched = [];
  for (const unit of units) {
    const held: Touched[number]['held'] = [];
    for (const holding of deps.holdings.values()) {
      const count = counts.get(holding.id)?.get(unit.id) ?? 0;
      const records = [...(await holding.list(tx, { unit: unit.id, on, limit: MOST_NAMED }))];
      held.push({ holding: holding.id, title: holding.title, count, records });
    }
    const children = (below.get(unit.id) ?? []).map(({ id, name, kind }) => ({
      id,
      name,
      kindTitle: titleOf(deps.kinds, kind),
    }));
    const level = levels.get(unit.id) ?? 0;
    touched.push({
      unit: shownUnit({ ...unit, level }, deps.kinds),
      below: await countBelow(tx, unit.path),
      children,
      held,
    });
  }
  return touched;
}
