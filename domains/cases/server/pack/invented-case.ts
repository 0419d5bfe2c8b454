// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { CaseOutcome, ReporterAnswer } from '../../model/case.ts';

/** Which of the units above and at the place handles a case. */
export type HandlerLevel = 'community' | 'street' | 'county';

/** An invented case with the moments of its actions; each later than the one before, `null` where it did not come so far. */
export type InventedCase = {
  id: string;
  /** Code of its community. */
  code: string;
  /** The how-manieth of its community. */
  serial: number;
  category: string;
  line: string | null;
  summary: string;
  place: string;
  reporter: string | null;
  handled: HandlerLevel;
  reported: Instant;
  dispatched: Instant | null;
  due: Instant | null;
  deferred: Instant | null;
  reason: string | null;
  closed: Instant | null;
  outcome: CaseOutcome | null;
  note: string | null;
  worked: number | null;
  answered: Instant | null;
  answer: ReporterAnswer | null;
  /** The rule of its clock, where that still runs. */
  rule: unknown;
};
