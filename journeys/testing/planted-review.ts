// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { RunningCity } from './running-city.ts';

/** A review of the third quarter. */
export const REVIEW = '0199a000-0034-7000-8000-0000000000e1';

const STEPS = [
  {
    id: 'self',
    title: { zh: '自评', en: 'Self-assessment' },
    at: ['community'],
    own: true,
    panels: {},
    due: '2027-01-15',
    estimated: false,
  },
  {
    id: 'joint',
    title: { zh: '联审', en: 'Joint review' },
    at: ['city'],
    own: false,
    panels: {},
    due: '2027-01-29',
    estimated: false,
  },
];

/** A review in which each assessed unit has explained a fact, as `reasonOf` has it by the unit's id, and its self-assessment of one star is done. */
export async function plantReview({ city }: RunningCity, reasonOf: (unit: number) => string): Promise<void> {
  const { db } = city.owner;
  await sql`
    INSERT INTO review (id, edition, period, unit_id, path, steps, opened_by, opened_at)
    SELECT ${REVIEW}, e.edition, e.period, e.unit_id, e.path, ${JSON.stringify(STEPS)}, (SELECT person FROM account ORDER BY login LIMIT 1), e.as_of
    FROM evaluation e JOIN method_edition m ON m.id = e.edition WHERE m.method = 'community-stars' AND e.period = '2026-q3' AND e.state = 'live'`.execute(
    db,
  );
  const { rows } = await sql<{ unit: number }>`
    SELECT r.unit_id AS unit FROM result r JOIN evaluation e ON e.id = r.evaluation JOIN review v ON v.edition = e.edition AND v.period = e.period
    WHERE v.id = ${REVIEW} AND e.state = 'live'`.execute(db);
  const reasons = JSON.stringify(rows.map(({ unit }) => ({ unit, reason: reasonOf(unit) })));
  await sql`
    INSERT INTO judgement (id, review, unit_id, path, section, measure, step, act, reason, by_person, by_unit, by_post, at)
    SELECT gen_random_uuid(), v.id, u.id, u.path, 'safe', said.measure, 'self', said.act, CASE WHEN said.act = 'explain' THEN g.reason END, v.opened_by, u.id, '{"zh": "社区书记", "en": "Secretary"}', v.opened_at
    FROM jsonb_to_recordset(${reasons}::jsonb) AS g(unit integer, reason text) JOIN unit u ON u.id = g.unit, review v,
      (VALUES ('explain', 'cases.closed_on_time'), ('pass', NULL)) AS said(act, measure)
    WHERE v.id = ${REVIEW}`.execute(db);
}
