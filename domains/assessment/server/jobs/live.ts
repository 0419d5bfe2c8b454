// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { getPeriod, lastDay } from '@beichen/kernel/periods.ts';
import { type CivilDate, type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { inTransaction } from '@beichen/platform-server/db/scope.ts';
import { lackingOf } from '../../rules/evaluation.ts';
import { factsFrom, type PlacedUnit, type UnitFact } from '../../rules/fact-table.ts';
import { resultRows, type SeatedRow } from '../../rules/result-rows.ts';
import { declaredFacts, readingsOn, unitsOn } from '../queries/facts.ts';
import { dateLive, dropResults, openLive, storedHashes, writeResults, writeUnits } from '../store/results.ts';
import { type Assessing, evaluated, sourcesOf, subjectsOf } from './evaluating.ts';
import { basesOf, type Memory } from './memory.ts';

/** Which result is meant: an edition over a period. */
export type Run = { readonly edition: number; readonly period: string; readonly now: Instant };

async function factsOfLive(
  tx: Database,
  run: Run,
  about: { assessing: Assessing; units: readonly PlacedUnit[]; day: CivilDate },
): Promise<UnitFact[]> {
  const { assessing, units, day } = about;
  const { compiled, measures } = await assessing.editions.get(tx, run.edition);
  const { sources, declared } = sourcesOf(measures, assessing.measures);
  const subjects = subjectsOf(compiled, units);
  const declarations = sources.map(({ declaration }) => declaration);
  const asked = { period: run.period, measures: declarations.map(({ id }) => id), day };
  const readings = factsFrom(await readingsOn(tx, asked), declarations, subjects);
  return [...readings, ...(await declaredFacts(tx, { period: run.period, measures: declared, knownAt: run.now }))];
}

/** Writes the results that this process has not written just so before. Gives how many rows changed, and what to remember. */
async function settleResults(
  tx: Database,
  live: string,
  made: { readonly rows: readonly SeatedRow[]; readonly basis: (seat: number) => string; readonly memory: Memory },
): Promise<{ written: number; memory: Memory }> {
  const stored = await storedHashes(tx, live);
  const bases = new Map(made.rows.map(({ unit_id, seat }) => [unit_id, made.basis(seat)]));
  const isNew = ({ unit_id }: SeatedRow): boolean => {
    const known = made.memory.get(unit_id);
    return known === undefined || known.basis !== bases.get(unit_id) || known.hash !== stored.get(unit_id);
  };
  const rows = made.rows.filter(isNew).map(({ row }) => row());
  const { hashes, written } = await writeResults(tx, live, { rows, stored });
  const gone = [...stored.keys()].filter((unit) => !bases.has(unit));
  await dropResults(tx, live, gone);
  const memory: Memory = new Map();
  for (const [unit, basis] of bases)
    memory.set(unit, { basis, hash: hashes.get(unit) ?? (stored.get(unit) as string) });
  return { written: written + gone.length, memory };
}

/**
 * Computes the live result of an edition and period: facts, tree and what is stored are of one snapshot, so that running it again
 * gives the same. Writes only rows that differ; gives how many. Without any unit to assess there is no result.
 */
export async function reckonLive(db: Database, assessing: Assessing, run: Run): Promise<number> {
  const key = `${run.edition} ${run.period}`;
  const done = await inTransaction(db, 'snapshot', async (tx) => {
    const { compiled, measures } = await assessing.editions.get(tx, run.edition);
    const day = lastDay(getPeriod(run.period));
    const units = await unitsOn(tx, compiled.method.subject, day);
    const [root] = units;
    if (root === undefined) return undefined;
    const id = uuidv7From(millisOf(run.now), randomBytes(16));
    const live = await openLive(tx, { ...run, id, root: root.unit_id, treeDate: day });
    const evaluation = evaluated(compiled, units, await factsOfLive(tx, run, { assessing, units, day }));
    const catalogue = assessing.pack.catalogue.measures;
    const rows = resultRows(evaluation, units, (measure) => catalogue.get(measure));
    await writeUnits(tx, live.id, units);
    const memory = assessing.memories.get(key) ?? new Map();
    const settled = await settleResults(tx, live.id, { rows, basis: basesOf(evaluation, live.id), memory });
    const lacking = lackingOf(measures, evaluation.table.facts);
    await dateLive(tx, live.id, { catalogue: assessing.pack.catalogueDigest, lacking, now: run.now });
    return settled;
  });
  // Only what was committed may be remembered.
  if (done !== undefined) assessing.memories.set(key, done.memory);
  return done?.written ?? 0;
}
