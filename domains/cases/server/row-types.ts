// SPDX-License-Identifier: Apache-2.0
// Written by `npm run tables` from the database that the migrations make.
import type { Instant } from '@beichen/kernel/time.ts';

export type CasesRows = {
  /** The unit that handles a dispatched case, with its path in today's tree: who sees that unit sees the case. */
  case_handler: {
    case_id: string;
    unit_id: number;
    path: string;
    line: string | null;
    internal: boolean;
  };
  /** Cases as they stand after their last action. reporter is a subject id; occurred_at is what the reporter claims; restricted ones are seen by their parties alone. */
  cases: {
    id: string;
    number: string;
    kind: string;
    category: string;
    line: string | null;
    restricted: boolean;
    unit_id: number;
    path: string;
    summary: string;
    place: string;
    reporter: string | null;
    occurred_at: Instant | null;
    version: number;
    recorded_at: Instant;
    stage: string;
    deferred: boolean;
    reported_at: Instant;
    dispatched_at: Instant | null;
    handler: number | null;
    due_at: Instant | null;
    closed_at: Instant | null;
    outcome: string | null;
    worked_days: number | null;
    answered_at: Instant | null;
    answer: string | null;
    internal: boolean;
    settled_unit: number | null;
  };
  /** What was done to a case, 1, 2, 3 …, each with the state after it: as known at t is the last one recorded by t. Rows are only added. unit_id is where the case counts. */
  case_action: {
    case_id: string;
    n: number;
    unit_id: number;
    move: string;
    recorded_at: Instant;
    occurred_at: Instant | null;
    by_person: string | null;
    by_unit: number | null;
    note: string | null;
    stage: string;
    deferred: boolean;
    reported_at: Instant;
    dispatched_at: Instant | null;
    handler: number | null;
    due_at: Instant | null;
    closed_at: Instant | null;
    outcome: string | null;
    worked_days: number | null;
    answered_at: Instant | null;
    answer: string | null;
  };
  /** What the numbers of a unit's cases begin with: its initials, with a figure where another unit has them. It stays when the unit is renamed. */
  case_prefix: {
    unit_id: number;
    prefix: string;
  };
  /** The last number given to a case of a unit in a year. A counter of its own for each unit, so that none waits for another. */
  case_counter: {
    unit_id: number;
    year: string;
    last: number;
  };
};
