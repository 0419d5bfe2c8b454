// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { getPeriod, lastDay } from '@beichen/kernel/periods.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import type { MeasureSource } from '@beichen/platform-server/readings/measure-source.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { StudioFacts, studioQuery } from '../../model/drafts.ts';
import { assessmentErrors } from '../../module.ts';
import { factColumns, unitColumns } from '../../rules/fact-columns.ts';
import { factsFrom, type PlacedUnit, type UnitFact } from '../../rules/fact-table.ts';
import { sourcesOf } from '../jobs/evaluating.ts';
import type { AssessmentPack } from '../pack/read.ts';
import { declaredFacts, readingsOn, unitsOn } from './facts.ts';
import { measureEntry } from './measures.ts';
import { factsOfResults } from './result-facts.ts';

export type StudioDeps = {
  readonly measures: ReadonlyMap<string, MeasureSource>;
  readonly pack: Pick<AssessmentPack, 'catalogue'>;
};

type Asked = z.infer<typeof studioQuery>;

/** A draft is tried on all units or on none: with a part of the peers it would come to something else. @throws Refusal */
async function refusePart(tx: Database, subject: string): Promise<void> {
  const { rows } = await sql<{ whole: boolean }>`
    SELECT in_scope(root.path, NULL) IS TRUE AS whole FROM unit root WHERE root.parent_id IS NULL
      AND EXISTS (SELECT FROM unit below WHERE below.kind = ${subject} AND below.path ^@ root.path) ORDER BY root.code LIMIT 1`.execute(
    tx,
  );
  if (rows[0] === undefined) throw new Refusal(platformErrors.notFound);
  if (!rows[0].whole) throw new Refusal(assessmentErrors.notWhole);
}

async function factsOf(
  { tx, now }: QueryContext,
  { measures, pack }: StudioDeps,
  about: Asked & { readonly units: readonly PlacedUnit[] },
): Promise<UnitFact[]> {
  const { period, subject, units } = about;
  const { sources, results, declared } = sourcesOf([...pack.catalogue.measures.keys()], measures);
  const declarations = sources.map(({ declaration }) => declaration);
  const day = lastDay(getPeriod(period));
  const figures = await readingsOn(tx, { period, measures: declarations.map(({ id }) => id), day });
  const subjects = units.filter(({ kind }) => kind === subject).map(({ unit_id }) => unit_id);
  const known = new Set(subjects);
  const given = await declaredFacts(tx, { period, measures: declared, knownAt: now });
  const earlier = await factsOfResults(tx, { period, measures: results, knownAt: now });
  return [
    ...factsFrom(figures, declarations, subjects),
    ...[...earlier, ...given].filter(({ unit_id }) => known.has(unit_id)),
  ];
}

/** All units and facts of a period: of every measure that a method may name, since a draft may come to name it. @throws Refusal */
export async function studioFacts(ctx: QueryContext, deps: StudioDeps, asked: Asked): Promise<StudioFacts> {
  await refusePart(ctx.tx, asked.subject);
  const units = await unitsOn(ctx.tx, asked.subject, lastDay(getPeriod(asked.period)));
  const facts = await factsOf(ctx, deps, { ...asked, units });
  return {
    period: asked.period,
    asOf: ctx.now,
    units: unitColumns(units),
    facts: factColumns(units, facts),
    measures: [...deps.pack.catalogue.measures.values()].map(measureEntry),
  };
}
