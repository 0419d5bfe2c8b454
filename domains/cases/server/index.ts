// SPDX-License-Identifier: Apache-2.0

import { workingTimeOf } from '@beichen/kernel/working-time.ts';
import { fileRoutes } from '@beichen/platform-server/files/file-routes.ts';
import type { BindServer } from '@beichen/platform-server/server-module.ts';
import { casesModule } from '../module.ts';
import { caseFiles } from './actions/attach.ts';
import { openCases } from './holdings.ts';
import { caseMeasures } from './measures.ts';
import { followCalendar } from './pack/follow-calendar.ts';
import { followKinds } from './pack/follow-kinds.ts';
import { loadCases } from './pack/load-cases.ts';
import { readExample } from './pack/read-example.ts';
import { readKinds } from './pack/read-kinds.ts';
import { caseRoutes } from './routes.ts';

export const bindCases: BindServer = async (services) => {
  const { calendar, time, vault, pack, lines, demo } = services;
  const kinds = await readKinds(pack, lines);
  const deps = { kinds, time: workingTimeOf(calendar, time.zone), vault };
  const example = demo ? await readExample(pack, kinds, time.zone) : undefined;
  return {
    declaration: casesModule,
    routes: [...caseRoutes(deps), ...fileRoutes(caseFiles(deps), services)],
    measures: caseMeasures(deps),
    subscribers: [],
    jobs: [],
    holdings: [openCases],
    async load(tx, now) {
      if (example !== undefined) await loadCases(tx, deps, { example, now });
      await followKinds(tx, kinds);
      await followCalendar(tx, deps, now);
    },
  };
};
