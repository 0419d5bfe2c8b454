// SPDX-License-Identifier: Apache-2.0

import { type Probe, SHUT } from '../probe.ts';
import { idOf, NAMING } from '../town.ts';

/** Who sees that v34 was named, and what was taken back. */
const AROUND_V34 = 'city c3 s31 v34';
const NOT_AROUND_V34 = 'c30 v35 v37 handler party';

/** Ranks that are released, names that are given and taken back. What is sent is refused to whoever may do it, so nothing is written. */
export const namingProbes: readonly Probe[] = [
  {
    endpoint: 'POST /api/assessment/ranking/release',
    about: 'self',
    send: (_, { evaluation }) => ({
      path: '/api/assessment/ranking/release',
      body: { evaluation, document: '排名〔2026〕1号', approval: '同意公布', dated: '2099-01-01' },
    }),
    answers: { city: '400', 'c3 c30 s31 v34 v35 v37 handler party': '403', line: '404', ...SHUT },
  },
  {
    endpoint: 'POST /api/assessment/namings',
    about: 'self',
    // The programme of the pack is not approved.
    send: (_, { evaluation }) => ({
      path: '/api/assessment/namings',
      body: { evaluation, document: '命名〔2026〕1号', dated: '2026-10-08' },
    }),
    answers: { city: '409', 'c3 c30 s31 v34 v35 v37 handler party': '403', line: '404', ...SHUT },
  },
  {
    endpoint: 'POST /api/assessment/namings/:id/withdraw',
    about: 'self',
    send: () => ({
      path: `/api/assessment/namings/${NAMING}/withdraw`,
      body: { unit: idOf('v34'), section: 'zq', reason: '记录有误', basis: '办法', dated: '2026-10-08' },
    }),
    answers: { [AROUND_V34]: '400', [NOT_AROUND_V34]: '404', line: '404', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/namings',
    about: 'self',
    send: () => ({ path: '/api/assessment/namings' }),
    counts: ({ namings }: { namings: { units: number }[] }) =>
      namings.length === 1 ? (namings[0]?.units ?? Number.NaN) : -namings.length,
    answers: { [AROUND_V34]: '#1', [NOT_AROUND_V34]: '#0', line: '#0', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/namings/:id',
    about: 'self',
    send: () => ({ path: `/api/assessment/namings/${NAMING}` }),
    counts: ({ units }: { units: unknown[] }) => units.length,
    answers: { [AROUND_V34]: '#1', [NOT_AROUND_V34]: '#0', line: '404', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/namings/:id/workbook',
    about: 'self',
    send: () => ({ path: `/api/assessment/namings/${NAMING}/workbook` }),
    answers: { [AROUND_V34]: '200', [NOT_AROUND_V34]: '200', line: '404', ...SHUT },
  },
];
