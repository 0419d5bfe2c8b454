// SPDX-License-Identifier: Apache-2.0
import type { Probe } from '../probe.ts';
import { ACCOUNT_NAMES, ACCOUNTS } from '../town.ts';

const EVERYBODY = ACCOUNT_NAMES.join(' ');
const SIGNED_IN = Object.keys(ACCOUNTS).join(' ');
const OUTSIDE = { 'nobody token': '401' };

/** Who administers accounts somewhere; `line` does so nowhere, since accounts are on no duty line. */
const ADMINISTERS = 'city c3 c30 s31 v34 v35 v37 line handler party';
const NO_SUCH = '0199a000-0999-7000-8000-00000000a999';

/** Doors of the login that take a secret: asked with what does not fit, so that nothing is written. */
const door = (path: string, verdicts: Probe['answers'], body: unknown = { nonsense: true }): Probe => ({
  endpoint: `POST ${path}`,
  about: 'self',
  send: () => ({ path, body }),
  answers: verdicts,
});

const own = (path: string): Probe => door(path, { [SIGNED_IN]: '400', ...OUTSIDE });

const onAccount = (verb: string): Probe => ({
  endpoint: `POST /api/accounts/:id/${verb}`,
  about: 'self',
  send: () => ({ path: `/api/accounts/${NO_SUCH}/${verb}`, body: {} }),
  answers: { [ADMINISTERS]: '404', 'names ended': '403', ...OUTSIDE },
});

/** The own account and the accounts of a range. Who stands in a list, `names` says by the logins of the town: each lies at its node. */
export const accountProbes: readonly Probe[] = [
  {
    endpoint: 'GET /api/session/way',
    about: 'self',
    send: () => ({ path: '/api/session/way' }),
    answers: { [EVERYBODY]: 'empty' },
  },
  door('/api/session/slip', { [EVERYBODY]: '401' }, { login: 'no-such-account', code: 'AAAA-BBBB-CCCC' }),
  // A whole sign-in does not want a first password.
  door('/api/session/password', { [SIGNED_IN]: '404', ...OUTSIDE }),
  { ...door('/api/session/lock', { [EVERYBODY]: '401' }), bare: 'it would lock the sessions of this test' },
  own('/api/session/unlock'),
  own('/api/session/post'),
  {
    endpoint: 'GET /api/account',
    about: 'self',
    send: () => ({ path: '/api/account' }),
    answers: { [SIGNED_IN]: 'empty', ...OUTSIDE },
  },
  own('/api/account/password'),
  own('/api/account/sessions/end'),
  // A whole sign-in wants no second factor any more.
  door('/api/session/factor', { [SIGNED_IN]: '404', ...OUTSIDE }),
  door('/api/session/passkey/options', { [EVERYBODY]: '400' }),
  door('/api/session/passkey', { [EVERYBODY]: '400' }),
  own('/api/account/proof'),
  ...['totp', 'totp/confirm', 'passkeys', 'passkeys/options', 'factors/remove', 'recovery'].map((path) =>
    own(`/api/account/${path}`),
  ),
  {
    endpoint: 'GET /api/accounts',
    about: 'self',
    send: () => ({ path: '/api/accounts' }),
    counts: ({ accounts }: { accounts: unknown[] }) => accounts.length,
    answers: {
      // Twelve people of the town; s31 has itself, v34, v35, names and ended.
      city: '#12',
      // c3: itself, s31, v34, v35, line, handler, names and ended.
      c3: '#8',
      // c30: itself, v37 and party, whose post is at v38.
      c30: '#3',
      s31: '#5',
      // Its own, names and ended.
      v34: '#3',
      'v35 v37 party handler': '#1',
      line: '#0',
      'names ended': '403',
      ...OUTSIDE,
    },
  },
  {
    endpoint: 'GET /api/accounts',
    asked: 'by the name of a place',
    about: 'nodes',
    send: ({ word }) => ({ path: `/api/accounts?q=${encodeURIComponent(word)}` }),
    counts: ({ accounts }: { accounts: unknown[] }) => accounts.length,
    answers: {
      //     city c3 c30 s31 v34 v35 v37
      city: '#1 #2 #1 #1 #3 #1 #1',
      c3: '#0 #2 #0 #1 #3 #1 #0',
      c30: '#0 #0 #1 #0 #0 #0 #1',
      s31: '#0 #0 #0 #1 #3 #1 #0',
      v34: '#0 #0 #0 #0 #3 #0 #0',
      v35: '#0 #0 #0 #0 #0 #1 #0',
      v37: '#0 #0 #0 #0 #0 #0 #1',
      'line handler party': '#0',
      'names ended': '403',
      ...OUTSIDE,
    },
  },
  {
    endpoint: 'GET /api/accounts/holders',
    about: 'self',
    send: () => ({ path: '/api/accounts/holders' }),
    answers: { [ADMINISTERS]: 'empty', 'names ended': '403', ...OUTSIDE },
  },
  {
    endpoint: 'GET /api/accounts/review',
    about: 'self',
    send: () => ({ path: '/api/accounts/review' }),
    counts: ({ accounts }: { accounts: unknown[] }) => accounts.length,
    answers: {
      // In the whole town: `ended` has no post any more; city, c3, c30 and line hold every permission over a city or a county.
      city: '#5',
      c3: '#3',
      c30: '#1',
      's31 v34': '#1',
      'v35 v37 line handler party': '#0',
      'names ended': '403',
      ...OUTSIDE,
    },
  },
  {
    endpoint: 'GET /api/accounts/:id',
    about: 'self',
    send: () => ({ path: `/api/accounts/${NO_SUCH}` }),
    answers: { [ADMINISTERS]: '404', 'names ended': '403', ...OUTSIDE },
  },
  {
    endpoint: 'POST /api/accounts',
    about: 'self',
    send: () => ({ path: '/api/accounts', body: { id: NO_SUCH, person: NO_SUCH, login: 'no-such' } }),
    answers: { [ADMINISTERS]: '404', 'names ended': '403', ...OUTSIDE },
  },
  {
    endpoint: 'POST /api/accounts/:id/link',
    about: 'self',
    send: () => ({ path: `/api/accounts/${NO_SUCH}/link`, body: { subject: 'no such subject' } }),
    answers: { [ADMINISTERS]: '404', 'names ended': '403', ...OUTSIDE },
  },
  // Whoever asks is led to the identity service, or back to the sign-in page, and is told nothing of the city.
  {
    endpoint: 'GET /api/sign-on/begin',
    about: 'self',
    send: () => ({ path: '/api/sign-on/begin' }),
    answers: { [EVERYBODY]: '503' },
  },
  {
    endpoint: 'GET /api/sign-on/end',
    about: 'self',
    send: () => ({ path: '/api/sign-on/end?code=x&state=y' }),
    answers: { [EVERYBODY]: 'empty' },
  },
  ...['slip', 'end-sessions', 'reset-factors', 'close', 'reopen'].map(onAccount),
];
