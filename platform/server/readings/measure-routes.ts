// SPDX-License-Identifier: Apache-2.0
import { holds, scopeOf } from '@beichen/engines/access/may.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { type Figure, type MeasureDeclaration, percentileOf } from '@beichen/kernel/measures.ts';
import { isWithin } from '@beichen/kernel/paths.ts';
import { boundsOf, getPeriod, lastDay } from '@beichen/kernel/periods.ts';
import { z } from 'zod';
import type { Database } from '../db/connect.ts';
import { platformErrors } from '../errors.ts';
import { type QueryContext, query, type Route } from '../http/route.ts';
import type { MeasureAsked, MeasureSource } from './measure-source.ts';
import {
  type FigureAsked,
  type FigureView,
  figureAsked,
  figureView,
  measureList,
  type RecordsAsked,
  type RecordsView,
  recordsAsked,
  recordsView,
} from './measure-views.ts';
import { readingAt } from './reading-at.ts';
import { unitsBelow } from './units-below.ts';

/** What the routes stand on: all measures, the worker's connection, the zone in which periods begin. */
export type MeasureDeps = {
  readonly sources: readonly MeasureSource[];
  readonly worker: Database;
  readonly zone: string;
};

const none = z.strictObject({});

/** Who reads a domain's records reads its measures. The first part of a measure's name is its domain. */
function permissionOf({ id }: MeasureDeclaration): string {
  return `${id.split('.')[0]}.read`;
}

/**
 * All the units below the node, if the caller sees every one of them on all duty lines: what is shown is the whole figure or none.
 * @throws Refusal
 */
async function asked(
  { tx, actor, now }: QueryContext,
  {
    deps,
    permission,
    wanted,
  }: { readonly deps: MeasureDeps; readonly permission: string; readonly wanted: FigureAsked },
): Promise<MeasureAsked> {
  const node = await tx.selectFrom('unit').select('id').where('id', '=', wanted.unit).executeTakeFirst();
  if (node === undefined) throw new Refusal(platformErrors.notFound);
  const period = getPeriod(wanted.period);
  const below = await unitsBelow(deps.worker, wanted.unit, lastDay(period));
  const { all } = scopeOf(actor, permission);
  const isSeen = ({ today }: { readonly today: string }): boolean => all.some((root) => isWithin(today, root));
  if (!below.every(isSeen)) throw new Refusal(platformErrors.notWhole);
  const span = { period: period.id, ...boundsOf(period, deps.zone) };
  return { units: below.map(({ unit }) => unit), span, knownAt: now };
}

function described({ id, title, form, unit }: MeasureDeclaration) {
  return { measure: id, title, form, unit };
}

type Distribution = Pick<FigureView, 'buckets' | 'percentile'>;

function distribution({ buckets }: Figure, bounds: readonly number[]): Distribution {
  if (buckets === null) return { buckets: null, percentile: null };
  const at = (share: number) => {
    const found = percentileOf(buckets, bounds, share);
    if (found === null) return null;
    const moreThan = !Number.isFinite(found);
    return { value: moreThan ? (bounds.at(-1) ?? 0) : found, moreThan };
  };
  const [median, p90] = [at(0.5), at(0.9)];
  return {
    buckets: buckets.map((count, place) => ({ upTo: bounds[place] ?? null, count })),
    percentile: median === null || p90 === null ? null : { median, p90 },
  };
}

async function figureOf(
  ctx: QueryContext,
  deps: MeasureDeps,
  { source, wanted }: { readonly source: MeasureSource; readonly wanted: FigureAsked },
): Promise<FigureView> {
  const { declaration } = source;
  const about = await asked(ctx, { deps, permission: permissionOf(declaration), wanted });
  const readers = { tx: ctx.tx, worker: deps.worker };
  const { figure, asOf, stale } = await readingAt(readers, source, { node: wanted.unit, asked: about });
  const { num, den } = figure;
  const { buckets, percentile } = distribution(figure, declaration.buckets ?? []);
  return { ...described(declaration), num, den, buckets, percentile, asOf, stale };
}

/** The list behind a figure, by the same query: counted as the worker, shown as far as the caller may see. */
async function listOf(
  ctx: QueryContext,
  deps: MeasureDeps,
  { source, wanted }: { readonly source: MeasureSource; readonly wanted: RecordsAsked },
): Promise<RecordsView> {
  const about = await asked(ctx, { deps, permission: permissionOf(source.declaration), wanted });
  const records = await source.records(deps.worker, about);
  const { cursor, limit } = wanted;
  const rest = cursor === undefined ? records : records.filter(({ record }) => record > cursor);
  const page = rest.slice(0, limit);
  const ids = page.map(({ record }) => record);
  const shown = ids.length === 0 ? [] : await source.describe(ctx.tx, ids);
  const byId = new Map(shown.map((row) => [row.record, row]));
  const rows = page.flatMap(({ record, counts }) => {
    const row = byId.get(record);
    return row === undefined ? [] : [{ ...row, cells: [...row.cells], counts }];
  });
  return {
    total: records.length,
    counting: records.filter(({ counts }) => counts).length,
    rows,
    hidden: page.length - rows.length,
    next: rest.length > page.length ? (page.at(-1)?.record ?? null) : null,
  };
}

/** Rows for one measure, each under the door of its domain. */
function rowsFor(source: MeasureSource, deps: MeasureDeps): Route[] {
  const { id, title } = source.declaration;
  const about = { door: { permission: permissionOf(source.declaration) }, params: none };
  return [
    query({
      ...about,
      path: `/api/measures/${id}`,
      summary: { zh: `指标“${title.zh}”在一个单位、一个周期的数`, en: `Measure: ${title.en}, at a unit in a period` },
      query: figureAsked,
      output: figureView,
      errors: [platformErrors.notWhole],
      run: (ctx, { query: wanted }) => figureOf(ctx, deps, { source, wanted }),
    }),
    query({
      ...about,
      path: `/api/measures/${id}/records`,
      summary: { zh: `指标“${title.zh}”背后的记录`, en: `The records behind the measure: ${title.en}` },
      query: recordsAsked,
      output: recordsView,
      errors: [platformErrors.notWhole],
      run: (ctx, { query: wanted }) => listOf(ctx, deps, { source, wanted }),
    }),
  ];
}

/** `GET /api/measures`, and for each measure its figure and the list behind it. */
export function measureRoutes(deps: MeasureDeps): Route[] {
  const list = query({
    path: '/api/measures',
    summary: { zh: '系统从记录算出的指标', en: 'Measures that are computed from records' },
    door: 'signed-in',
    params: none,
    query: none,
    output: measureList,
    run: async ({ actor }) => ({
      measures: deps.sources
        .map(({ declaration }) => declaration)
        .filter((declaration) => holds(actor, permissionOf(declaration)))
        .map((declaration) => ({ ...described(declaration), combine: declaration.combine })),
    }),
  });
  return [list, ...deps.sources.flatMap((source) => rowsFor(source, deps))];
}
