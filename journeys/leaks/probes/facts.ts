// SPDX-License-Identifier: Apache-2.0

import { MISSING, type Planted, type Probe, SHUT, type Subject } from '../probe.ts';
import { FACT_REQUEST, factOf, nodeOf } from '../town.ts';

const FACTS = '/api/assessment/facts';

/** What is asked of one unit: only communities are. */
const ONE_UNIT = {
  //   city c3 c30 s31 v34 v35 v37
  city: '404 404 404 404 own own own',
  'c3 s31': '404 404 404 404 own own 404',
  'c30 v37': '404 404 404 404 404 404 own',
  v34: '404 404 404 404 own 404 404',
  v35: '404 404 404 404 404 own 404',
  'line handler party': '404',
  ...SHUT,
} satisfies Probe['answers'];

/** Whoever sees the form is told that it cannot be so, and nothing is written. */
const REFUSED: Probe['answers'] = Object.fromEntries(
  Object.entries(ONE_UNIT).map(([accounts, verdicts]) => [accounts, verdicts.replaceAll('own', '409')]),
);

const formOf = ({ unit }: Subject, { forms }: Planted): string => `${FACTS}/forms/${forms.get(unit) ?? MISSING.case}`;

const refused = (verb: string, body: object): Probe => ({
  endpoint: `POST ${FACTS}/forms/:id/${verb}`,
  about: 'nodes',
  send: (subject, planted) => ({ path: `${formOf(subject, planted)}/${verb}`, body }),
  answers: REFUSED,
});

/** Counted at each node that lies in the caller's range, as one who sees all counts it; the others are not there. */
function below(verdicts: string): Probe['answers'] {
  const [, c3, c30, s31, v34, v35, v37] = verdicts.split(' ');
  return {
    city: verdicts,
    c3: `404 ${c3} 404 ${s31} ${v34} ${v35} 404`,
    c30: `404 404 ${c30} 404 404 404 ${v37}`,
    s31: `404 404 404 ${s31} ${v34} ${v35} 404`,
    v34: `404 404 404 404 ${v34} 404 404`,
    v35: `404 404 404 404 404 ${v35} 404`,
    v37: `404 404 404 404 404 404 ${v37}`,
    'line handler party': '404',
    ...SHUT,
  };
}

