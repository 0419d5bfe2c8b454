// SPDX-License-Identifier: Apache-2.0
import type { Subscriber } from '@beichen/platform-server/events/pump.ts';
import type { AddJob } from '@beichen/platform-server/services.ts';
import { sql } from 'kysely';
import { periodsResting } from '../../rules/result-measures.ts';
import { askForResults } from './all-jobs.ts';

type Finalised = { readonly period: string; readonly units: number[]; readonly measures: string[] };

/** A result became final, or took the place of one: the live results of its year that rest on it follow. What is frozen does not. */
export function resultsOfResults(addJob: AddJob): Subscriber {
  return {
    event: 'assessment.finalised',
    async take(tx, { record }) {
      const { rows } = await sql<Finalised>`
        SELECT e.period, ARRAY(SELECT r.unit_id FROM result r WHERE r.evaluation = e.id) AS units,
          ARRAY(SELECT DISTINCT name FROM method_edition other, unnest(other.measures) AS name WHERE name ^@ ('assessment.' || m.method || '.')) AS measures
        FROM evaluation e JOIN method_edition m ON m.id = e.edition WHERE e.id = ${record}`.execute(tx);
      for (const { period, units: leaves, measures } of rows)
        if (measures.length > 0)
          await askForResults(
            tx,
            addJob,
            periodsResting(period).map((id) => ({ period: id, at: { measures, leaves } })),
          );
    },
  };
}
