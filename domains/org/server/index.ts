// SPDX-License-Identifier: Apache-2.0
import type { BindServer } from '@beichen/platform-server/server-module.ts';
import { orgModule } from '../module.ts';
import { readTree } from './pack.ts';
import { orgRoutes } from './routes.ts';
import { loadTree } from './store.ts';

/** Binds the organisation to its pack. Its tables are the platform's: the tree is ground for all. */
export const bindOrg: BindServer = async (services) => {
  const tree = await readTree(services.pack);
  return {
    declaration: orgModule,
    routes: orgRoutes(tree.kinds),
    measures: [],
    subscribers: [],
    jobs: [],
    load: (tx, now) => loadTree(tx, tree, { now, zone: services.time.zone }),
  };
};
