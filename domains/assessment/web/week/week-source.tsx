// SPDX-License-Identifier: Apache-2.0
import { useMay } from '@beichen/platform-web/session/session.ts';
import type { WeekSourceProps } from '@beichen/platform-web/week/week-found.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formsQuery, requestsQuery } from '../data/fact-queries.ts';
import { objectionsQuery } from '../data/queries.ts';
import { reviewsQuery } from '../review/review-queries.ts';
import { formItem, objectionItem, requestItem, reviewItem, useTelling } from './week-items.ts';

/** Forms to fill in, steps of reviews, objections to answer, requests to approve: as far as the reader's post does any of it. */
export default function AssessmentWeek({ children }: WeekSourceProps): ReactNode {
  const may = useMay();
  const forms = useQuery({ ...formsQuery, enabled: may('assessment.declare') });
  const reviews = useQuery({ ...reviewsQuery, enabled: may('assessment.review') });
  const objections = useQuery({ ...objectionsQuery(undefined), enabled: may('assessment.answer') });
  const requests = useQuery({ ...requestsQuery, enabled: may('assessment.allow') });
  const tell = useTelling();
  const asked = [forms, reviews, objections, requests];
  return children({
    items: [
      ...(forms.data?.forms ?? [])
        .filter(({ state }) => state === 'open' || state === 'late')
        .map((form) => formItem(form, tell)),
      ...(reviews.data?.reviews ?? []).flatMap((review) => reviewItem(review, tell) ?? []),
      ...(objections.data?.objections ?? [])
        .filter(({ state, mayAnswer }) => state === 'open' && mayAnswer)
        .map((objection) => objectionItem(objection, tell)),
      ...(requests.data?.requests ?? [])
        .filter(({ state, mine }) => state === 'waiting' && !mine)
        .map((request) => requestItem(request, tell)),
    ],
    rest: null,
    pending: asked.some(({ isLoading }) => isLoading),
    error: asked.find(({ error }) => error !== null)?.error ?? null,
    again: () => void Promise.all(asked.filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  });
}
