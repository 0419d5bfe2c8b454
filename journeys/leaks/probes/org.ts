// SPDX-License-Identifier: Apache-2.0
import type { Probe } from '../probe.ts';
import { CHANGE, HANDOVER } from '../town.ts';

const renaming = (unit: number): string => encodeURIComponent(JSON.stringify({ kind: 'rename', unit, name: '新名称' }));

/** A unit is renamed by whoever may change what it lies in: not by itself, not on a single duty line. */
const mayChange = (allowed: '200' | '400'): Probe['answers'] => ({
  city: allowed,
  c3: `403 403 404 ${allowed} ${allowed} ${allowed} 404`,
  c30: `403 404 403 404 404 404 ${allowed}`,
  s31: `403 403 404 403 ${allowed} ${allowed} 404`,
  v34: '403 403 404 403 403 404 404',
  v35: '403 403 404 403 404 403 404',
  v37: '403 404 403 404 404 404 403',
  line: '403 403 404 403 403 403 404',
  handler: '403 403 404 404 404 404 404',
  party: '403 404 403 404 404 404 404',
  'names ended': '403',
  'nobody token': '401',
});

/** Of a unit above one's post the name is shown; a duty line sees the units of its subtree. */
/** The post of v34: whoever has it in range sees it, and no role of the town may end or give such posts. */
const ENDING: Probe['answers'] = {
  'city c3 s31 v34': '403',
  'c30 v35 v37 line handler party': '404',
  'names ended': '403',
  'nobody token': '401',
};

