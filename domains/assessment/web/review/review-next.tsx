// SPDX-License-Identifier: Apache-2.0
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ReviewHead } from '../../model/review.ts';
import { noticeHref } from '../data/addresses.ts';
import { periodsQuery } from '../data/queries.ts';
import { NoticeButton } from '../notice/notice-button.tsx';
import { useWords } from '../words.ts';

/** What comes after a review that has ended: its notice, to be opened or to be looked at. */
export function ReviewNext({ review }: { readonly review: ReviewHead }): ReactNode {
  const say = useWords();
  const { method, period, concludedAt } = review;
  const periods = useQuery({ ...periodsQuery, enabled: concludedAt !== null });
  if (concludedAt === null) return null;
  const runs = periods.data?.periods.filter((one) => one.method === method && one.period === period) ?? [];
  const notice = runs.find((one) => one.notice !== null);
  if (notice !== undefined) return <ButtonLink href={noticeHref(notice.id)}>{say('notice.see')}</ButtonLink>;
  const live = runs.find(({ state }) => state === 'live');
  const isBeyond = runs.some(({ state }) => state === 'requested' || state === 'final');
  return live === undefined || isBeyond ? null : <NoticeButton head={live} title={live.title} />;
}
