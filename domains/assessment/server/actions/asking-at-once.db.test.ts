// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { inTransaction } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AssessedCity, personAt } from '../../testing/city.ts';
import { orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

let city: AssessedCity;
let organisers: Actor[];
let root: number;

beforeAll(async () => {
  city = await orchardCity();
  const { db } = city.city.owner;
  root = await unitIdOf(db, 'o');
  const permissions = ['assessment.read', 'assessment.ask', 'assessment.allow'];
  organisers = await Promise.all(
    [1, 2].map((n) => personAt(db, { person: `019a0000-0000-7000-8000-00000000030${n}`, codes: ['o'], permissions })),
  );
});
afterAll(() => city.drop());

let asked = 0;
async function ask(by: number, period: string): Promise<string> {
  asked += 1;
  const answer = city.order(organisers[by] as Actor, '/api/assessment/facts/requests', {
    id: uuidv7From(Date.parse(city.now), Buffer.alloc(16, asked)),
    method: 'orchard-stars',
    period,
    unit: root,
    measures: ['care.waterings'],
    owner: '果园',
    basis: '果园章程',
    purpose: '养护星',
    workingDays: 3,
  });
  return await answer.then(
    (made) => (made as { state: string }).state,
    (error: unknown) => (error instanceof Refusal ? error.row.code : String(error)),
  );
}

/** Does both while nobody can write a form, so that each has read what it goes by before the other writes. */
async function atOnce(first: () => Promise<string>, second: () => Promise<string>): Promise<string[]> {
  const { db } = city.city.owner;
  let outcomes: Promise<string[]> | undefined;
  await inTransaction(db, 'ordinary', async (tx) => {
    await sql`LOCK TABLE fact_form IN EXCLUSIVE MODE`.execute(tx);
    outcomes = Promise.all([first(), second()]);
    for (let waiting = 0; waiting < 2; ) {
      // Not by pg_stat_activity: a transaction sees it as it was at its first look, without connections that were opened since.
      const { rows } = await sql<{ n: number }>`
        SELECT count(DISTINCT pid)::integer AS n FROM pg_locks JOIN pg_database d ON d.oid = pg_locks.database
        WHERE d.datname = current_database() AND NOT granted`.execute(tx);
      waiting = rows[0]?.n ?? 0;
    }
  });
  return ((await outcomes) ?? []).sort();
}

const beyondLimit = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM (SELECT f.unit_id FROM fact_form f JOIN fact_request r ON r.id = f.request WHERE r.approved_by IS NULL
      GROUP BY f.unit_id, r.month HAVING sum(cardinality(r.measures)) > 1) AS over`.execute(city.city.owner.db);
  return rows[0]?.n ?? -1;
};

// Both were opened: each counted the month without the other, and the limit of one figure was passed by nobody's leave.
test('two requests at once pass the limit of the month together in no case: the later one waits for approval', async () => {
  expect(
    await atOnce(
      () => ask(0, '2026-q3'),
      () => ask(1, '2026-q4'),
    ),
  ).toEqual(['open', 'waiting']);
  expect(await beyondLimit()).toBe(0);
});

test('the same figure asked for twice at once is asked once', async () => {
  await sql`TRUNCATE fact_form, fact_request CASCADE`.execute(city.city.owner.db);
  expect(
    await atOnce(
      () => ask(0, '2026-q3'),
      () => ask(1, '2026-q3'),
    ),
  ).toEqual(['assessment.asked-already', 'open']);
});
