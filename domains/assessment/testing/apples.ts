// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { MeasureAsked, MeasureRecord, MeasureSource } from '@beichen/platform-server/readings/measure-source.ts';
import { sql } from 'kysely';

/** Ripe in the period and recorded by then; it counts where it was picked before it fell, a day later. */
async function ripeApples(tx: Database, { units, span, knownAt }: MeasureAsked): Promise<readonly MeasureRecord[]> {
  const { rows } = await sql<MeasureRecord>`
    SELECT id AS record, unit_id AS unit, COALESCE(picked_at < ripe_at + interval '1 day', false) AS counts FROM apple
    WHERE unit_id = ANY (${[...units]}) AND ripe_at >= ${span.from} AND ripe_at < ${span.until} AND recorded_at <= ${knownAt} ORDER BY id`.execute(
    tx,
  );
  return rows;
}

/** The one measure of the orchard that records give. `before` runs before each look at the records. */
export function applesPicked(before: (tx: Database) => Promise<void> = async () => undefined): MeasureSource {
  return {
    declaration: {
      id: 'apples.picked_in_time',
      title: { zh: '按时采摘', en: 'Picked in time' },
      combine: 'sum',
      form: 'ratio',
      unit: { zh: '个', en: 'apples' },
      changedBy: ['apples.changed'],
    },
    async figures(tx, asked) {
      await before(tx);
      const byUnit = Map.groupBy(await ripeApples(tx, asked), ({ unit }) => unit);
      const figure = (list: readonly MeasureRecord[]) => ({
        num: list.filter(({ counts }) => counts).length,
        den: list.length,
        buckets: null,
      });
      return new Map([...byUnit].map(([unit, list]) => [unit, figure(list)]));
    },
    records: ripeApples,
    async describe(tx, records) {
      const { rows } = await sql<{
        id: string;
      }>`SELECT id FROM apple WHERE id = ANY (${[...records]}) ORDER BY id`.execute(tx);
      return rows.map(({ id }) => ({
        record: id,
        label: id.slice(-2),
        title: 'apple',
        href: `/apples/${id}`,
        cells: [],
      }));
    },
  };
}

/** Puts an apple into the orchard. Its id ends in `n`, two digits. */
export async function plantApple(
  db: Database,
  apple: {
    readonly n: string;
    readonly unit: string;
    readonly ripe: string;
    readonly picked: string | null;
    readonly recorded: string;
  },
): Promise<string> {
  const id = `019a1111-0000-7000-8000-0000000000${apple.n}`;
  await sql`INSERT INTO apple SELECT ${id}, id, path, ${apple.ripe}, ${apple.picked}, ${apple.recorded} FROM unit WHERE code = ${apple.unit}`.execute(
    db,
  );
  return id;
}
