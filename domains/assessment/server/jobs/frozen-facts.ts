// SPDX-License-Identifier: Apache-2.0
import { boundsOf, getPeriod } from '@beichen/kernel/periods.ts';
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { MeasureRecord, MeasureSource } from '@beichen/platform-server/readings/measure-source.ts';
import { asWritten, factsFrom, type PlacedUnit, unitAt } from '../../rules/fact-table.ts';
import { correctedFact, type FrozenFact, withRecords } from '../../rules/frozen-facts.ts';
import { withCorrections } from '../../rules/review.ts';
import { declaredFacts, leavesOn } from '../queries/facts.ts';
import { factsOfResults } from '../queries/result-facts.ts';
import { correctionsOf } from '../queries/reviews.ts';
import { type Assessing, sourcesOf, subjectsOf } from './evaluating.ts';

/** What is frozen: what was known at one moment of one period, by the tree of one day. */
export type Frozen = {
  readonly edition: number;
  readonly period: string;
  readonly treeDate: CivilDate;
  readonly knownAt: Instant;
};

type Where = { readonly leaves: ReadonlyMap<number, string>; readonly subjects: readonly number[] };

/** Records by the assessed unit that they count for. */
async function recordsBySubject(
  tx: Database,
  source: MeasureSource,
  about: Where & Omit<Parameters<MeasureSource['records']>[1], 'units'>,
): Promise<ReadonlyMap<number, readonly MeasureRecord[]>> {
  const { leaves, subjects, span, knownAt } = about;
  const known = new Set(subjects);
  if (source.declaration.combine === 'sum') {
    const records = await source.records(tx, { units: [...leaves.keys()], span, knownAt });
    return Map.groupBy(records, ({ unit }) => unitAt(leaves.get(unit) ?? '', known) ?? 0);
  }
  // What does not add up the tree is a fact of the unit itself; asked together, a record would stand for several units.
  const lists = new Map<number, readonly MeasureRecord[]>();
  for (const unit of subjects) lists.set(unit, await source.records(tx, { units: [unit], span, knownAt }));
  return lists;
}

/** The facts of one measure from its records, each with the records that make it. */
async function factsOfSource(
  tx: Database,
  source: MeasureSource,
  about: Where & Omit<Parameters<MeasureSource['records']>[1], 'units'>,
): Promise<FrozenFact[]> {
  const { declaration } = source;
  const { leaves, subjects, span, knownAt } = about;
  const figures = await source.figures(tx, { units: [...leaves.keys()], span, knownAt });
  const placed = [...figures].map(([unit, figure]) => ({
    ...figure,
    measure: declaration.id,
    place: leaves.get(unit) ?? '',
  }));
  const records = await recordsBySubject(tx, source, about);
  return factsFrom(placed, [declaration], subjects).map((fact) =>
    withRecords(asWritten(fact), records.get(fact.unit_id) ?? [], declaration),
  );
}

/**
 * The facts of a frozen evaluation, read from the records themselves and not from readings, which may wait to be taken anew: figure and
 * list are of one moment and of the caller's one snapshot.
 */
export async function frozenFacts(
  tx: Database,
  assessing: Assessing,
  about: { readonly frozen: Frozen; readonly units: readonly PlacedUnit[] },
): Promise<FrozenFact[]> {
  const { frozen, units } = about;
  const { compiled, measures } = await assessing.editions.get(tx, frozen.edition);
  const { sources, results, declared } = sourcesOf(measures, assessing.measures);
  const subjects = subjectsOf(compiled, units);
  const leaves = await leavesOn(tx, { day: frozen.treeDate, below: subjects });
  const period = getPeriod(frozen.period);
  const span = { period: period.id, ...boundsOf(period, assessing.zone) };
  const facts: FrozenFact[] = [];
  for (const source of sources)
    facts.push(...(await factsOfSource(tx, source, { leaves, subjects, span, knownAt: frozen.knownAt })));
  const known = new Set(units.map(({ unit_id }) => unit_id));
  const { period: during, knownAt } = frozen;
  for (const { evaluations, ...fact } of await factsOfResults(tx, { period: during, measures: results, knownAt }))
    if (known.has(fact.unit_id))
      facts.push({
        ...fact,
        records: evaluations,
        counting: evaluations.map(() => true),
        declared: null,
        corrected: null,
      });
  for (const { id, ...fact } of await declaredFacts(tx, { period: during, measures: declared, knownAt }))
    if (known.has(fact.unit_id))
      facts.push({ ...asWritten(fact), records: null, counting: null, declared: id, corrected: null });
  const corrections = await correctionsOf(tx, frozen);
  return withCorrections(
    facts,
    corrections.filter(({ unit_id }) => known.has(unit_id)),
    correctedFact,
  );
}
