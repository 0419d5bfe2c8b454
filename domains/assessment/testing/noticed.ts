// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { compileMethod, digestOf, evaluate, parseMethod } from '@beichen/method';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { inTransaction } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { tableOf, type UnitFact } from '../rules/fact-table.ts';
import { openDataOf } from '../server/queries/open-data.ts';
import { getHead } from '../server/queries/results.ts';
import { type AssessedCity, personAt } from './city.ts';

/** Persons by a digit. */
const person = (n: number): string => `019a0000-0000-7000-8000-00000000000${n}`;

/** Who takes part when a result of the orchard is shown for notice. */
export type Parties = {
  readonly organiser: Actor;
  /** Holds a post at n1. */
  readonly secretary: Actor;
  /** Holds a post at the county n, where n1, n2 and n3 lie. */
  readonly county: Actor;
};

const ORGANISER = [
  'assessment.read',
  'assessment.freeze',
  'assessment.notice',
  'assessment.answer',
  'assessment.export',
  'apples.read',
];

export async function partiesOf({ city }: AssessedCity): Promise<Parties> {
  const { db } = city.owner;
  return {
    organiser: await personAt(db, { person: person(2), codes: ['o'], permissions: ORGANISER }),
    secretary: await personAt(db, {
      person: person(3),
      codes: ['n1'],
      permissions: ['assessment.read', 'assessment.object', 'assessment.answer'],
    }),
    county: await personAt(db, {
      person: person(4),
      codes: ['n'],
      permissions: ['assessment.read', 'assessment.object', 'assessment.answer'],
    }),
  };
}

/** Whoever shows a code of twelve characters and has no account. */
export const holderOf = (code: string): Actor => ({
  kind: 'token',
  token: createHash('sha256').update(code).digest('hex'),
});

/** What came of it: `done`, or the code of the refusal. */
export const outcomeOf = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.row.code : String(error)),
  );

/** The digest that the copied facts of an evaluation give when they are evaluated again by its copied method. */
async function recomputed(tx: Database, id: string): Promise<string> {
  const head = await getHead(tx, id);
  const data = await openDataOf(tx, head);
  const parsed = parseMethod('method.yaml', data.method);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const ids = new Map(data.units.map(({ code, unit_id }) => [code, unit_id]));
  const facts = data.facts.map(({ code, ...fact }): UnitFact => ({ ...fact, unit_id: ids.get(code) ?? 0 }));
  const table = tableOf(data.units, facts);
  const evaluation = table.ok ? evaluate(compileMethod(parsed.value.method), table.value) : table;
  if (!evaluation.ok) throw new Error(JSON.stringify(evaluation.faults));
  return digestOf(evaluation.value, createHash('sha256'));
}

/** Every final evaluation and every one on notice, with its digest and the one that it gives when it is computed again. */
export async function replayed(worker: Database): Promise<{ id: string; digest: string; again: string }[]> {
  return await inTransaction(worker, 'snapshot', async (tx) => {
    const { rows } = await sql<{ id: string; digest: string }>`
      SELECT id, digest FROM evaluation WHERE state IN ('notice', 'final') ORDER BY settled_at, id`.execute(tx);
    const all: { id: string; digest: string; again: string }[] = [];
    for (const { id, digest } of rows) all.push({ id, digest, again: await recomputed(tx, id) });
    return all;
  });
}
