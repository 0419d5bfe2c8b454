// SPDX-License-Identifier: Apache-2.0
import type { Probe } from '../probe.ts';
import { idOf, RELATION } from '../town.ts';

/** v36, v37 and v38 are covered by nobody. A part of a count is no count: who does not see the whole gets none. */
const COVERAGE: Probe['answers'] = {
  //     city c3 c30 s31 v34 v35 v37
  city: '#3 #1 #2 #0 #0 #0 #1',
  c3: '403 #1 404 #0 #0 #0 404',
  c30: '403 404 #2 404 404 404 #1',
  s31: '403 403 404 #0 #0 #0 404',
  'v34 names': '403 403 404 403 #0 404 404',
  v35: '403 403 404 403 404 #0 404',
  v37: '403 404 403 404 404 404 #1',
  line: '403 403 404 403 403 403 404',
  handler: '403 403 404 404 404 404 404',
  party: '403 404 403 404 404 404 404',
  ended: '403',
  'nobody token': '401',
};

/**
 * The two communities are covered, each by a Party body of its own: whoever has either end in range is told of both. Street s31 answers for
 * itself and all below: whoever has a unit there is told.
 */
export const relationProbes: readonly Probe[] = [
  {
    endpoint: 'GET /api/org/units/:id/relations',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/${unit}/relations` }),
    counts: ({ held, chain }: { held: unknown[]; chain: { tie: unknown }[] }) =>
      held.length + chain.filter(({ tie }) => tie !== null).length,
    answers: {
      //     city c3 c30 s31 v34 v35 v37
      city: '#0 #0 #0 #2 #2 #2 #0',
      c3: '#0 #0 404 #2 #2 #2 404',
      c30: '#0 404 #0 404 404 404 #0',
      s31: '#0 #0 404 #2 #2 #2 404',
      'v34 names': '#0 #0 404 #0 #2 404 404',
      v35: '#0 #0 404 #0 404 #2 404',
      v37: '#0 404 #0 404 404 404 #0',
      // Ties stand on no duty line.
      line: '#0 #0 404 #0 #0 #0 404',
      handler: '#0 #0 404 404 404 404 404',
      party: '#0 404 #0 404 404 404 404',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/units/:id/coverage',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/${unit}/coverage` }),
    // Of five communities three are not covered.
    counts: ({ lists }: { lists: { lacking: number }[] }) => lists[0]?.lacking ?? -1,
    answers: COVERAGE,
  },
  {
    endpoint: 'GET /api/org/units/:id/gaps',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/${unit}/gaps?list=covers.community` }),
    counts: ({ units }: { units: unknown[] }) => units.length,
    answers: COVERAGE,
  },
  {
    endpoint: 'POST /api/org/relations',
    about: 'nodes',
    // Dated back without a reason, so that it is refused where it is allowed, and writes nothing.
    send: ({ unit }) => ({
      path: '/api/org/relations',
      body: {
        id: '0199a000-0777-7000-8000-0000000000d8',
        kind: 'covers',
        unit: idOf('p39'),
        over: unit,
        from: '2026-10-01',
      },
    }),
    answers: {
      city: '400',
      // The city, and the county, lie above what is the county's, or the street's, to tie.
      c3: '403 400 404 400 400 400 404',
      s31: '403 403 404 400 400 400 404',
      v34: '403 403 404 403 400 404 404',
      line: '403 403 404 403 403 403 404',
      // The body of v34 is not theirs to see.
      'c30 v35 v37 handler party': '404',
      'names ended': '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'POST /api/org/relations/:id/end',
    about: 'self',
    send: () => ({ path: `/api/org/relations/${RELATION}/end`, body: { on: '2026-10-01' } }),
    answers: {
      'city c3 s31 v34': '400',
      'c30 v35 v37 line handler party': '404',
      'names ended': '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/units/:id/households',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/${unit}/households` }),
    counts: ({ held, others }: { held: { households: number } | null; others: unknown[] }) =>
      others.length + (held === null ? 0 : 1),
    answers: {
      // Entered of v34 and v37 alone; a unit above one's own shows its name and no figure.
      //     city c3 c30 s31 v34 v35 v37
      city: '#0 #0 #0 #0 #1 #0 #1',
      c3: '#0 #0 404 #0 #1 #0 404',
      c30: '#0 404 #0 404 404 404 #1',
      s31: '#0 #0 404 #0 #1 #0 404',
      'v34 names': '#0 #0 404 #0 #1 404 404',
      v35: '#0 #0 404 #0 404 #0 404',
      v37: '#0 404 #0 404 404 404 #1',
      line: '#0 #0 404 #0 #0 #0 404',
      handler: '#0 #0 404 404 404 404 404',
      party: '#0 404 #0 404 404 404 404',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'POST /api/org/households',
    about: 'nodes',
    // Dated back without a reason, so that it is refused where it is allowed, and writes nothing.
    send: ({ unit }) => ({
      path: '/api/org/households',
      body: { id: '0199a000-0777-7000-8000-0000000000da', unit, households: 7, from: '2026-09-01' },
    }),
    answers: {
      //     city c3 c30 s31 v34 v35 v37
      city: '400',
      c3: '403 400 404 400 400 400 404',
      c30: '403 404 400 404 404 404 400',
      s31: '403 403 404 400 400 400 404',
      v34: '403 403 404 403 400 404 404',
      v35: '403 403 404 403 404 400 404',
      v37: '403 404 403 404 404 404 400',
      line: '403 403 404 403 403 403 404',
      handler: '403 403 404 404 404 404 404',
      party: '403 404 403 404 404 404 404',
      'names ended': '403',
      'nobody token': '401',
    },
  },
];
