// SPDX-License-Identifier: Apache-2.0

import { type Probe, SHUT } from '../probe.ts';
import { DRAFT } from '../town.ts';

const AT = `/api/assessment/drafts/${DRAFT}`;

/** A draft lies at the root, so whoever stands below it does not learn that there is one. */
const AT_THE_ROOT: Probe['answers'] = { 'c3 c30 s31 v34 v35 v37 line handler party': '404', ...SHUT };

/** Methods in the making, and what they are tried on. */
export const draftProbes: readonly Probe[] = [
  {
    endpoint: 'GET /api/assessment/drafts',
    about: 'self',
    send: () => ({ path: '/api/assessment/drafts' }),
    counts: ({ drafts }: { drafts: { version: number }[] }) => drafts.filter(({ version }) => version === 7).length,
    answers: { city: '#1', 'c3 c30 s31 v34 v35 v37 line handler party': '#0', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/drafts/:id',
    about: 'self',
    send: () => ({ path: AT }),
    counts: ({ version }: { version: number }) => version,
    answers: { city: '#7', ...AT_THE_ROOT },
  },
  {
    endpoint: 'POST /api/assessment/drafts',
    about: 'self',
    // An id that is taken, so that nothing is written; whoever may not begin a draft is refused alike.
    send: () => ({ path: '/api/assessment/drafts', body: { id: DRAFT, base: null } }),
    answers: { 'city c3 c30 s31 v34 v35 v37 line handler party': '403', ...SHUT },
  },
  {
    endpoint: 'POST /api/assessment/drafts/:id/save',
    about: 'self',
    // Another version than the one that is kept: whoever may save is told so, and nothing is written.
    send: () => ({ path: `${AT}/save`, body: { version: 6, source: 'sections: []' } }),
    answers: { city: '409', ...AT_THE_ROOT },
  },
  {
    endpoint: 'POST /api/assessment/drafts/:id/withdraw',
    about: 'self',
    send: () => ({ path: `${AT}/withdraw`, body: { version: 6 } }),
    answers: { city: '409', ...AT_THE_ROOT },
  },
  {
    endpoint: 'POST /api/assessment/drafts/:id/publish',
    about: 'self',
    send: () => ({
      path: `${AT}/publish`,
      body: { version: 6, approval: { number: '一号', text: '通知' }, from: '2027-01-01', to: '2027-12-31' },
    }),
    answers: { city: '409', ...AT_THE_ROOT },
  },
  {
    endpoint: 'GET /api/assessment/edition',
    about: 'self',
    send: () => ({ path: '/api/assessment/edition?method=community-stars&edition=1999' }),
    answers: { 'city c3 c30 s31 v34 v35 v37 line handler party': '404', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/studio',
    about: 'self',
    send: () => ({ path: '/api/assessment/studio?period=2026-q3&subject=community' }),
    counts: ({ units }: { units: { ids: unknown[] } }) => units.ids.length,
    // Five communities, three streets, two counties, the city; of a part what lies in it, and what lies above that.
    answers: { city: '#11', c3: '#7', 'c30 s31': '#5', 'v34 v35 v37 handler party': '#4', line: '403', ...SHUT },
  },
];
