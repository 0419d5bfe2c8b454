// SPDX-License-Identifier: Apache-2.0

import { freshId } from '../../testing/client.ts';
import type { Probe } from '../probe.ts';
import { ACCOUNT_NAMES, ACCOUNTS, personOf } from '../town.ts';

const EVERYBODY = ACCOUNT_NAMES.join(' ');
const SIGNED_IN = Object.keys(ACCOUNTS).join(' ');
const OUTSIDE = { 'nobody token': '401' };

const toAnybody = (endpoint: string, verdict: string, body?: unknown): Probe => {
  const path = endpoint.split(' ')[1] ?? '';
  return {
    endpoint,
    about: 'self',
    send: () => (body === undefined ? { path } : { path, body }),
    answers: { [EVERYBODY]: verdict },
  };
};

export const platformProbes: readonly Probe[] = [
  {
    endpoint: 'GET /api/session',
    about: 'self',
    send: () => ({ path: '/api/session' }),
    shows: (_, account) => personOf(account as keyof typeof ACCOUNTS),
    answers: { [SIGNED_IN]: 'own', ...OUTSIDE },
  },
  {
    ...toAnybody('POST /api/session', '401'),
    // Another login each time: one that is tried too often is held.
    send: () => ({ path: '/api/session', body: { login: `no-such-${freshId()}`, password: 'x' } }),
  },
  { ...toAnybody('DELETE /api/session', '204'), bare: 'it would end the sessions of this test' },
  {
    endpoint: 'GET /api/changes',
    about: 'self',
    send: () => ({ path: '/api/changes' }),
    answers: { [SIGNED_IN]: 'empty', ...OUTSIDE },
  },
  {
    endpoint: 'GET /api/jobs',
    about: 'self',
    send: () => ({ path: '/api/jobs' }),
    answers: { 'city c3 c30 s31 v34 v35 v37 line handler party': 'empty', 'names ended': '403', ...OUTSIDE },
  },
  {
    ...toAnybody('GET /api/demo/roles', '200'),
    open: 'the demo shows its invented people, and the units of their posts, to whoever sits at this machine',
  },
  toAnybody('POST /api/demo/session', '404', { role: 'no-such-role' }),
  toAnybody('POST /api/demo/clock', '400', { to: '2020-01-01T00:00:00.000Z' }),
  toAnybody('GET /api/openapi.json', 'empty'),
  {
    ...toAnybody('GET /assets/*', '404'),
    send: () => ({ path: '/assets/no-such-file.js' }),
  },
  {
    ...toAnybody('GET /*', 'empty'),
    asked: 'the page of a screen, the same for all',
    send: () => ({ path: '/units/34' }),
  },
  toAnybody('GET /healthz', 'empty'),
  toAnybody('GET /readyz', 'empty'),
  // Without the token of the settings it is not there.
  toAnybody('GET /metrics', '404'),
];