/** The city asked all communities; those of v34, v35 and v37 have handed in. A post on a duty line declares nothing. */
export const factProbes: readonly Probe[] = [
  {
    endpoint: `GET ${FACTS}/forms`,
    about: 'self',
    send: () => ({ path: `${FACTS}/forms` }),
    counts: ({ forms }: { forms: unknown[] }) => forms.length,
    answers: { city: '#5', c3: '#3', 'c30 s31': '#2', 'v34 v35 v37 handler party': '#1', line: '#0', ...SHUT },
  },
  {
    endpoint: `GET ${FACTS}/forms/:id`,
    about: 'nodes',
    send: (subject, planted) => ({ path: formOf(subject, planted) }),
    shows: ({ word }) => word,
    answers: ONE_UNIT,
  },
  refused('draft', { version: 99, values: {} }),
  refused('hand-in', { version: 99, values: {} }),
  refused('urge', {}),
  refused('late', { reason: '停电' }),
  refused('late/grant', { until: '2026-12-31' }),
  {
    endpoint: `GET ${FACTS}/book`,
    about: 'self',
    send: () => ({ path: `${FACTS}/book` }),
    // A workbook is packed, so no word of it can be looked for: fact-book.db.test.ts looks at whose forms it holds.
    answers: { 'city c3 c30 s31 v34 v35 v37 line handler party': '200', ...SHUT },
  },
  {
    endpoint: `POST ${FACTS}/book/check`,
    about: 'self',
    // Without a name: whoever may declare is told so before the file is looked at.
    send: () => ({ path: `${FACTS}/book/check`, body: {} }),
    answers: { 'city c3 c30 s31 v34 v35 v37 line handler party': '400', ...SHUT },
  },
  {
    endpoint: `POST ${FACTS}/book`,
    about: 'self',
    send: () => ({ path: `${FACTS}/book?name=a.csv&id=0199a000-0777-7000-8000-0000000000d5`, body: {} }),
    answers: { 'city c3 c30 s31 v34 v35 v37 handler party': '400', line: '404', ...SHUT },
  },
  {
    endpoint: `GET ${FACTS}/requests`,
    about: 'self',
    send: () => ({ path: `${FACTS}/requests` }),
    counts: ({ requests }: { requests: unknown[] }) => requests.length,
    answers: { 'city c3 c30 s31 v34 v35 v37 handler party': '#1', line: '#0', ...SHUT },
  },
  {
    endpoint: `GET ${FACTS}/requests/:id`,
    about: 'self',
    send: () => ({ path: `${FACTS}/requests/${FACT_REQUEST}` }),
    counts: ({ waiting }: { waiting: unknown[] }) => waiting.length,
    // v36 and v38 have not handed in: the handler's and the party's own.
    answers: { city: '#2', 'c3 c30 handler party': '#1', 's31 v34 v35 v37': '#0', line: '404', ...SHUT },
  },
  {
    endpoint: `GET ${FACTS}/offer`,
    about: 'nodes',
    send: ({ unit }) => ({ path: `${FACTS}/offer?period=2026-q3&method=community-stars&unit=${unit}` }),
    counts: ({ units }: { units: number }) => units,
    answers: {
      //    city c3 c30 s31 v34 v35 v37
      city: '#5 #3 #2 #2 #1 #1 #1',
      c3: '404 #3 404 #2 #1 #1 404',
      c30: '404 404 #2 404 404 404 #1',
      s31: '404 404 404 #2 #1 #1 404',
      v34: '404 404 404 404 #1 404 404',
      v35: '404 404 404 404 404 #1 404',
      v37: '404 404 404 404 404 404 #1',
      'line handler party': '404',
      ...SHUT,
    },
  },
  {
    endpoint: `POST ${FACTS}/requests`,
    about: 'nodes',
    // What records give: whoever may ask there is told the value, and nothing is written.
    send: ({ unit }) => ({
      path: `${FACTS}/requests`,
      body: {
        id: '0199a000-0034-7000-8000-0000000000e9',
        method: 'community-stars',
        period: '2026-q3',
        unit,
        measures: ['reports.late'],
        owner: '责任单位',
        basis: '依据',
        purpose: '用途',
        workingDays: 3,
      },
    }),
    answers: {
      //    city c3 c30 s31 v34 v35 v37
      city: '409',
      c3: '404 409 404 409 409 409 404',
      c30: '404 404 409 404 404 404 409',
      s31: '404 404 404 409 409 409 404',
      v34: '404 404 404 404 409 404 404',
      v35: '404 404 404 404 404 409 404',
      v37: '404 404 404 404 404 404 409',
      'line handler party': '404',
      ...SHUT,
    },
  },
  {
    endpoint: `POST ${FACTS}/requests/:id/approve`,
    about: 'self',
    // It is open already, and was made by the account of the city itself.
    send: () => ({ path: `${FACTS}/requests/${FACT_REQUEST}/approve`, body: {} }),
    answers: { 'city c3 c30 s31 v34 v35 v37 handler party': '403', line: '404', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/burden',
    about: 'self',
    send: () => ({ path: '/api/assessment/burden?month=2026-09' }),
    counts: ({ units }: { units: number }) => units,
    answers: { city: '#5', c3: '#3', 'c30 s31': '#2', 'v34 v35 v37 handler party': '#1', line: '#0', ...SHUT },
  },
  {
    endpoint: 'GET /api/assessment/measures/:id/facts',
    asked: 'declared',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/assessment/measures/legal.adviser_visits/facts?period=2026-q3&unit=${unit}` }),
    counts: ({ total }: { total: number }) => total,
    // Each of the five communities has a figure: the pack brought it, three handed in another.
    answers: below('#5 #3 #2 #2 #1 #1 #1'),
  },
  {
    endpoint: 'GET /api/assessment/measures/:id/facts',
    asked: 'brought by the pack',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/assessment/measures/reports.late/facts?period=2026-q3&unit=${unit}` }),
    shows: ({ unit }) => String(factOf(nodeOf(unit))),
    answers: {
      //   city c3 c30 s31 v34 v35 v37
      city: '200 200 200 200 own own own',
      c3: '404 200 404 200 own own 404',
      c30: '404 404 200 404 404 404 own',
      s31: '404 404 404 200 own own 404',
      v34: '404 404 404 404 own 404 404',
      v35: '404 404 404 404 404 own 404',
      v37: '404 404 404 404 404 404 own',
      'line handler party': '404',
      ...SHUT,
    },
  },
  {
    endpoint: 'GET /api/assessment/measures/:id/facts',
    asked: 'corrected by a review',
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/assessment/measures/cases.closed_on_time/facts?period=2026-q3&unit=${unit}` }),
    counts: ({ corrections }: { corrections: unknown[] }) => corrections.length,
    answers: below('#1 #1 #0 #1 #1 #0 #0'),
  },
  {
    endpoint: 'GET /api/assessment/catalogue',
    about: 'self',
    send: () => ({ path: '/api/assessment/catalogue' }),
    answers: { 'city c3 c30 s31 v34 v35 v37 line handler party': 'empty', ...SHUT },
  },
];
