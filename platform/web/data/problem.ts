// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const fault = z.object({ path: z.string(), what: z.string(), mend: z.string() });

/** An answer of the server that something did not succeed (RFC 9457), with the faults of the input, each with its field. */
export const problem = z.looseObject({
  type: z.string().default('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.string(),
  faults: z.array(fault).default([]),
  /** With a conflict: the record as it stands now. */
  current: z.unknown().optional(),
});
export type Problem = z.infer<typeof problem>;

/** Whose it is to mend: the system's own, the reader's input, a right, a time, a conflict, or the line is down. */
export type ProblemKind = 'offline' | 'system' | 'input' | 'right' | 'absent' | 'late' | 'conflict';

export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(told: Problem) {
    super(told.detail ?? told.title);
    this.name = 'ProblemError';
    this.problem = told;
  }
}

/** The server could not be reached; what was typed is still there. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';
}

const KINDS: Readonly<Record<number, ProblemKind>> = {
  400: 'input',
  401: 'right',
  403: 'right',
  404: 'absent',
  409: 'conflict',
  410: 'late',
  413: 'input',
  422: 'input',
};

/** What an error is to the person who meets it; whatever is not known is the system's. */
export function kindOfProblem(error: unknown): ProblemKind {
  if (error instanceof OfflineError) return 'offline';
  if (error instanceof ProblemError) return KINDS[error.problem.status] ?? 'system';
  return 'system';
}
