// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { idsOf } from '@beichen/kernel/paths.ts';
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

type Seen = { readonly units: readonly PlacedUnit[]; readonly whole: ReadonlySet<number> };

/** The units that the caller sees whole, and all above them. @throws Refusal where they see none of the subject */
async function unitsSeen(tx: Database, { period, subject }: Asked): Promise<Seen> {
  const placed = await unitsOn(tx, subject, lastDay(getPeriod(period)));
  if (placed.length === 0) throw new Refusal(platformErrors.notFound);
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM unit WHERE id = ANY (${placed.map(({ unit_id }) => unit_id)}::integer[]) AND in_scope(path, NULL) IS TRUE`.execute(
    tx,
  );
  const whole = new Set(rows.map(({ id }) => id));
  const subjects = placed.filter(({ kind, unit_id }) => kind === subject && whole.has(unit_id));
  if (subjects.length === 0) throw new Refusal(assessmentErrors.notWhole);
  const above = new Set(subjects.flatMap(({ place }) => idsOf(place)));
  return { units: placed.filter(({ unit_id }) => above.has(unit_id)), whole };
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

/**
 * Units and facts of a period, as far as the caller sees them: of every measure that a method may name, since a draft may come to name it.
 * Whether every peer is among them depends on the draft, and is said where it is tried. @throws Refusal
 */
export async function studioFacts(ctx: QueryContext, deps: StudioDeps, asked: Asked): Promise<StudioFacts> {
  const { units, whole } = await unitsSeen(ctx.tx, asked);
  const facts = await factsOf(ctx, deps, { ...asked, units });
  return {
    period: asked.period,
    asOf: ctx.now,
    units: { ...unitColumns(units), whole: units.map(({ unit_id }) => whole.has(unit_id)) },
    facts: factColumns(units, facts),
    measures: [...deps.pack.catalogue.measures.values()].map(measureEntry),
  };
}
