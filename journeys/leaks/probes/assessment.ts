// SPDX-License-Identifier: Apache-2.0

import { type Probe, SHUT } from '../probe.ts';
import { factOf, type NodeName } from '../town.ts';

const PERIOD = 'period=2026-q3';

/** The result of one unit: only communities are assessed. */
const ONE_UNIT: Probe['answers'] = {
  //   city c3 c30 s31 v34 v35 v37
  city: '404 404 404 404 own own own',
  'c3 s31': '404 404 404 404 own own 404',
  'c30 v37': '404 404 404 404 404 404 own',
  v34: '404 404 404 404 own 404 404',
  v35: '404 404 404 404 404 own 404',
  'line handler party': '404',
  ...SHUT,
};

/** Results stand on no duty line, so a post on one sees none: not even that there is an evaluation. */
export const assessmentProbes: readonly Probe[] = [
  {
    endpoint: 'GET /api/assessment/periods',
    about: 'self',
    send: () => ({ path: '/api/assessment/periods' }),
    counts: ({ periods }: { periods: unknown[] }) => periods.length,
    // The quarter, live, frozen and on notice, the next one, in which its cases are due, and the year of the quarter that is frozen.
    answers: { 'city c3 c30 s31 v34 v35 v37 handler party': '#5', line: '#0', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/chart',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/assessment/chart?${PERIOD}&unit=${unit}` }),
    counts: ({ units }: { units: unknown[] }) => units.length,
    answers: {
      //      city c3 c30 s31 v34 v35 v37
      city: '#5 #3 #2 #2 #1 #1 #1',
      c3: '#3 #3 #0 #2 #1 #1 #0',
      c30: '#2 #0 #2 #0 #0 #0 #1',
      s31: '#2 #2 #0 #2 #1 #1 #0',
      v34: '#1 #1 #0 #1 #1 #0 #0',
      v35: '#1 #1 #0 #1 #0 #1 #0',
      v37: '#1 #0 #1 #0 #0 #0 #1',
      line: '404',
      handler: '#1 #1 #0 #0 #0 #0 #0',
      party: '#1 #0 #1 #0 #0 #0 #0',
      ...SHUT,
    },
  },
  {
    endpoint: 'GET /api/assessment/units/:id',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/assessment/units/${unit}?${PERIOD}` }),
    shows: ({ name }) => String(factOf(name as NodeName)),
    answers: ONE_UNIT,
  },
  {
    endpoint: 'GET /api/assessment/units/:id/last-year',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/assessment/units/${unit}/last-year?${PERIOD}` }),
    // It names no unit; nothing came before, so all that there is to see is that one is answered.
    counts: ({ period }: { period: string }) => Number(period === '2025-q3'),
    answers: {
      city: '404 404 404 404 #1 #1 #1',
      'c3 s31': '404 404 404 404 #1 #1 404',
      'c30 v37': '404 404 404 404 404 404 #1',
      v34: '404 404 404 404 #1 404 404',
      v35: '404 404 404 404 404 #1 404',
      'line handler party': '404',
      ...SHUT,
    },
  },
  {
    endpoint: 'GET /api/assessment/ranking',
    about: 'self',
    send: () => ({ path: `/api/assessment/ranking?${PERIOD}` }),
    counts: ({ groups }: { groups: { units: unknown[] }[] }) => groups.flatMap(({ units }) => units).length,
    answers: {
      city: '#5',
      c3: '#3',
      'c30 s31': '#2',
      'v34 v35 v37 handler party': '#1',
      line: '404',
      ...SHUT,
    },
  },
  {
    endpoint: 'GET /api/assessment/ranking',
    asked: 'of one group',
    about: 'nodes',
    send: ({ code }) => ({ path: `/api/assessment/ranking?${PERIOD}&peers=${code}` }),
    counts: ({ groups }: { groups: { units: unknown[] }[] }) => groups.flatMap(({ units }) => units).length,
    answers: {
      // Peers are the communities of a county.
      city: '#0 #3 #2 #0 #0 #0 #0',
      c3: '#0 #3 #0 #0 #0 #0 #0',
      c30: '#0 #0 #2 #0 #0 #0 #0',
      s31: '#0 #2 #0 #0 #0 #0 #0',
      'v34 v35 handler': '#0 #1 #0 #0 #0 #0 #0',
      'v37 party': '#0 #0 #1 #0 #0 #0 #0',
      line: '404',
      ...SHUT,
    },
  },
  {
    endpoint: 'GET /api/assessment/methods',
    about: 'self',
    send: () => ({ path: '/api/assessment/methods' }),
    answers: { 'city c3 c30 s31 v34 v35 v37 line handler party': 'empty', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/evaluations',
    about: 'self',
    send: () => ({ path: `/api/assessment/evaluations?${PERIOD}` }),
    counts: ({ evaluations }: { evaluations: unknown[] }) => evaluations.length,
    // The live one, the frozen one and the one on notice.
    answers: { 'city c3 c30 s31 v34 v35 v37 handler party': '#3', line: '#0', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/evaluations/:id',
    about: 'self',
    send: (_, { evaluation }) => ({ path: `/api/assessment/evaluations/${evaluation}` }),
    counts: ({ counts }: { counts: { units: number } }) => counts.units,
    answers: {
      city: '#5',
      c3: '#3',
      'c30 s31': '#2',
      'v34 v35 v37 handler party': '#1',
      line: '404',
      ...SHUT,
    },
  },
  {
    endpoint: 'GET /api/assessment/evaluations/:id/measures',
    about: 'self',
    send: (_, { evaluation }) => ({ path: `/api/assessment/evaluations/${evaluation}/measures` }),
    answers: { 'city c3 c30 s31 v34 v35 v37 handler party': 'empty', line: '404', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/evaluations/:id/package',
    about: 'self',
    send: (_, { evaluation }) => ({ path: `/api/assessment/evaluations/${evaluation}/package` }),
    // The whole leaves the city, or nothing: only who sees all of it may export it.
    answers: { city: '200', 'c3 c30 s31 v34 v35 v37 handler party': '403', line: '404', ...SHUT },
  },
  {
    endpoint: 'POST /api/assessment/freeze',
    about: 'self',
    // A quarter that is not over: whoever may freeze is told so, and nothing is written.
    send: () => ({ path: '/api/assessment/freeze', body: { period: '2026-q4', method: 'community-stars' } }),
    answers: { city: '409', 'c3 c30 s31 v34 v35 v37 line handler party': '403', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/units/:id/records',
    asked: 'of what was declared',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/assessment/units/${unit}/records?${PERIOD}&measure=reports.late` }),
    shows: ({ name }) => String(factOf(name as NodeName)),
    answers: ONE_UNIT,
  },
  {
    endpoint: 'GET /api/assessment/units/:id/records',
    asked: 'of cases',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/assessment/units/${unit}/records?${PERIOD}&measure=cases.solved` }),
    counts: ({ rows, hidden }: { rows: unknown[]; hidden: number }) => (hidden === 0 ? rows.length : Number.NaN),
    answers: {
      // The one answer in the quarter was given to the first case of v34.
      city: '404 404 404 404 #1 #0 #0',
      'c3 s31': '404 404 404 404 #1 #0 404',
      'c30 v37': '404 404 404 404 404 404 #0',
      v34: '404 404 404 404 #1 404 404',
      v35: '404 404 404 404 404 #0 404',
      'line handler party': '404',
      ...SHUT,
    },
  },
];
