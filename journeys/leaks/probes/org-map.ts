// SPDX-License-Identifier: Apache-2.0
import type { Probe } from '../probe.ts';
import { placeIn } from '../town-map.ts';

/** The boundary of a unit is set by whoever may do so over it, and not on a single duty line. */
const mayBound: Probe['answers'] = {
  //    city c3 c30 s31 v34 v35 v37
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
};

const fresh = 'id=0199a000-0777-7000-8000-0000000000d7';

export const mapProbes: readonly Probe[] = [
  {
    endpoint: 'GET /api/org/units/:id/map',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/${unit}/map` }),
    // Boundaries of a unit and of those directly below it: of units above one's post, and beside it, none is told.
    counts: ({ boundary, areas }: { boundary: unknown; areas: { boundary: unknown }[] }) =>
      [boundary, ...areas.map((area) => area.boundary)].filter((one) => one !== null).length,
    answers: {
      //    city c3 c30 s31 v34 v35 v37
      city: '#3 #3 #2 #3 #1 #1 #1',
      c3: '#1 #3 404 #3 #1 #1 404',
      c30: '#1 404 #2 404 404 404 #1',
      s31: '#0 #1 404 #3 #1 #1 404',
      'v34 names': '#0 #0 404 #1 #1 404 404',
      v35: '#0 #0 404 #1 404 #1 404',
      v37: '#0 404 #0 404 404 404 #1',
      line: '#1 #3 404 #3 #1 #1 404',
      handler: '#0 #1 404 404 404 404 404',
      party: '#0 404 #0 404 404 404 404',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/units/:id/outlines',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/${unit}/outlines?kind=community` }),
    counts: ({ areas }: { areas: unknown[] }) => areas.length,
    answers: {
      //    city c3 c30 s31 v34 v35 v37
      city: '#5 #3 #2 #2 #1 #1 #1',
      c3: '#3 #3 404 #2 #1 #1 404',
      c30: '#2 404 #2 404 404 404 #1',
      s31: '#2 #2 404 #2 #1 #1 404',
      'v34 names': '#1 #1 404 #1 #1 404 404',
      v35: '#1 #1 404 #1 404 #1 404',
      v37: '#1 404 #1 404 404 404 #1',
      line: '#3 #3 404 #2 #1 #1 404',
      // Those below their own posts.
      handler: '#1 #1 404 404 404 404 404',
      party: '#1 404 #1 404 404 404 404',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/place',
    about: 'nodes',
    // A place that the unit has and none below it.
    send: ({ unit }) => ({ path: `/api/org/place?${placeIn(unit)}` }),
    shows: ({ word }) => word,
    answers: {
      city: 'own',
      c3: 'empty own empty own own own empty',
      c30: 'empty empty own empty empty empty own',
      s31: 'empty empty empty own own own empty',
      'v34 names': 'empty empty empty empty own empty empty',
      v35: 'empty empty empty empty empty own empty',
      v37: 'empty empty empty empty empty empty own',
      line: 'empty own empty own own own empty',
      'handler party': 'empty',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/boundaries',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/boundaries?unit=${unit}` }),
    counts: ({ features }: { features: unknown[] }) => features.length,
    answers: {
      city: '#11 #6 #4 #3 #1 #1 #1',
      c3: '403 #6 404 #3 #1 #1 404',
      c30: '403 404 #4 404 404 404 #1',
      s31: '403 403 404 #3 #1 #1 404',
      v34: '403 403 404 403 #1 404 404',
      v35: '403 403 404 403 404 #1 404',
      v37: '403 404 403 404 404 404 #1',
      line: '403 #6 404 #3 #1 #1 404',
      handler: '403 403 404 404 404 404 404',
      party: '403 404 403 404 404 404 404',
      'names ended': '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'POST /api/org/units/:unit/boundary',
    about: 'nodes',
    // No corner at all: refused where it is allowed, so that nothing is written.
    send: ({ unit }) => ({
      path: `/api/org/units/${unit}/boundary`,
      body: { id: '0199a000-0777-7000-8000-0000000000d6', from: '2026-10-08', basis: '试一试', corners: [] },
    }),
    answers: mayBound,
  },
  {
    endpoint: 'POST /api/org/units/:unit/boundary/check',
    about: 'nodes',
    // No corner at all: refused where it is allowed, so that nothing is noted.
    send: ({ unit }) => ({
      path: `/api/org/units/${unit}/boundary/check`,
      body: { id: '0199a000-0777-7000-8000-0000000000d8', from: '2026-10-08', corners: [] },
    }),
    answers: mayBound,
  },
  {
    endpoint: 'POST /api/org/boundaries/import',
    about: 'nodes',
    // The file is no file of boundaries.
    send: ({ unit }) => ({
      path: `/api/org/boundaries/import?name=a.json&datum=wgs84&from=2026-10-08&under=${unit}&basis=${encodeURIComponent('试一试')}&${fresh}`,
      body: {},
    }),
    answers: mayBound,
  },
  {
    endpoint: 'POST /api/org/boundaries/check',
    about: 'self',
    // Without a name: whoever may import is told so before the file is looked at.
    send: () => ({ path: '/api/org/boundaries/check', body: {} }),
    answers: {
      'city c3 c30 s31 v34 v35 v37 line handler party': '400',
      'names ended': '403',
      'nobody token': '401',
    },
  },
];
