// SPDX-License-Identifier: Apache-2.0
import type { Subscriber } from '@beichen/platform-server/events/pump.ts';
import type { AddJob } from '@beichen/platform-server/services.ts';
import { sql } from 'kysely';
import { askForResults } from './all-jobs.ts';

/** A form was handed in: the live results of its period rest on it, of the methods that look at one of its measures. */
export function resultsOfDeclared(addJob: AddJob): Subscriber {
  return {
    event: 'assessment.declared',
    async take(tx, { record }) {
      const { rows } = await sql<{ period: string; measures: string[]; unit: number }>`
        SELECT r.period, r.measures, f.unit_id AS unit FROM fact_form f JOIN fact_request r ON r.id = f.request WHERE f.id = ${record}`.execute(
        tx,
      );
      const changed = rows.map(({ period, measures, unit }) => ({ period, at: { measures, leaves: [unit] } }));
      await askForResults(tx, addJob, changed);
    },
  };
}
