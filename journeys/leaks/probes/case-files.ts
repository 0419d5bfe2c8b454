// SPDX-License-Identifier: Apache-2.0
import { MISSING, type Probe, SHUT } from '../probe.ts';

const HELD = 'city c3 c30 s31 v34 v35 v37 line handler party';

/** The town's cases have no files: whose list is empty sees the case. */
export const caseFileProbes: readonly Probe[] = [
  {
    endpoint: 'GET /api/cases/:record/files',
    about: 'cases',
    send: (subject) => ({ path: `/api/cases/${subject.case}/files` }),
    answers: {
      //      first34 second34 only35 first37 second37
      city: 'empty empty empty empty empty',
      'c3 s31': 'empty empty empty 404 404',
      'c30 v37': '404 404 404 empty empty',
      v34: 'empty empty 404 404 404',
      v35: '404 404 empty 404 404',
      line: 'empty 404 empty 404 404',
      handler: 'empty 404 404 404 404',
      party: '404 empty 404 404 404',
      ...SHUT,
    },
  },
  {
    endpoint: 'GET /api/cases/:record/files/:id',
    about: 'cases',
    send: (subject) => ({ path: `/api/cases/${subject.case}/files/${MISSING.case}` }),
    answers: { [HELD]: '404', ...SHUT },
  },
  {
    endpoint: 'POST /api/cases/:record/files',
    about: 'cases',
    // Without a name: whoever may add files anywhere is told so before the record is looked for.
    send: (subject) => ({ path: `/api/cases/${subject.case}/files`, body: {} }),
    answers: { [HELD]: '400', ...SHUT },
  },
  {
    endpoint: 'POST /api/cases/:record/files/:id/remove',
    about: 'cases',
    send: (subject) => ({ path: `/api/cases/${subject.case}/files/${MISSING.case}/remove`, body: {} }),
    answers: { [HELD]: '404', ...SHUT },
  },
];
