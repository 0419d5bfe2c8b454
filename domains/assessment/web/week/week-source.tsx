// SPDX-License-Identifier: Apache-2.0
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { useMay } from '@beichen/platform-web/session/session.ts';
import type { WeekSourceProps } from '@beichen/platform-web/week/week-found.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formsQuery, requestsQuery } from '../data/fact-queries.ts';
import { objectionsQuery, periodsQuery } from '../data/queries.ts';
import { reviewsQuery } from '../review/review-queries.ts';
import { nextSteps } from './next-steps.ts';
import { formItem, objectionItem, requestItem, reviewItem, stepItem, useTelling } from './week-items.ts';

/** Forms to fill in, steps of reviews, objections to answer, requests to approve, and what comes next for a period: as far as the reader's post does any of it. */
export default function AssessmentWeek({ children }: WeekSourceProps): ReactNode {
  const may = useMay();
  const now = useCityNow();
  const mayAny = (...verbs: readonly string[]): boolean => verbs.some((verb) => may(`assessment.${verb}`));
  const forms = useQuery({ ...formsQuery, enabled: may('assessment.declare') });
  const reviews = useQuery({ ...reviewsQuery, enabled: mayAny('review', 'convene', 'notice') });
  const objections = useQuery({ ...objectionsQuery(undefined), enabled: mayAny('answer', 'convene', 'freeze') });
  const periods = useQuery({ ...periodsQuery, enabled: mayAny('notice', 'object', 'convene', 'freeze', 'name') });
  const requests = useQuery({ ...requestsQuery, enabled: may('assessment.allow') });
  const tell = useTelling();
  const known = {
    reviews: reviews.data ?? { reviews: [], ready: [] },
    objections: objections.data?.objections ?? [],
    heads: periods.data?.periods ?? [],
  };
  const asked = [forms, reviews, objections, requests, periods];
  const isWhole = !asked.some(({ isLoading }) => isLoading);
  const isKnown = isWhole && !asked.some(({ isError }) => isError);
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
      // Whether a step is next depends on all of them.
      ...(isKnown ? nextSteps(known, { may, now, zone: tell.zone }) : []).map((step) => stepItem(step, tell)),
    ],
    rest: null,
    pending: !isWhole,
    error: asked.find(({ error }) => error !== null)?.error ?? null,
    again: () => void Promise.all(asked.filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  });
}
