// SPDX-License-Identifier: Apache-2.0
import type { BindServer } from '@beichen/platform-server/server-module.ts';
import { orgModule } from '../module.ts';
import { carryOutJob, carryOutWhenDue } from './jobs/carry-out.ts';
import { readTree } from './pack.ts';
import { changeRoutes } from './routes/changes.ts';
import { inOutRoutes } from './routes/in-out.ts';
import { postRoutes } from './routes/posts.ts';
import { orgRoutes } from './routes/units.ts';
import { loadTree } from './store/load-tree.ts';

/** Binds the organisation to its pack. Its tables are the platform's: the tree is ground for all. */
export const bindOrg: BindServer = async (services) => {
  const tree = await readTree(services.pack);
  const deps = {
    kinds: tree.kinds,
    holdings: services.holdings,
    zone: services.time.zone,
    roles: services.roles,
    vault: services.vault,
  };
  return {
    declaration: orgModule,
    routes: [...orgRoutes(tree.kinds), ...changeRoutes(deps), ...postRoutes(deps), ...inOutRoutes(deps)],
    measures: [],
    subscribers: [carryOutWhenDue(services.addJob)],
    jobs: [carryOutJob(deps)],
    load: (tx, now) => loadTree(tx, tree, { now, zone: services.time.zone }),
  };
};
