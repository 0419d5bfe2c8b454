// SPDX-License-Identifier: Apache-2.0

import { type Probe, SHUT } from '../probe.ts';
import { OBJECTOR } from '../town.ts';

/** Of the form of a notice, and none. */
const NO_NOTICE = '0199a000-0999-7000-8000-0000000000aa';
const FRESH = '0199a000-0999-7000-8000-0000000000ab';

const EVERYBODY = 'city c3 c30 s31 v34 v35 v37 line handler party names ended nobody token';

/** Who sees what v34 objected to, and what came of it. */
const AROUND_V34 = 'city c3 s31 v34';

const commands: readonly Probe[] = [
  {
    endpoint: 'POST /api/assessment/notices',
    about: 'self',
    // A quarter that is not over: whoever may open a notice is told so, and nothing is written.
    send: () => ({
      path: '/api/assessment/notices',
      body: { period: '2026-q4', method: 'community-stars', document: '公示〔2026〕9号' },
    }),
    answers: { city: '409', 'c3 c30 s31 v34 v35 v37 line handler party': '403', ...SHUT },
  },
  {
    endpoint: 'POST /api/assessment/objections',
    about: 'nodes',
    // A star that the method has not: whoever may object is told so, and nothing is written.
    send: ({ unit }, { notice }) => ({
      path: '/api/assessment/objections',
      body: { id: FRESH, notice, unit, section: 'zq', reason: '有一项没有计入' },
    }),
    answers: {
      //   city c3 c30 s31 v34 v35 v37
      city: '404 404 404 404 403 403 403',
      'c3 s31': '404 404 404 404 403 403 404',
      c30: '404 404 404 404 404 404 403',
      v34: '404 404 404 404 400 404 404',
      v35: '404 404 404 404 404 400 404',
      v37: '404 404 404 404 404 404 400',
      'line handler party': '404',
      ...SHUT,
    },
  },
  {
    endpoint: 'POST /api/assessment/objections/:id/answer',
    about: 'self',
    // It was answered: whoever sees it is told so, and nothing is written.
    send: (_, { objection }) => ({
      path: `/api/assessment/objections/${objection}/answer`,
      body: { outcome: 'upheld', answer: '已查看记录' },
    }),
    answers: { [AROUND_V34]: '409', 'c30 v35 v37 line handler party': '404', ...SHUT },
  },
  {
    endpoint: 'POST /api/public/objections',
    about: 'self',
    send: () => ({
      path: '/api/public/objections',
      body: { id: FRESH, notice: NO_NOTICE, unit: 34, reason: '有一项没有计入', trackingCode: 'ZQ34ZQ34ZQ34' },
    }),
    answers: { [EVERYBODY]: '404' },
  },
];

const ON_SHOW = 'it hangs out for everybody: units and stars, as the city decided';

/** Notices, and what was objected to in them. */
export const noticeProbes: readonly Probe[] = [
  ...commands,
  {
    endpoint: 'GET /api/assessment/notices/:id',
    about: 'self',
    send: (_, { notice }) => ({ path: `/api/assessment/notices/${notice}` }),
    counts: ({ units }: { units: unknown[] }) => units.length,
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
    endpoint: 'GET /api/assessment/objections',
    about: 'self',
    send: () => ({ path: '/api/assessment/objections' }),
    counts: ({ objections }: { objections: unknown[] }) => objections.length,
    // v34's own, and a resident's about it.
    answers: { [AROUND_V34]: '#2', 'c30 v35 v37 line handler party': '#0', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/objections/:id/contact',
    about: 'self',
    // A resident left it: for whoever answers, not for those who hold a post in the unit.
    send: () => ({ path: `/api/assessment/objections/${OBJECTOR.id}/contact?purpose=contact-reporter` }),
    shows: () => OBJECTOR.phone,
    answers: { 'city c3 s31': 'own', v34: '403', 'c30 v35 v37 line handler party': '404', ...SHUT },
  },
  {
    endpoint: 'GET /api/public/notices',
    about: 'self',
    send: () => ({ path: '/api/public/notices' }),
    counts: ({ notices }: { notices: unknown[] }) => notices.length,
    answers: { [EVERYBODY]: '#1' },
  },
  {
    endpoint: 'GET /api/public/notices/:id',
    about: 'self',
    send: (_, { notice }) => ({ path: `/api/public/notices/${notice}` }),
    counts: ({ units }: { units: unknown[] }) => units.length,
    open: ON_SHOW,
    answers: { [EVERYBODY]: '#5' },
  },
  {
    endpoint: 'GET /public/notices',
    about: 'self',
    send: () => ({ path: '/public/notices' }),
    answers: { [EVERYBODY]: 'empty' },
  },
  {
    endpoint: 'GET /public/notices/:id',
    about: 'self',
    send: (_, { notice }) => ({ path: `/public/notices/${notice}` }),
    open: ON_SHOW,
    answers: { [EVERYBODY]: '200' },
  },
  {
    endpoint: 'GET /public/notices/:id',
    asked: 'of a result that is final and on no notice',
    about: 'self',
    send: (_, { evaluation }) => ({ path: `/public/notices/${evaluation}` }),
    answers: { [EVERYBODY]: '404' },
  },
  {
    endpoint: 'GET /public/notices/:id/package',
    about: 'self',
    // The pack of the town does not open it.
    send: (_, { notice }) => ({ path: `/public/notices/${notice}/package` }),
    answers: { [EVERYBODY]: '404' },
  },
  {
    endpoint: 'GET /api/public/objections',
    about: 'self',
    send: () => ({ path: '/api/public/objections' }),
    // The code is that of a case.
    answers: { token: '404', 'city c3 c30 s31 v34 v35 v37 line handler party names ended nobody': '401' },
  },
];
