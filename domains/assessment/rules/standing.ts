// SPDX-License-Identifier: Apache-2.0

/** How far a period has come with a method, as far as freezing asks. */
export type Standing = {
  /** A freeze was asked for and is not done. */
  readonly underWay: boolean;
  /** A review was opened and no meeting has ended it. */
  readonly reviewRuns: boolean;
  readonly noticeRuns: boolean;
  /** Objections without an answer, against any notice of the period. */
  readonly objections: number;
};

/**
 * What stands in the way of freezing, for notice or for good: nothing stands for ever, since a freeze is done or given up, a review can be
 * ended once its days are over, a notice ends by the calendar, and an objection is answered by whoever may, however late.
 */
export function obstacleToFreeze(
  standing: Standing,
): 'alreadyRequested' | 'reviewUnderWay' | 'noticeRuns' | 'objectionsOpen' | undefined {
  if (standing.underWay) return 'alreadyRequested';
  if (standing.reviewRuns) return 'reviewUnderWay';
  if (standing.noticeRuns) return 'noticeRuns';
  return standing.objections > 0 ? 'objectionsOpen' : undefined;
}

/** Whether a notice hangs out at a moment: from its opening until the first moment at which it no longer runs. */
export function isRunning(notice: { readonly dueAt: string | null } | null, now: string): boolean {
  return notice !== null && notice.dueAt !== null && now < notice.dueAt;
}
