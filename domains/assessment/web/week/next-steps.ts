// SPDX-License-Identifier: Apache-2.0
import { type CivilDate, dateOf } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { z } from 'zod';
import type { ObjectionRow } from '../../model/notice.ts';
import type { reviewsShape } from '../../model/review.ts';
import { evaluationHref, noticeHref } from '../data/addresses.ts';
import { reviewHref } from '../review/review-queries.ts';
import { lastDayOf } from '../shape/last-day.ts';
import { type Head, standingOf } from '../shape/pick-result.ts';

/** How far the periods have come; what has not come yet, or is not the reader's, is empty. */
export type Known = {
  readonly reviews: z.infer<typeof reviewsShape>;
  readonly objections: readonly ObjectionRow[];
  readonly heads: readonly Head[];
};

/** Who reads, and when. */
export type Reader = {
  readonly may: (permission: string) => boolean;
  readonly now: string;
  readonly zone: string;
};

/** The step that a period waits for from the reader: which, of what, where it is done, and its last day. */
export type NextStep = {
  readonly kind: 'ready' | 'notice' | 'object' | 'correct' | 'freeze' | 'name';
  readonly href: string;
  readonly period: string;
  readonly title: Words;
  readonly lastDay: CivilDate | null;
};

/** Whether a result of the period was shown for notice, is being frozen, or is final. */
const isBeyond = (heads: readonly Head[], of: { readonly method: string; readonly period: string }): boolean =>
  heads.some(
    ({ method, period, state }) =>
      method === of.method &&
      period === of.period &&
      (state === 'notice' || state === 'requested' || state === 'final'),
  );

/** A review to be begun, and the notice of what one has ended with. */
function afterReviews({ reviews: { reviews, ready }, heads }: Known, { may }: Reader): NextStep[] {
  const begun = ready.map(
    ({ period, title }): NextStep => ({ kind: 'ready', href: '/assessment/reviews', period, title, lastDay: null }),
  );
  const ended = may('assessment.notice')
    ? reviews.filter((review) => review.concludedAt !== null && !isBeyond(heads, review))
    : [];
  return [
    ...begun,
    ...ended.map(
      ({ id, period, title }): NextStep => ({ kind: 'notice', href: reviewHref(id), period, title, lastDay: null }),
    ),
  ];
}

/** Results on notice, or past it, or final: of each method the newest final one alone, since what is long past is not named any more. */
function afterNotices({ heads, objections }: Known, { may, now, zone }: Reader): NextStep[] {
  const finals = new Set<string>();
  return heads.flatMap(({ id, period, method, title, notice, ...head }): NextStep[] => {
    const standing = standingOf({ ...head, notice }, now);
    const about = { period, title, lastDay: null };
    const isFirst = (standing === 'final' || standing === 'named') && !finals.has(method);
    if (isFirst) finals.add(method);
    if (standing === 'final')
      return isFirst && may('assessment.name') ? [{ ...about, kind: 'name', href: evaluationHref(id) }] : [];
    const href = noticeHref(id);
    const own = objections.filter((one) => one.notice === id);
    const isWrong = own.some(({ state, corrected, review }) => state === 'upheld' && !corrected && review !== null);
    const isOver = standing === 'noticed' && own.every(({ state }) => state !== 'open');
    return [
      ...(standing === 'notice' && notice !== null && may('assessment.object')
        ? [{ ...about, kind: 'object', href, lastDay: dateOf(lastDayOf(notice.dueAt), zone) } as const]
        : []),
      ...((standing === 'notice' || standing === 'noticed') && isWrong && may('assessment.convene')
        ? [{ ...about, kind: 'correct', href } as const]
        : []),
      ...(isOver && may('assessment.freeze') ? [{ ...about, kind: 'freeze', href } as const] : []),
    ];
  });
}

/** What periods wait for from the reader, beside forms, steps of reviews and answers. */
export const nextSteps = (known: Known, reader: Reader): NextStep[] => [
  ...afterReviews(known, reader),
  ...afterNotices(known, reader),
];
