// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });

/** One thing that is wrong with the input: where (`body/closedAt`), what, and how to mend it. */
const fault = z.object({ path: z.string(), what: words, mend: words });

/** An answer of the server that something did not succeed (RFC 9457): three sentences in both languages, and the faults of the input. */
export const problem = z.object({
  status: z.number().int(),
  code: z.string(),
  /** What did not happen, why, what to do. Missing where something before the server answered in its place. */
  words: z.object({ title: words, why: words, mend: words }).optional(),
  faults: z.array(fault).default([]),
  /** The version that was seen, and the one that holds now. */
  conflict: z.object({ seen: z.unknown(), current: z.unknown() }).optional(),
  /** The number to tell whoever looks after the system. */
  request: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

/** Whose it is to mend: the system's own, the reader's input, a right, a time, a conflict, or the line is down. */
export type ProblemKind = 'offline' | 'system' | 'input' | 'right' | 'absent' | 'late' | 'conflict';

export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(told: Problem) {
    super(told.words === undefined ? told.code : `${told.words.title.en}: ${told.words.why.en}`);
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
  415: 'input',
  422: 'input',
};

/** How Chromium, Firefox, Safari and the loader of styles say that the code of a page did not come. */
const UNLOADED = /dynamically imported module|importing a module script failed|unable to preload/i;

/** The code of a page did not come: the line is down, or a newer version has taken its place. Asking for the whole page again helps. */
export const isUnloaded = (error: unknown): boolean => error instanceof Error && UNLOADED.test(error.message);

/** What an error is to the person who meets it; whatever is not known is the system's. */
export function kindOfProblem(error: unknown): ProblemKind {
  if (error instanceof OfflineError || isUnloaded(error)) return 'offline';
  if (error instanceof ProblemError) return KINDS[error.problem.status] ?? 'system';
  return 'system';
}

/** The screen is locked: somebody is signed in, and has left the desk. */
export function isLocked(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'platform.session-locked';
}

/** Somebody is signed in halfway: a password of one's own, or a second factor, is wanted first. */
const HALFWAY = new Set(['platform.password-wanted', 'platform.factor-wanted', 'platform.enrolment-wanted']);

/** Nobody is signed in, or no longer, or not wholly. A wrong password is answered with the same status, but is no such thing. */
export function isSignedOut(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  return error.problem.code === 'platform.not-signed-in' || HALFWAY.has(error.problem.code);
}
