// SPDX-License-Identifier: Apache-2.0
import { workingTimeOf } from '@beichen/kernel/working-time.ts';
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
  resultsOfCorrection,
  resultsOfEdition,
} from './jobs/all-jobs.ts';
import { resultsOfDeclared } from './jobs/declared.ts';
import type { Assessing } from './jobs/evaluating.ts';
import { closedNotices, followCalendar } from './jobs/follow-calendar.ts';
import { resultsOfResults } from './jobs/results-of-results.ts';
import { followFactsCalendar } from './pack/follow-calendar.ts';
import { loadPack } from './pack/load.ts';
import { readAssessmentPack } from './pack/read.ts';
import { plansOf } from './pack/tracks.ts';
import { Editions } from './queries/editions.ts';
import { draftRoutes } from './routes/drafts.ts';
import { factRoutes } from './routes/facts.ts';
import { namingRoutes } from './routes/naming.ts';
import { noticeRoutes } from './routes/notices.ts';
import { publicPageRoutes } from './routes/public-pages.ts';
import { assessmentRoutes } from './routes/results.ts';

/** Figures that a month may ask of one unit where a pack says nothing: as drawn for the city, which has published no number. */
const LIMIT = 12;

/** Binds assessment to its declaration. @throws BrokenPack */
export const bindAssessment: BindServer = async (services) => {
  const pack = await readAssessmentPack(services.pack, services.demo);
  const { measures, addJob, roles, vault, calendar } = services;
  const { catalogue } = pack;
  const { zone } = services.time;
  const time = workingTimeOf(services.calendar, zone);
  const editions = new Editions();
  const assessing: Assessing = { editions, pack, measures, zone, time, memories: new Map() };
  const freezing = { roles, zone };
  const facts = {
    time,
    roles,
    catalogue: pack.catalogue,
    measures,
    limit: pack.settings.burden?.limit ?? LIMIT,
    retention: pack.settings.retention,
  };
  return {
    declaration: assessmentModule,
    routes: [
      ...assessmentRoutes({
        measures,
        ...freezing,
        calendar,
        catalogue,
        plans: plansOf(pack.settings),
        ranking: pack.settings.ranking,
      }),
      ...draftRoutes({ measures, pack, zone }),
      ...factRoutes(facts),
      ...publicPageRoutes({ zone, notice: pack.settings.notice }),
      ...noticeRoutes({ ...freezing, time, vault, editions, notice: pack.settings.notice }),
      ...namingRoutes({ ...freezing, editions, naming: pack.settings.naming, ranking: pack.settings.ranking }),
    ],
    measures: [],
    subscribers: [
      finaliseOnRequest(addJob),
      resultsOfCorrection(addJob),
      resultsOfChangedTree(addJob, zone),
      resultsOfEdition(addJob),
      closedNotices,
      resultsOfDeclared(addJob),
      resultsOfResults(addJob),
    ],
    jobs: [reckonJob(assessing), finaliseJob(assessing)],
    holdings: [declaredFactsHeld(pack.catalogue.measures)],
    onReadings: (tx, reckoned) => askForResults(tx, addJob, changedBy(reckoned)),
    async load(tx, now) {
      const changed = await loadPack(tx, pack, { given: new Set(measures.keys()), now });
      const periods = changed.map((period) => ({ period, at: null }));
      await askForResults(tx, addJob, periods);
      await followCalendar(tx, time, now);
      await followFactsCalendar(tx, time, now);
    },
  };
};
