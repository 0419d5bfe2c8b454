// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { boundsOf, getPeriod } from '@beichen/kernel/periods.ts';
import { viewerOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { seeAs } from '@beichen/platform-server/db/scope.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import type { MeasureSource } from '@beichen/platform-server/readings/measure-source.ts';
import type { RecordsBehind, RecordsQuery } from '../../model/results.ts';
import { asWritten, factsFrom } from '../../rules/fact-table.ts';
import { type Behind, liveBehind } from '../../rules/records-behind.ts';
import { findResultMeasure } from '../../rules/result-measures.ts';
import { assessmentTables } from '../tables.ts';
import { leavesOn } from './facts.ts';
import { correctionBehind, declaredFactBehind, figuresAt, frozenFactBehind } from './facts-behind.ts';
import { describeResults, resultFactBehind } from './result-facts.ts';
import { type HeadRow, headsFor } from './results.ts';

/** What asking needs that lives as long as the process. */
export type RecordsDeps = { readonly measures: ReadonlyMap<string, MeasureSource>; readonly zone: string };

type Asked = { readonly unit: number; readonly query: RecordsQuery };

/** The unit has a result there that the caller sees, and its method looks at the measure. @throws Refusal */
async function requireFact(tx: Database, head: HeadRow, { unit, query }: Asked): Promise<void> {
  const result = await assessmentTables(tx)
    .selectFrom('result')
    .innerJoin('evaluation', 'evaluation.id', 'result.evaluation')
    .innerJoin('method_edition', 'method_edition.id', 'evaluation.edition')
    .select('method_edition.measures')
    .where('result.evaluation', '=', head.id)
    .where('result.unit_id', '=', unit)
    .executeTakeFirst();
  if (result?.measures.includes(query.measure) !== true) throw new Refusal(platformErrors.notFound);
}

/** A fact of a live result from its records. The figure is asked for in the range of results, the records in that of their own domain. */
async function recordsOfLive(
  { tx, actor }: QueryContext,
  about: { readonly head: HeadRow; readonly source: MeasureSource; readonly zone: string },
  { unit }: Asked,
): Promise<Behind> {
  const { head, source, zone } = about;
  const { declaration } = source;
  const leaves = await leavesOn(tx, { day: head.tree_date, below: [unit] });
  const figures = await figuresAt(tx, { measure: declaration.id, period: head.period, leaves });
  const [fact = { unit_id: unit, measure: declaration.id, num: null, den: null }] = factsFrom(
    figures,
    [declaration],
    [unit],
  );
  await seeAs(tx, viewerOf(actor, declaration.id));
  const span = { period: head.period, ...boundsOf(getPeriod(head.period), zone) };
  const units = declaration.combine === 'sum' ? [...leaves.keys()] : [unit];
  const records = await source.records(tx, { units, span, knownAt: head.as_of });
  return liveBehind(asWritten(fact), new Map(records.map(({ record, counts }) => [record, counts])), declaration);
}

/** A live fact as a review corrected it; what stood behind the figure before stays beside it. */
async function withCorrection<Found extends Pick<Behind, 'num' | 'den' | 'correction'>>(
  tx: Database,
  { head, unit, measure }: { readonly head: HeadRow; readonly unit: number; readonly measure: string },
  found: Found,
): Promise<Found> {
  const { edition, method, period } = head;
  const correction = await correctionBehind(tx, { edition, method, period, unit, measure, knownAt: head.as_of });
  return correction === null ? found : { ...found, num: correction.num, den: correction.den, correction };
}

/**
 * What stands behind the fact that a result used: of a frozen one the records that it kept, of a live one those known as of it. Rows are
 * those that the caller may see as records of their own domain; the others are counted. @throws Refusal
 */
export async function recordsBehind(ctx: QueryContext, deps: RecordsDeps, asked: Asked): Promise<RecordsBehind> {
  const { tx, actor } = ctx;
  const { unit, query } = asked;
  const { measure, period } = query;
  const { head } = await headsFor(tx, query);
  await requireFact(tx, head, asked);
  const source = deps.measures.get(measure);
  const isResult = source === undefined && findResultMeasure(measure) !== undefined;
  const find = (): Promise<Behind> => {
    if (head.state !== 'live') return frozenFactBehind(tx, { evaluation: head.id, unit, measure });
    const fact = { unit, measure, period, knownAt: head.as_of };
    if (isResult) return resultFactBehind(tx, fact);
    if (source === undefined) return declaredFactBehind(tx, fact);
    return recordsOfLive(ctx, { head, source, zone: deps.zone }, asked);
  };
  const { records, ...found } = await find();
  const behind = head.state === 'live' ? await withCorrection(tx, { head, unit, measure }, found) : found;
  await seeAs(tx, viewerOf(actor, measure));
  const ids = [...records.keys()];
  const describe = async () =>
    isResult
      ? await describeResults(tx, unit, { measure, evaluations: ids })
      : ((await source?.describe(tx, ids)) ?? []);
  const described = ids.length === 0 ? [] : await describe();
  return {
    evaluation: { id: head.id, state: head.state, asOf: head.as_of },
    measure,
    ...behind,
    ...(isResult && behind.source === 'records' ? { source: 'results' as const } : {}),
    hidden: behind.total - described.length,
    rows: described.map((row) => ({
      ...row,
      counts: records.get(row.record) === true,
      cells: row.cells.map((one) => ({ ...one })),
    })),
  };
}
