// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { BindServer } from '@beichen/platform-server/server-module.ts';
import { casesModule } from '../module.ts';
import { workingTimeOf } from '../rules.ts';
import { loadDemo, readDemo } from './demo.ts';
import { caseMeasures } from './measures.ts';
import { readKinds } from './read-kinds.ts';
import { caseRoutes } from './routes.ts';

export const bindCases: BindServer = async ({ calendar, time, vault, pack, demo }) => {
  const kinds = await readKinds(pack);
  const deps = { kinds, time: workingTimeOf(calendar, time.zone), vault };
  const example = demo ? await readDemo(pack, kinds) : undefined;
  return {
    declaration: casesModule,
    migrations: join(import.meta.dirname, 'migrations'),
    routes: caseRoutes(deps),
    measures: caseMeasures(deps),
    subscribers: [],
    jobs: [],
    async load(tx, now) {
      if (example !== undefined) await loadDemo(tx, deps, { example, now });
    },
  };
};
