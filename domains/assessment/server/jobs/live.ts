// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { getPeriod, lastDay } from '@beichen/kernel/periods.ts';
import { type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Evaluation } from '@beichen/method';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { untilNotOvertaken } from '@beichen/platform-server/db/overtaken.ts';
import { inTransaction } from '@beichen/platform-server/db/scope.ts';
import { lackingOf } from '../../rules/evaluation.ts';
import { factsFrom, type PlacedUnit, type UnitFact } from '../../rules/fact-table.ts';
import { resultRows, type SeatedRow } from '../../rules/result-rows.ts';
import { withCorrections } from '../../rules/review.ts';
import { countDeclared, declaredFacts, readingsOn, unitsOn } from '../queries/facts.ts';
import { factsOfResults } from '../queries/result-facts.ts';
import { correctionsOf } from '../queries/reviews.ts';
import { dateLive, dropResults, openLive, storedHashes, writeUnits } from '../store/results.ts';
import { type Assessing, evaluated, sourcesOf, subjectsOf } from './evaluating.ts';
import { basesOf, type Declared, type Memory } from './memory.ts';
import { writeRows } from './write-rows.ts';

/** Which result is meant: an edition over a period. */
export type Run = { readonly edition: number; readonly period: string; readonly now: Instant };

type Of = { readonly assessing: Assessing; readonly run: Run; readonly memory: Memory | undefined };

/** What is declared for the period; as remembered where nothing was added since. */
async function declaredOf(tx: Database, { run, memory }: Of, measures: readonly string[]): Promise<Declared> {
  const asked = { period: run.period, measures, knownAt: run.now };
  const count = await countDeclared(tx, asked);
  return memory?.declared.count === count ? memory.declared : { count, facts: await declaredFacts(tx, asked) };
}

async function factsOfLive(
  tx: Database,
  of: Of,
  units: readonly PlacedUnit[],
): Promise<{ readonly facts: readonly UnitFact[]; readonly declared: Declared }> {
  const { assessing, run } = of;
  const { compiled, measures } = await assessing.editions.get(tx, run.edition);
  const { sources, results, declared: names } = sourcesOf(measures, assessing.measures);
  const declarations = sources.map(({ declaration }) => declaration);
  const day = lastDay(getPeriod(run.period));
  const figures = await readingsOn(tx, { period: run.period, measures: declarations.map(({ id }) => id), day });
  const declared = await declaredOf(tx, of, names);
  const given = await factsOfResults(tx, { period: run.period, measures: results, knownAt: run.now });
  const found = [...factsFrom(figures, declarations, subjectsOf(compiled, units)), ...given, ...declared.facts];
  const corrections = await correctionsOf(tx, { ...run, knownAt: run.now });
  return { facts: withCorrections<UnitFact>(found, corrections, (_, { id: __, ...figure }) => figure), declared };
}

/** Writes the results that this process has not written just so before. Gives how many rows changed, and what to remember of them. */
async function settleResults(
  tx: Database,
  live: string,
  made: { readonly rows: readonly SeatedRow[]; readonly evaluation: Evaluation; readonly before: Memory['results'] },
): Promise<{ readonly written: number; readonly results: Memory['results'] }> {
  const stored = await storedHashes(tx, live);
  const basis = basesOf(made.evaluation, live);
  const bases = new Map(made.rows.map(({ unit_id, seat }) => [unit_id, basis(seat)]));
  const isNew = ({ unit_id }: SeatedRow): boolean => {
    const known = made.before.get(unit_id);
    return known === undefined || known.basis !== bases.get(unit_id) || known.hash !== stored.get(unit_id);
  };
  const { written, hashes } = await writeRows(tx, live, { rows: made.rows.filter(isNew), stored });
  const gone = [...stored.keys()].filter((unit) => !bases.has(unit));
  await dropResults(tx, live, gone);
  const results = new Map(
    [...bases].map(([unit, from]) => [unit, { basis: from, hash: hashes.get(unit) ?? (stored.get(unit) as string) }]),
  );
  return { written: written + gone.length, results };
}

/**
 * Computes the live result of an edition and period: facts, tree and what is stored are of one snapshot, so that running it again
 * gives the same; where a freeze or a change of the tree came between, it begins anew. Writes only rows that differ; gives how many.
 * Without any unit to assess there is no result.
 */
export async function reckonLive(db: Database, assessing: Assessing, run: Run): Promise<number> {
  const { memories, pack, editions } = assessing;
  const key = `${run.edition} ${run.period}`;
  const done = await untilNotOvertaken(() =>
    inTransaction(db, 'snapshot', async (tx) => {
      const { compiled, measures } = await editions.get(tx, run.edition);
      const treeDate = lastDay(getPeriod(run.period));
      const placed = await unitsOn(tx, compiled.method.subject, treeDate);
      const [root] = placed;
      if (root === undefined) return undefined;
      const id = uuidv7From(millisOf(run.now), randomBytes(16));
      const live = await openLive(tx, { ...run, id, root: root.unit_id, treeDate });
      const last = memories.get(key);
      const memory = last?.asOf === live.as_of ? last : undefined;
      const { facts, declared } = await factsOfLive(tx, { assessing, run, memory }, placed);
      const evaluation = evaluated(compiled, placed, facts);
      const rows = resultRows(evaluation, placed, (measure) => pack.catalogue.measures.get(measure));
      const units = JSON.stringify(placed);
      if (units !== memory?.units) await writeUnits(tx, live.id, placed);
      const before = memory?.results ?? new Map();
      const { written, results } = await settleResults(tx, live.id, { rows, evaluation, before });
      const lacking = lackingOf(measures, evaluation.table.facts);
      await dateLive(tx, live.id, { catalogue: pack.catalogueDigest, lacking, now: run.now });
      return { written, memory: { results, asOf: run.now, units, declared } };
    }),
  );
  // Only what was committed may be remembered.
  if (done !== undefined) memories.set(key, done.memory);
  return done?.written ?? 0;
}
