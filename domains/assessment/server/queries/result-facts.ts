// SPDX-License-Identifier: Apache-2.0
import { getPeriod, nameOfPeriod } from '@beichen/kernel/periods.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { RecordRow } from '@beichen/platform-server/readings/measure-source.ts';
import { sql } from 'kysely';
import type { Outline } from '../../model/results.ts';
import { asWritten } from '../../rules/fact-table.ts';
import { type Behind, NOTHING_BEHIND } from '../../rules/records-behind.ts';
import {
  findResultMeasure,
  periodsUsed,
  type ResultFact,
  resultFacts,
  type UnitOutcome,
} from '../../rules/result-measures.ts';

type Asked = {
  readonly period: string;
  readonly measures: readonly string[];
  readonly knownAt: Instant;
  /** Of one unit alone. */
  readonly unit?: number;
};

/** Facts that the final results of other methods give, as they were known at a moment: of each period the one that was final last. */
export async function factsOfResults(tx: Database, asked: Asked): Promise<readonly ResultFact[]> {
  const { period, measures, knownAt, unit = null } = asked;
  const methods = new Set(measures.map((measure) => findResultMeasure(measure)?.method));
  if (measures.length === 0) return [];
  const { rows } = await sql<UnitOutcome>`
    WITH latest AS (
      SELECT DISTINCT ON (m.method, e.period) e.id, m.method, e.period FROM evaluation e JOIN method_edition m ON m.id = e.edition
      WHERE e.state = 'final' AND e.settled_at <= ${knownAt} AND m.method = ANY (${[...methods]}) AND e.period = ANY (${periodsUsed(period, measures)})
      ORDER BY m.method, e.period, e.settled_at DESC, e.id DESC)
    SELECT l.id AS evaluation, l.method, l.period, r.unit_id, r.total, r.stars, r.points FROM latest l JOIN result r ON r.evaluation = l.id
    WHERE r.unit_id = ${unit}::integer IS NOT FALSE ORDER BY l.method, l.period, r.unit_id`.execute(tx);
  return resultFacts(measures, period, rows).map(asWritten);
}

/** The fact of a unit that final results give in a live one, with those results. */
export async function resultFactBehind(
  tx: Database,
  asked: { readonly unit: number; readonly measure: string; readonly period: string; readonly knownAt: Instant },
): Promise<Behind> {
  const [fact] = await factsOfResults(tx, { ...asked, measures: [asked.measure] });
  if (fact === undefined) return NOTHING_BEHIND;
  const { num, den, evaluations } = fact;
  const records = new Map(evaluations.map((id) => [id, true]));
  return { ...NOTHING_BEHIND, num, den, source: 'results', records, total: records.size };
}

type Row = {
  id: string;
  method: string;
  period: string;
  outline: Outline;
  total: number;
  stars: number;
  points: Readonly<Record<string, number>>;
  settled_at: Instant;
};

/** The figure itself, where it is a part of the result: 平安法治星 75.08. */
function pointsCell(section: string, { outline, points }: Pick<Row, 'outline' | 'points'>): RecordRow['cells'][number] {
  const title = outline.sections.find(({ id }) => id === section)?.title ?? { zh: section, en: section };
  return { title, value: points[section] ?? null, form: 'number' };
}

/** Results of a unit as a list shows them: each leads to its own page, where its reasons stand. */
export async function describeResults(
  tx: Database,
  unit: number,
  { measure, evaluations }: { readonly measure: string; readonly evaluations: readonly string[] },
): Promise<RecordRow[]> {
  const figure = findResultMeasure(measure)?.figure;
  const { rows } = await sql<Row>`
    SELECT e.id, m.method, e.period, m.outline, r.total, r.stars, r.points, e.settled_at FROM evaluation e JOIN method_edition m ON m.id = e.edition
    JOIN result r ON r.evaluation = e.id AND r.unit_id = ${unit} WHERE e.id = ANY (${[...evaluations]}) ORDER BY e.period`.execute(
    tx,
  );
  return rows.map(({ id, method, period, outline, total, stars, points, settled_at }) => ({
    record: id,
    label: nameOfPeriod(getPeriod(period)).zh,
    title: outline.title.zh,
    href: `/assessment/units/${unit}?${new URLSearchParams({ period, method, evaluation: id })}`,
    cells: [
      ...(typeof figure === 'object' ? [pointsCell(figure.section, { outline, points })] : []),
      { title: { zh: '总分', en: 'Total' }, value: total, form: 'number' },
      { title: { zh: '得星', en: 'Stars' }, value: stars, form: 'number' },
      { title: { zh: '定稿时间', en: 'Final since' }, value: settled_at, form: 'instant' },
    ],
  }));
}
