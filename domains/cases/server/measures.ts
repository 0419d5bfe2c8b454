// SPDX-License-Identifier: Apache-2.0
import type { Figure, MeasureDeclaration } from '@beichen/kernel/measures.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { MeasureAsked, MeasureRecord, MeasureSource } from '@beichen/platform-server/readings/measure-source.ts';
import { type RawBuilder, sql } from 'kysely';
import { CLOSING_BOUNDS, casesModule } from '../module.ts';
import type { CaseDeps } from './actions/deps.ts';
import { describeCases } from './queries/describe-cases.ts';

/**
 * What a measure counts, as a query for rows (record, unit, counts, worth): each row is one record behind the figure. Figure and list
 * are both made from it. `worth` is what falls into a bucket, `null` elsewhere.
 */
type Counted = (asked: MeasureAsked) => RawBuilder<unknown>;

/** The last action of a case as known then; recorded_at never runs backwards in a case, so the next one decides. */
function isLastKnown({ knownAt }: MeasureAsked) {
  return sql`a.recorded_at <= ${knownAt} AND NOT EXISTS (
    SELECT FROM case_action later WHERE later.case_id = a.case_id AND later.n = a.n + 1 AND later.recorded_at <= ${knownAt})`;
}

function within(column: string, { span, units }: MeasureAsked) {
  const at = sql.ref(column);
  return sql`a.unit_id = ANY (${units}) AND ${at} >= ${span.from} AND ${at} < ${span.until}`;
}

const reported: Counted = (asked) => sql`
  SELECT a.case_id AS record, a.unit_id AS unit, true AS counts, NULL::numeric AS worth FROM case_action a
  WHERE a.n = 1 AND ${within('a.reported_at', asked)} AND a.reported_at <= ${asked.knownAt}`;

/** Due in the period, not put off, and either past due or closed already. due_at is the first moment that is too late, so it may be the period's end. */
const closedOnTime: Counted = (asked) => sql`
  SELECT a.case_id AS record, a.unit_id AS unit, COALESCE(a.closed_at < a.due_at, false) AS counts, NULL::numeric AS worth FROM case_action a
  WHERE a.unit_id = ANY (${asked.units}) AND a.due_at > ${asked.span.from} AND a.due_at <= ${asked.span.until}
    AND NOT a.deferred AND (a.due_at <= ${asked.knownAt} OR a.closed_at IS NOT NULL) AND ${isLastKnown(asked)}`;

const solved: Counted = (asked) => sql`
  SELECT a.case_id AS record, a.unit_id AS unit, a.answer = 'solved' AS counts, NULL::numeric AS worth FROM case_action a
  WHERE ${within('a.answered_at', asked)} AND a.answer IN ('solved', 'unsolved') AND ${isLastKnown(asked)}`;

const closingDays: Counted = (asked) => sql`
  SELECT a.case_id AS record, a.unit_id AS unit, true AS counts, a.worked_days AS worth FROM case_action a
  WHERE ${within('a.closed_at', asked)} AND ${isLastKnown(asked)}`;

/** One case, the earliest, stands for each reporter: of a leaf, or of all the units asked together. */
function reporters(of: 'leaf' | 'all'): Counted {
  const key = of === 'leaf' ? sql`a.unit_id, c.reporter` : sql`c.reporter`;
  return (asked) => sql`
    SELECT DISTINCT ON (${key}) a.case_id AS record, a.unit_id AS unit, true AS counts, NULL::numeric AS worth
    FROM case_action a JOIN cases c ON c.id = a.case_id
    WHERE a.n = 1 AND ${within('a.reported_at', asked)} AND a.reported_at <= ${asked.knownAt} AND c.reporter IS NOT NULL
    ORDER BY ${key}, a.reported_at, a.case_id`;
}

async function recordsOf(tx: Database, counted: Counted, asked: MeasureAsked): Promise<readonly MeasureRecord[]> {
  const { rows } = await sql<MeasureRecord>`
    SELECT record, unit, counts FROM (${counted(asked)}) AS counted ORDER BY record`.execute(tx);
  return rows;
}

type Tally = {
  readonly unit: number;
  readonly counts: boolean;
  readonly worth: number | null;
  readonly records: number;
};

async function talliesOf(tx: Database, counted: Counted, asked: MeasureAsked): Promise<readonly Tally[]> {
  const { rows } = await sql<Tally>`
    SELECT unit, counts, worth, count(*)::integer AS records FROM (${counted(asked)}) AS counted
    GROUP BY unit, counts, worth`.execute(tx);
  return rows;
}

const sum = (tallies: readonly Tally[]): number => tallies.reduce((total, { records }) => total + records, 0);

type MakeFigure = (tallies: readonly Tally[]) => Figure;

const count: MakeFigure = (tallies) => ({ num: sum(tallies), den: null, buckets: null });

const ratio: MakeFigure = (tallies) => ({
  num: sum(tallies.filter(({ counts }) => counts)),
  den: sum(tallies),
  buckets: null,
});

/** A worth equal to a bound falls below it; the last bucket is open. */
const histogram: MakeFigure = (tallies) => {
  const bounds = [...CLOSING_BOUNDS, Number.POSITIVE_INFINITY];
  const bucketOf = ({ worth }: Tally): number => bounds.findIndex((bound) => (worth ?? 0) <= bound);
  const buckets = bounds.map((_, at) => sum(tallies.filter((tally) => bucketOf(tally) === at)));
  return { num: sum(tallies), den: null, buckets };
};

async function figuresOf(
  tx: Database,
  about: { readonly counted: Counted; readonly figure: MakeFigure },
  asked: MeasureAsked,
): Promise<ReadonlyMap<number, Figure>> {
  const tallies = Map.groupBy(await talliesOf(tx, about.counted, asked), ({ unit }) => unit);
  return new Map([...tallies].map(([unit, of]) => [unit, about.figure(of)]));
}

type Definition = { readonly counted: Counted; readonly figure: MakeFigure; readonly leaf?: Counted };

const definitions: Readonly<Record<(typeof casesModule.measures)[number]['id'], Definition>> = {
  'cases.reported': { counted: reported, figure: count },
  'cases.closed_on_time': { counted: closedOnTime, figure: ratio },
  'cases.solved': { counted: solved, figure: ratio },
  'cases.reporters': { counted: reporters('all'), leaf: reporters('leaf'), figure: count },
  'cases.closing_days': { counted: closingDays, figure: histogram },
};

function sourceOf(deps: CaseDeps, declaration: MeasureDeclaration, definition: Definition): MeasureSource {
  const { counted, leaf = counted, figure } = definition;
  const source: MeasureSource = {
    declaration,
    figures: (tx, asked) => figuresOf(tx, { counted: leaf, figure }, asked),
    records: (tx, asked) => recordsOf(tx, counted, asked),
    describe: (tx, records) => describeCases(tx, deps, records),
  };
  if (declaration.combine !== 'distinct') return source;
  return { ...source, together: async (tx, asked) => figure(await talliesOf(tx, counted, asked)) };
}

/** The sources of all measures that the declaration names. */
export function caseMeasures(deps: CaseDeps): readonly MeasureSource[] {
  return casesModule.measures.map((declaration) => sourceOf(deps, declaration, definitions[declaration.id]));
}
