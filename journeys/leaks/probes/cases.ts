// SPDX-License-Identifier: Apache-2.0

import { MISSING, type Probe, SHUT, type Subject } from '../probe.ts';
import { CASES, type CaseName, summaryOf } from '../town.ts';

const summary = ({ name }: Subject): string => summaryOf(CASES[name as CaseName]);

const list = (asked: string, query: string, answers: Probe['answers']): Probe => ({
  endpoint: 'GET /api/cases',
  asked,
  about: 'nodes',
  send: ({ unit }) => ({ path: `/api/cases?unit=${unit}&${query}` }),
  counts: ({ total, rows }: { total: number; rows: unknown[] }) => (total === rows.length ? total : Number.NaN),
  answers: { ...answers, ...SHUT },
});

const queries: readonly Probe[] = [
  list('by place', 'by=place', {
    //      city c3 c30 s31 v34 v35 v37
    city: '#9 #4 #5 #3 #2 #1 #5',
    c3: '#4 #4 404 #3 #2 #1 404',
    c30: '#5 404 #5 404 404 404 #5',
    s31: '#3 #3 404 #3 #2 #1 404',
    v34: '#2 #2 404 #2 #2 404 404',
    v35: '#1 #1 404 #1 404 #1 404',
    v37: '#5 404 #5 404 404 404 #5',
    line: '#2 #2 404 #2 #1 #1 404',
    // Its own case of v36 and the one of v34 that it handles; the one that it is a party to.
    handler: '#2 #2 404 404 404 404 404',
    party: '#1 404 #0 404 404 404 404',
  }),
  list('by handler', 'by=handler', {
    city: '#2 #1 #1 #0 #0 #0 #1',
    c3: '#1 #1 404 #0 #0 #0 404',
    c30: '#1 404 #1 404 404 404 #1',
    // s32 lies outside: that it handles the case is read on the case, and it is not found by it.
    s31: '#0 #0 404 #0 #0 #0 404',
    v34: '#0 #0 404 #0 #0 404 404',
    v35: '#0 #0 404 #0 404 #0 404',
    v37: '#1 404 #1 404 404 404 #1',
    line: '#1 #1 404 #0 #0 #0 404',
    handler: '#1 #1 404 404 404 404 404',
    party: '#0 404 #0 404 404 404 404',
  }),
  {
    // No case of the town is in hand: a caller learns here of no unit outside, and of those inside that there is none.
    endpoint: 'GET /api/cases/days',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/cases/days?unit=${unit}` }),
    counts: ({ days }: { days: { count: number }[] }) => days.reduce((sum, { count }) => sum + count, 0),
    answers: {
      //      city c3 c30 s31 v34 v35 v37
      city: '#0 #0 #0 #0 #0 #0 #0',
      c3: '#0 #0 404 #0 #0 #0 404',
      c30: '#0 404 #0 404 404 404 #0',
      's31 line': '#0 #0 404 #0 #0 #0 404',
      v34: '#0 #0 404 #0 #0 404 404',
      v35: '#0 #0 404 #0 404 #0 404',
      v37: '#0 404 #0 404 404 404 #0',
      handler: '#0 #0 404 404 404 404 404',
      party: '#0 404 #0 404 404 404 404',
      ...SHUT,
    },
  },
  {
    endpoint: 'GET /api/cases/mine',
    about: 'self',
    send: () => ({ path: '/api/cases/mine' }),
    counts: ({ counts, rows }: { counts: Record<string, number>; rows: unknown[] }) => {
      const waiting = (counts['dispatch'] ?? 0) + (counts['close'] ?? 0) + (counts['answer'] ?? 0);
      return waiting === rows.length ? waiting : Number.NaN;
    },
    answers: {
      // The first of v34 waits for nobody: it was closed, and its reporter answered.
      city: '#8',
      c3: '#3',
      c30: '#5',
      s31: '#2',
      'v34 v35': '#1',
      v37: '#5',
      line: '#1',
      handler: '#1',
      party: '#0',
      ...SHUT,
    },
  },
  {
    endpoint: 'GET /api/cases/kinds',
    about: 'self',
    send: () => ({ path: '/api/cases/kinds' }),
    answers: { 'city c3 c30 s31 v34 v35 v37 line handler party names ended nobody token': 'empty' },
  },
  {
    endpoint: 'GET /api/cases/:id',
    about: 'cases',
    send: (subject) => ({ path: `/api/cases/${subject.case}` }),
    shows: summary,
    answers: {
      //      first34 second34 only35 first37 second37
      city: 'own own own own own',
      'c3 s31': 'own own own 404 404',
      'c30 v37': '404 404 404 own own',
      v34: 'own own 404 404 404',
      v35: '404 404 own 404 404',
      line: 'own 404 own 404 404',
      handler: 'own 404 404 404 404',
      party: '404 own 404 404 404',
      ...SHUT,
    },
  },
  {
    endpoint: 'GET /api/cases/:id/contact',
    about: 'cases',
    send: (subject) => ({ path: `/api/cases/${subject.case}/contact?purpose=contact-reporter` }),
    shows: ({ name }) => CASES[name as CaseName].phone,
    answers: {
      city: 'own own own own own',
      'c3 s31': 'own own own 404 404',
      'c30 v37': '404 404 404 own own',
      v34: 'own own 404 404 404',
      v35: '404 404 own 404 404',
      line: 'own 404 own 404 404',
      // Both see the case; whom to call is known where it lies.
      handler: '403 404 404 404 404',
      party: '404 403 404 404 404',
      ...SHUT,
    },
  },
  {
    endpoint: 'GET /api/public/cases',
    about: 'self',
    send: () => ({ path: '/api/public/cases' }),
    shows: () => '猋毳',
    answers: { token: 'own', 'city c3 c30 s31 v34 v35 v37 line handler party names ended nobody': '401' },
  },
];

/** A version that no case has reached: whoever may make the move is told of the conflict, and nothing is written. */
const NEVER = 99;

const move = (verb: string, body: object, answers: Probe['answers']): Probe => ({
  endpoint: `POST /api/cases/:id/${verb}`,
  about: 'cases',
  send: (subject) => ({ path: `/api/cases/${subject.case}/${verb}`, body: { version: NEVER, ...body } }),
  answers,
});

/** Over the place of the case. */
const OVER_PLACE = {
  city: '409 409 409 409 409',
  'c3 s31': '409 409 409 404 404',
  'c30 v37': '404 404 404 409 409',
  v34: '409 409 404 404 404',
  v35: '404 404 409 404 404',
  line: '409 404 409 404 404',
  handler: '403 404 404 404 404',
  party: '404 403 404 404 404',
} as const;

const commands: readonly Probe[] = [
  {
    endpoint: 'POST /api/cases',
    about: 'nodes',
    // A category that there is not: whoever may report there is told so, and nothing is written.
    send: ({ unit }) => ({
      path: '/api/cases',
      body: { id: MISSING.case, kind: 'grid-event', category: 'nonsense', unit, summary: '试一试', place: '' },
    }),
    answers: {
      //      city c3 c30 s31 v34 v35 v37
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
      ...SHUT,
    },
  },
  move('dispatch', { handler: 1 }, { ...OVER_PLACE, ...SHUT }),
  move('defer', { reason: '等一等' }, { ...OVER_PLACE, ...SHUT }),
  // Anybody who is signed in may knock; without a post no case is seen.
  move('answer', { answer: 'solved' }, { ...OVER_PLACE, 'names ended': '404', 'nobody token': '401' }),
  move(
    'close',
    { outcome: 'done', note: '好了' },
    {
      // Over the unit that handles it: s32 the first of v34, v37 its own first, nobody the others.
      city: '409 403 403 409 403',
      c3: '409 403 403 404 404',
      s31: '403 403 403 404 404',
      'c30 v37': '404 404 404 409 403',
      v34: '403 403 404 404 404',
      v35: '404 404 403 404 404',
      line: '409 404 403 404 404',
      handler: '409 404 404 404 404',
      party: '404 403 404 404 404',
      ...SHUT,
    },
  ),
  {
    endpoint: 'POST /api/public/cases/answer',
    about: 'self',
    send: () => ({ path: '/api/public/cases/answer', body: { version: NEVER, answer: 'solved' } }),
    answers: { token: '409', 'city c3 c30 s31 v34 v35 v37 line handler party names ended nobody': '401' },
  },
];

export const caseProbes: readonly Probe[] = [...queries, ...commands];
