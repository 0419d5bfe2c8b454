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

/** How a unit stands at the end of a period, or on the day of `knownAt` where it still ran; nothing of a period to come. */
function dayOf({ span, knownAt }: MeasureAsked, zone: string): CivilDate | undefined {
  if (span.from > knownAt) return undefined;
  const [last, today] = [lastDay(getPeriod(span.period)), dateOf(knownAt, zone)];
  return last < today ? last : today;
}

/** A unit as a record: records go by UUID wherever figures keep them, units by a number. In the order of the numbers. */
const RECORD = '00000000-0000-8000-8000-';
const recordOf = (unit: number): string => RECORD + unit.toString(16).padStart(12, '0');
const unitOf = (record: string): number => Number.parseInt(record.slice(RECORD.length), 16);

type Judged = { readonly record: string; readonly unit: number; readonly counts: boolean };

/**
 * The units that should have something, each with whether it had it: figure and list are both made of it. Ties and posts are taken as they
 * were known at `knownAt`: one that was entered or ended later, however far it is dated back, changes nothing that was told before.
 */
async function judged(
  tx: Database,
  { deps, about }: { readonly deps: ChangeDeps; readonly about: Due['about'] },
  asked: MeasureAsked,
): Promise<readonly Judged[]> {
  const day = dayOf(asked, deps.zone);
  const dues = duesOf(deps.kinds, deps.roles).filter((due) => due.about === about);
  if (day === undefined || dues.length === 0) return [];
  const listed = JSON.stringify(dues.map(({ kind, by }) => ({ about, kind, by })));
  const { rows } = await sql<{ unit: number; has: boolean }>`
    SELECT unit, has
    FROM units_standing(${[...asked.units]}::integer[], ${listed}::jsonb, ${day}::date, ${asked.knownAt}::timestamptz)`.execute(
    tx,
  );
  return rows.map(({ unit, has }) => ({ record: recordOf(unit), unit, counts: has }));
}

function figureOf({ counts }: Judged): Figure {
  return { num: counts ? 1 : 0, den: 1, buckets: null };
}

/** Units as the list behind a figure shows them, to whoever may see them. */
async function describeUnits(tx: Database, { kinds }: ChangeDeps, records: readonly string[]): Promise<RecordRow[]> {
  const { rows } = await sql<{ id: number; code: string; name: string; kind: string; above: string | null }>`
    SELECT u.id, u.code, u.name, u.kind, unit_name(u.parent_id) AS above FROM unit u
    WHERE u.id = ANY (${records.map(unitOf)}::integer[]) AND in_scope(u.path, NULL)`.execute(tx);
  return rows.map(({ id, code, name, kind, above }) => ({
    record: recordOf(id),
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
