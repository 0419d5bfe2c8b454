// SPDX-License-Identifier: Apache-2.0
import { casesModule } from '@beichen/domains/cases/module.ts';
import { orgModule } from '@beichen/domains/org/module.ts';
import { type Probe, SHUT } from '../probe.ts';

/** Nine cases: two of v34, one of v35, one of v36, five of v37. A part of a figure is no figure: who does not see the whole gets none. */
const REPORTED: Probe['answers'] = {
  //   city c3 c30 s31 v34 v35 v37
  city: '#9 #4 #5 #3 #2 #1 #5',
  c3: '403 #4 404 #3 #2 #1 404',
  c30: '403 404 #5 404 404 404 #5',
  s31: '403 403 404 #3 #2 #1 404',
  v34: '403 403 404 403 #2 404 404',
  v35: '403 403 404 403 404 #1 404',
  v37: '403 404 403 404 404 404 #5',
  line: '403 403 404 403 403 403 404',
  handler: '403 403 404 404 404 404 404',
  party: '403 404 403 404 404 404 404',
  ...SHUT,
};

/** Five communities should be covered, each by a Party body. */
const COVERED: Probe['answers'] = {
  //   city c3 c30 s31 v34 v35 v37
  city: '#5 #3 #2 #2 #1 #1 #1',
  c3: '403 #3 404 #2 #1 #1 404',
  c30: '403 404 #2 404 404 404 #1',
  s31: '403 403 404 #2 #1 #1 404',
  'v34 names': '403 403 404 403 #1 404 404',
  v35: '403 403 404 403 404 #1 404',
  v37: '403 404 403 404 404 404 #1',
  line: '403 403 404 403 403 403 404',
  handler: '403 403 404 404 404 404 404',
  party: '403 404 403 404 404 404 404',
  ended: '403',
  'nobody token': '401',
};

/** The same doors, whatever is counted behind them. */
const SAME_DOORS: Probe['answers'] = Object.fromEntries(
  Object.entries(REPORTED).map(([accounts, verdicts]) => [accounts, verdicts.replace(/#\d/g, '200')]),
);

const PERIOD = 'period=2026-q3';

function probesOf(measure: string): Probe[] {
  const isReported = measure === 'cases.reported';
  return [
    {
      endpoint: `GET /api/measures/${measure}`,
      about: 'nodes',
      send: ({ unit }) => ({ path: `/api/measures/${measure}?${PERIOD}&unit=${unit}` }),
      counts: ({ num }: { num: number }) => num,
      answers: isReported ? REPORTED : SAME_DOORS,
    },
    {
      endpoint: `GET /api/measures/${measure}/records`,
      about: 'nodes',
      send: ({ unit }) => ({ path: `/api/measures/${measure}/records?${PERIOD}&unit=${unit}` }),
      counts: ({ total }: { total: number }) => total,
      answers: isReported ? REPORTED : SAME_DOORS,
    },
  ];
}

/** Of units: whoever may read units reads these. */
function coverageProbes(measure: string): Probe[] {
  const isCovered = measure === 'org.units_covered';
  const doors = Object.fromEntries(
    Object.entries(COVERED).map(([accounts, verdicts]) => [accounts, verdicts.replace(/#\d/g, '200')]),
  );
  return ['', '/records'].map((list) => ({
    endpoint: `GET /api/measures/${measure}${list}`,
    about: 'nodes',
    send: ({ unit }) => ({ path: `/api/measures/${measure}${list}?${PERIOD}&unit=${unit}` }),
    counts: ({ den, total }: { den?: number; total?: number }) => den ?? total ?? 0,
    answers: isCovered ? COVERED : doors,
  }));
}

export const measureProbes: readonly Probe[] = [
  {
    endpoint: 'GET /api/measures',
    about: 'self',
    send: () => ({ path: '/api/measures' }),
    counts: ({ measures }: { measures: unknown[] }) => measures.length,
    answers: {
      'city c3 c30 s31 v34 v35 v37 line handler party': `#${casesModule.measures.length + orgModule.measures.length}`,
      names: `#${orgModule.measures.length}`,
      ended: '#0',
      'nobody token': '401',
    },
  },
  ...casesModule.measures.flatMap(({ id }) => probesOf(id)),
  ...orgModule.measures.flatMap(({ id }) => coverageProbes(id)),
];
