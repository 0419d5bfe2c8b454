// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { burdenShape } from '../../model/burden.ts';
import { catalogueShape } from '../../model/catalogue.ts';
import { formPage, formsShape, offerShape, requestPage, requestsShape } from '../../model/facts.ts';

/** First part of the keys of all that has to do with asking and declaring. */
export const FACTS = 'facts';

export const formsQuery = queryOptions({
  queryKey: [FACTS, 'forms'],
  queryFn: ({ signal }) => request('/api/assessment/facts/forms', { answer: formsShape, signal }),
});

/** Never asked again by itself: what is being typed must not be overwritten. */
export const formQuery = (id: string) =>
  queryOptions({
    queryKey: [FACTS, 'form', id],
    queryFn: ({ signal }) => request(`/api/assessment/facts/forms/${id}`, { answer: formPage, signal }),
  });

export const requestsQuery = queryOptions({
  queryKey: [FACTS, 'requests'],
  queryFn: ({ signal }) => request('/api/assessment/facts/requests', { answer: requestsShape, signal }),
});

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: [FACTS, 'request', id],
    queryFn: ({ signal }) => request(`/api/assessment/facts/requests/${id}`, { answer: requestPage, signal }),
  });

export const offerQuery = (asked: { readonly method: string; readonly period: string; readonly unit: number }) =>
  queryOptions({
    queryKey: [FACTS, 'offer', asked],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ ...asked, unit: String(asked.unit) });
      return request(`/api/assessment/facts/offer?${query}`, { answer: offerShape, signal });
    },
    placeholderData: keepPreviousData,
  });

export const burdenQuery = (month: string) =>
  queryOptions({
    queryKey: [FACTS, 'burden', month],
    queryFn: ({ signal }) => request(`/api/assessment/burden?month=${month}`, { answer: burdenShape, signal }),
    placeholderData: keepPreviousData,
  });

export const catalogueQuery = queryOptions({
  queryKey: [FACTS, 'catalogue'],
  queryFn: ({ signal }) => request('/api/assessment/catalogue', { answer: catalogueShape, signal }),
});
