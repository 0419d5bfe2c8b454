// SPDX-License-Identifier: Apache-2.0
import { REVIEW } from '../../testing/planted-review.ts';
import { type Probe, SHUT } from '../probe.ts';

const REVIEWS = '/api/assessment/reviews';

/** A community that is judged: of another result it is not even told that there is one. The period is final: nothing is written. */
const ONE_UNIT: Probe['answers'] = {
  //   city c3 c30 s31 v34 v35 v37
  city: '404 404 404 404 409 409 409',
  'c3 s31': '404 404 404 404 409 409 404',
  'c30 v37': '404 404 404 404 404 404 409',
  v34: '404 404 404 404 409 404 404',
  v35: '404 404 404 404 404 409 404',
  'line handler party': '404',
  ...SHUT,
};

/** Reviews stand on no duty line, as results do. */
export const reviewProbes: readonly Probe[] = [
  {
    endpoint: 'GET /api/assessment/reviews',
    about: 'self',
    send: () => ({ path: REVIEWS }),
    counts: ({ reviews }: { reviews: unknown[] }) => reviews.length,
    answers: { 'city c3 c30 s31 v34 v35 v37 handler party': '#1', line: '#0', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/reviews/:id',
    about: 'self',
    send: () => ({ path: `${REVIEWS}/${REVIEW}` }),
    counts: ({ progress }: { progress: { passed: number }[] }) => progress.reduce((sum, { passed }) => sum + passed, 0),
    answers: { city: '#5', c3: '#3', 'c30 s31': '#2', 'v34 v35 v37 handler party': '#1', line: '404', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/reviews/:id/grid',
    about: 'nodes',
    send: ({ unit }) => ({ path: `${REVIEWS}/${REVIEW}/grid?section=safe&unit=${unit}` }),
    counts: ({ judgements }: { judgements: { act: string }[] }) =>
      judgements.filter(({ act }) => act === 'explain').length,
    answers: {
      //      city c3 c30 s31 v34 v35 v37
      city: '#5 #3 #2 #2 #1 #1 #1',
      c3: '#3 #3 404 #2 #1 #1 404',
      c30: '#2 404 #2 404 404 404 #1',
      s31: '#2 #2 404 #2 #1 #1 404',
      v34: '#1 #1 404 #1 #1 404 404',
      v35: '#1 #1 404 #1 404 #1 404',
      v37: '#1 404 #1 404 404 404 #1',
      line: '404',
      handler: '#1 #1 404 404 404 404 404',
      party: '#1 404 #1 404 404 404 404',
      ...SHUT,
    },
  },
  {
    endpoint: 'POST /api/assessment/reviews',
    about: 'self',
    // A quarter that is not over: whoever may open a review is told so, and nothing is written.
    send: () => ({ path: REVIEWS, body: { period: '2026-q4', method: 'community-stars' } }),
    answers: { city: '409', 'c3 c30 s31 v34 v35 v37 line handler party': '403', ...SHUT },
  },
  {
    endpoint: 'POST /api/assessment/reviews/:id/judgements',
    about: 'nodes',
    send: ({ unit }) => ({
      path: `${REVIEWS}/${REVIEW}/judgements`,
      body: { act: 'restore', unit, section: 'safe', measure: 'cases.closed_on_time', reason: '以记录为准' },
    }),
    answers: ONE_UNIT,
  },
  {
    endpoint: 'POST /api/assessment/reviews/:id/passes',
    about: 'nodes',
    send: ({ unit }) => ({
      path: `${REVIEWS}/${REVIEW}/passes`,
      body: { act: 'pass', section: 'safe', units: [unit], reason: null },
    }),
    answers: ONE_UNIT,
  },
  {
    endpoint: 'POST /api/assessment/reviews/:id/meetings',
    about: 'self',
    // A day before the review began: whoever convenes is told so, and nothing is written.
    send: () => ({
      path: `${REVIEWS}/${REVIEW}/meetings`,
      body: {
        heldOn: '2026-01-05',
        present: ['市委组织部'],
        absent: [],
        minutes: '逐星评过，没有分歧，同意。',
        concludes: false,
        decision: null,
      },
    }),
    answers: { city: '400', 'c3 c30 s31 v34 v35 v37 handler party': '403', line: '404', ...SHUT },
  },
];
