// SPDX-License-Identifier: Apache-2.0
import type { Figure } from '@beichen/kernel/measures.ts';
import { getPeriod, lastDay } from '@beichen/kernel/periods.ts';
import { type CivilDate, dateOf } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type {
  MeasureAsked,
  MeasureRecord,
  MeasureSource,
  RecordRow,
} from '@beichen/platform-server/readings/measure-source.ts';
import { sql } from 'kysely';
import { orgModule } from '../module.ts';
import { type Due, duesOf } from '../rules/coverage.ts';
import { titleOf } from './queries/shown-unit.ts';
import type { ChangeDeps } from './queries/world.ts';

/** What units should have that a measure counts. */
const ABOUT: Readonly<Record<(typeof orgModule.measures)[number]['id'], Due['about']>> = {
  'org.units_covered': 'covers',
  'org.units_staffed': 'post',
  'org.units_sponsored': 'tie',
};

/**
 * How a unit stands at the end of a period, or today where it still runs; nothing of a period to come. Ties and posts are taken as they are
 * known now: when they were entered is not asked, so one that is dated back counts from its day on.
 */
function dayOf({ span, knownAt }: MeasureAsked, zone: string): CivilDate | undefined {
  if (span.from > knownAt) return undefined;
  const [last, today] = [lastDay(getPeriod(span.period)), dateOf(knownAt, zone)];
  return last < today ? last : today;
}

type Judged = { readonly record: string; readonly unit: number; readonly counts: boolean };

/** The units that should have something, each with whether it has it. Figure and list are both made of it. */
async function judged(
  tx: Database,
  { deps, about }: { readonly deps: ChangeDeps; readonly about: Due['about'] },
  asked: MeasureAsked,
): Promise<readonly Judged[]> {
  const day = dayOf(asked, deps.zone);
  const dues = duesOf(deps.kinds, deps.roles).filter((due) => due.about === about);
  if (day === undefined || dues.length === 0) return [];
  const holds = (from: string) =>
    sql`${sql.ref(`${from}.from`)} <= ${day} AND (${sql.ref(`${from}.to`)} IS NULL OR ${sql.ref(`${from}.to`)} > ${day})`;
  const listed = JSON.stringify(dues.map(({ kind, by }) => ({ kind, by })));
  const { rows } = await sql<Judged>`
    SELECT u.id::text AS record, u.id AS unit, bool_and(CASE ${about}::text
      WHEN 'post' THEN EXISTS (SELECT FROM access_grant g WHERE g.unit_id = u.id AND g.role = d.by AND ${holds('g')})
      ELSE EXISTS (SELECT FROM unit_relation r JOIN unit a ON a.id = r.unit_id WHERE r.over_id = u.id AND ${holds('r')}
        AND CASE ${about}::text WHEN 'covers' THEN r.kind = 'covers' AND a.kind = d.by ELSE r.kind = d.by END) END) AS counts
    FROM unit u JOIN jsonb_to_recordset(${listed}::jsonb) AS d(kind text, by text) ON d.kind = u.kind
      JOIN unit_place p ON p.unit_id = u.id AND ${holds('p')}
    WHERE u.id = ANY (${[...asked.units]}::integer[]) GROUP BY u.id`.execute(tx);
  return rows;
}

function figureOf({ counts }: Judged): Figure {
  return { num: counts ? 1 : 0, den: 1, buckets: null };
}

/** Units as the list behind a figure shows them, to whoever may see them. */
async function describeUnits(tx: Database, { kinds }: ChangeDeps, records: readonly string[]): Promise<RecordRow[]> {
  const { rows } = await sql<{ id: number; code: string; name: string; kind: string; above: string | null }>`
    SELECT u.id, u.code, u.name, u.kind, unit_name(u.parent_id) AS above FROM unit u
    WHERE u.id = ANY (${records.map(Number)}::integer[]) AND in_scope(u.path, NULL)`.execute(tx);
  return rows.map(({ id, code, name, kind, above }) => ({
    record: String(id),
    label: code,
    title: name,
    href: `/units/${id}`,
    cells: [
      { title: { zh: '类别', en: 'Kind' }, value: titleOf(kinds, kind).zh, form: 'text' },
      { title: { zh: '上级', en: 'Above' }, value: above, form: 'text' },
    ],
  }));
}

/** Units and not what ties them are the records: how many should have something, and how many of them have it. */
export function coverageMeasures(deps: ChangeDeps): readonly MeasureSource[] {
  return orgModule.measures.map((declaration): MeasureSource => {
    const of = { deps, about: ABOUT[declaration.id] };
    return {
      declaration,
      figures: async (tx, asked) => new Map((await judged(tx, of, asked)).map((row) => [row.unit, figureOf(row)])),
      records: async (tx, asked): Promise<readonly MeasureRecord[]> =>
        [...(await judged(tx, of, asked))].sort((a, b) => (a.record < b.record ? -1 : 1)),
      describe: (tx, records) => describeUnits(tx, deps, records),
    };
  });
}