export const orgProbes: readonly Probe[] = [
  {
    endpoint: 'GET /api/org/units/:id',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/${unit}` }),
    shows: ({ word }) => word,
    answers: {
      //      city c3 c30 s31 v34 v35 v37
      city: 'own own own own own own own',
      c3: 'own own 404 own own own 404',
      c30: 'own 404 own 404 404 404 own',
      s31: 'own own 404 own own own 404',
      'v34 names': 'own own 404 own own 404 404',
      v35: 'own own 404 own 404 own 404',
      v37: 'own 404 own 404 404 404 own',
      line: 'own own 404 own own own 404',
      handler: 'own own 404 404 404 404 404',
      party: 'own 404 own 404 404 404 404',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/units/:id',
    asked: 'how many lie below',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/${unit}` }),
    // A unit whose name alone is shown has null, which counts as -1 here.
    counts: ({ below }: { below: number | null }) => below ?? -1,
    answers: {
      city: '#39 #7 #3 #4 #1 #1 #0',
      c3: '#-1 #7 404 #4 #1 #1 404',
      c30: '#-1 404 #3 404 404 404 #0',
      s31: '#-1 #-1 404 #4 #1 #1 404',
      'v34 names': '#-1 #-1 404 #-1 #1 404 404',
      v35: '#-1 #-1 404 #-1 404 #1 404',
      v37: '#-1 404 #-1 404 404 404 #0',
      line: '#-1 #7 404 #4 #1 #1 404',
      handler: '#-1 #-1 404 404 404 404 404',
      party: '#-1 404 #-1 404 404 404 404',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/units/:id/children',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/${unit}/children?limit=200` }),
    counts: ({ units }: { units: unknown[] }) => units.length,
    answers: {
      city: '#29 #2 #1 #2 #1 #1 #0',
      // Of a unit above, the one child that lies on the way down.
      c3: '#1 #2 404 #2 #1 #1 404',
      c30: '#1 404 #1 404 404 404 #0',
      s31: '#1 #1 404 #2 #1 #1 404',
      'v34 names': '#1 #1 404 #1 #1 404 404',
      v35: '#1 #1 404 #1 404 #1 404',
      v37: '#1 404 #1 404 404 404 #0',
      line: '#1 #2 404 #2 #1 #1 404',
      handler: '#1 #1 404 404 404 404 404',
      party: '#1 404 #1 404 404 404 404',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/units/:id/children',
    asked: 'after a unit',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/1/children?limit=200&after=${unit}` }),
    answers: {
      'city c3 c30 s31 v34 v35 v37 line handler party names': '200',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/search',
    about: 'nodes',
    send: ({ word }) => ({ path: `/api/org/search?q=${encodeURIComponent(word)}` }),
    shows: ({ word }) => word,
    answers: {
      city: 'own own own own own own own',
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
    endpoint: 'GET /api/org/search',
    asked: 'by code',
    about: 'nodes',
    send: ({ code }) => ({ path: `/api/org/search?q=${code}` }),
    counts: ({ units }: { units: unknown[] }) => units.length,
    answers: {
      city: '#1',
      c3: '#0 #1 #0 #1 #1 #1 #0',
      c30: '#0 #0 #1 #0 #0 #0 #1',
      s31: '#0 #0 #0 #1 #1 #1 #0',
      'v34 names': '#0 #0 #0 #0 #1 #0 #0',
      v35: '#0 #0 #0 #0 #0 #1 #0',
      v37: '#0 #0 #0 #0 #0 #0 #1',
      line: '#0 #1 #0 #1 #1 #1 #0',
      'handler party': '#0',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/units/:id/history',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/${unit}/history` }),
    // One change is planted: v34 was renamed. Whoever sees the unit reads it, though its street decided it.
    counts: ({ changes }: { changes: unknown[] }) => changes.length,
    answers: {
      city: '#0 #0 #0 #0 #1 #0 #0',
      c3: '#0 #0 404 #0 #1 #0 404',
      c30: '#0 404 #0 404 404 404 #0',
      s31: '#0 #0 404 #0 #1 #0 404',
      'v34 names': '#0 #0 404 #0 #1 404 404',
      v35: '#0 #0 404 #0 404 #0 404',
      v37: '#0 404 #0 404 404 404 #0',
      line: '#0 #0 404 #0 #1 #0 404',
      handler: '#0 #0 404 404 404 404 404',
      party: '#0 404 #0 404 404 404 404',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/changes',
    about: 'self',
    send: () => ({ path: '/api/org/changes' }),
    counts: ({ changes }: { changes: unknown[] }) => changes.length,
    answers: {
      'city c3 s31 v34 line': '#1',
      'c30 v35 v37 handler party': '#0',
      'names ended': '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/changes/preview',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/changes/preview?from=2026-10-08&change=${renaming(unit)}` }),
    answers: mayChange('200'),
  },
  {
    endpoint: 'POST /api/org/changes',
    about: 'nodes',
    // Dated back, so that it is refused where it is allowed, and writes nothing.
    send: ({ unit }) => ({
      path: '/api/org/changes',
      body: {
        id: '0199a000-0777-7000-8000-0000000000d2',
        from: '2026-10-01',
        basis: '试一试',
        change: { kind: 'rename', unit, name: '新名称' },
      },
    }),
    answers: mayChange('400'),
  },
  {
    endpoint: 'POST /api/org/changes/:id/withdraw',
    about: 'self',
    send: () => ({ path: `/api/org/changes/${CHANGE}/withdraw`, body: {} }),
    answers: {
      // It is done, and can no longer be withdrawn.
      'city c3 s31': '409',
      'v34 line': '403',
      'c30 v35 v37 handler party': '404',
      'names ended': '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/units/:id/posts',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/units/${unit}/posts` }),
    // Two hold posts at c3 and at v34, one elsewhere; one more has ended. Of a unit above, nobody is told who holds its posts.
    counts: ({ posts }: { posts: unknown[] }) => posts.length,
    answers: {
      city: '#1 #2 #1 #1 #2 #1 #1',
      c3: '#0 #2 404 #1 #2 #1 404',
      c30: '#0 404 #1 404 404 404 #1',
      s31: '#0 #0 404 #1 #2 #1 404',
      'v34 names': '#0 #0 404 #0 #2 404 404',
      v35: '#0 #0 404 #0 404 #1 404',
      v37: '#0 404 #0 404 404 404 #1',
      // Its own post, which is on the line.
      line: '#0 #1 404 #0 #0 #0 404',
      handler: '#0 #0 404 404 404 404 404',
      party: '#0 404 #0 404 404 404 404',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/people',
    about: 'nodes',
    send: ({ word }) => ({ path: `/api/org/people?q=${encodeURIComponent(word)}` }),
    // No role of the town gives posts, so nobody may look for a name, in range or out of it.
    counts: ({ people }: { people: unknown[] }) => people.length,
    answers: {
      'city c3 c30 s31 v34 v35 v37 line handler party': '#0',
      'names ended': '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/handovers',
    about: 'self',
    send: () => ({ path: '/api/org/handovers' }),
    counts: ({ handovers }: { handovers: unknown[] }) => handovers.length,
    answers: {
      'city c3 s31 v34 names': '#1',
      'c30 v35 v37 line handler party': '#0',
      ended: '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'POST /api/org/posts',
    about: 'nodes',
    // A post that no role may give: refused where appointing is allowed, so that nothing is written.
    send: ({ unit }) => ({
      path: '/api/org/posts',
      body: {
        id: '0199a000-0777-7000-8000-0000000000d4',
        unit,
        role: 'everything',
        person: { name: '试一试' },
        from: '2026-10-08',
      },
    }),
    answers: {
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
  {
    endpoint: 'POST /api/org/posts/:id/end',
    about: 'self',
    send: (_, { post }) => ({ path: `/api/org/posts/${post}/end`, body: { on: '2026-10-09' } }),
    answers: ENDING,
  },
  {
    endpoint: 'POST /api/org/posts/:id/hand-over',
    about: 'self',
    send: (_, { post }) => ({
      path: `/api/org/posts/${post}/hand-over`,
      body: {
        handover: '0199a000-0777-7000-8000-0000000000d5',
        post: '0199a000-0777-7000-8000-0000000000d6',
        person: { name: '试一试' },
        on: '2026-10-09',
      },
    }),
    answers: ENDING,
  },
  {
    endpoint: 'POST /api/org/handovers/:id/confirm',
    about: 'self',
    send: () => ({ path: `/api/org/handovers/${HANDOVER}/confirm`, body: {} }),
    answers: {
      // Theirs to confirm, and confirmed already.
      v34: '409',
      'city c3 s31 names': '403',
      'c30 v35 v37 line handler party ended': '404',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/export',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/org/export?unit=${unit}` }),
    // A workbook is packed, so no word of it can be looked for: who gets it at all is what counts here.
    answers: {
      //      city c3 c30 s31 v34 v35 v37
      city: '200',
      c3: '403 200 404 200 200 200 404',
      c30: '403 404 200 404 404 404 200',
      s31: '403 403 404 200 200 200 404',
      v34: '403 403 404 403 200 404 404',
      v35: '403 403 404 403 404 200 404',
      v37: '403 404 403 404 404 404 200',
      line: '403 200 404 200 200 200 404',
      handler: '403 403 404 404 404 404 404',
      party: '403 404 403 404 404 404 404',
      'names ended': '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'POST /api/org/imports/check',
    about: 'self',
    // Without a name: whoever may import is told so before the file is looked at.
    send: () => ({ path: '/api/org/imports/check', body: {} }),
    answers: {
      'city c3 c30 s31 v34 v35 v37 line handler party': '400',
      'names ended': '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'POST /api/org/imports',
    about: 'self',
    send: () => ({
      path: `/api/org/imports?name=a.csv&id=0199a000-0777-7000-8000-0000000000d4&basis=${encodeURIComponent('试一试')}`,
      body: {},
    }),
    answers: {
      'city c3 c30 s31 v34 v35 v37 handler party': '400',
      line: '404',
      'names ended': '403',
      'nobody token': '401',
    },
  },
  {
    endpoint: 'GET /api/org/imports/:id',
    about: 'self',
    // A change that is no import is not one for anybody.
    send: () => ({ path: `/api/org/imports/${CHANGE}` }),
    answers: {
      'city c3 c30 s31 v34 v35 v37 line handler party': '404',
      'names ended': '403',
      'nobody token': '401',
    },
  },
];
