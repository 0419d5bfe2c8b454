// SPDX-License-Identifier: Apache-2.0
import type { BindServer } from '@beichen/platform-server/server-module.ts';
import { assessmentModule } from '../module.ts';
import { declaredFactsHeld } from './holdings.ts';
import {
  askForResults,
  changedBy,
  finaliseJob,
  finaliseOnRequest,
  reckonJob,
  resultsOfChangedTree,
} from './jobs/all-jobs.ts';
import type { Assessing } from './jobs/evaluating.ts';
import { loadPack } from './pack/load.ts';
import { readAssessmentPack } from './pack/read.ts';
import { Editions } from './queries/editions.ts';
import { assessmentRoutes } from './routes/results.ts';

/** Binds assessment to its declaration. @throws BrokenPack */
export const bindAssessment: BindServer = async (services) => {
  const pack = await readAssessmentPack(services.pack, services.demo);
  const { measures, addJob, roles, time } = services;
  const assessing: Assessing = { editions: new Editions(), pack, measures, zone: time.zone, memories: new Map() };
  return {
    declaration: assessmentModule,
    routes: assessmentRoutes({ measures, roles, zone: time.zone }),
    measures: [],
    subscribers: [finaliseOnRequest(addJob), resultsOfChangedTree(addJob, time.zone)],
    jobs: [reckonJob(assessing), finaliseJob(assessing)],
    holdings: [declaredFactsHeld(pack.catalogue.measures)],
    onReadings: (tx, reckoned) => askForResults(tx, addJob, changedBy(reckoned)),
    async load(tx, now) {
      const changed = await loadPack(tx, pack, { given: new Set(measures.keys()), now });
      const periods = changed.map((period) => ({ period, at: null }));
      await askForResults(tx, addJob, periods);
    },
  };
};
