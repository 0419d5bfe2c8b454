// SPDX-License-Identifier: Apache-2.0
import type { BindServer } from '@beichen/platform-server/server-module.ts';
import { orgModule } from '../module.ts';
import { unknownPosts } from '../rules/coverage.ts';
import { unfitPosts } from '../rules/kinds.ts';
import { relationsHeld } from './holdings.ts';
import { carryOutJob, carryOutWhenDue } from './jobs/carry-out.ts';
import { coverageMarkers, windDay } from './jobs/mark-coverage.ts';
import { coverageMeasures } from './measures.ts';
import { readTree } from './pack.ts';
import { changeRoutes } from './routes/changes.ts';
import { coverageRoutes } from './routes/coverage.ts';
import { householdRoutes } from './routes/households.ts';
import { inOutRoutes } from './routes/in-out.ts';
import { mapRoutes } from './routes/map.ts';
import { postRoutes } from './routes/posts.ts';
import { relationRoutes } from './routes/relations.ts';
import { orgRoutes } from './routes/units.ts';
import { loadHouseholds } from './store/households.ts';
import { loadCells } from './store/load-cells.ts';
import { loadRelations } from './store/load-relations.ts';
import { loadTree } from './store/load-tree.ts';

/** Binds the organisation to its pack. Its tables are the platform's: the tree is ground for all. */
export const bindOrg: BindServer = async (services) => {
  const tree = await readTree(services.pack, services.demo);
  const deps = {
    kinds: tree.kinds,
    holdings: services.holdings,
    zone: services.time.zone,
    roles: services.roles,
    vault: services.vault,
    lines: services.lines,
  };
  return {
    declaration: orgModule,
    routes: [
      ...orgRoutes(tree.kinds),
      ...changeRoutes(deps),
      ...postRoutes(deps),
      ...relationRoutes(deps),
      ...coverageRoutes(deps),
      ...householdRoutes(deps),
      ...inOutRoutes(deps),
      ...mapRoutes(deps),
    ],
    measures: coverageMeasures(deps),
    subscribers: [carryOutWhenDue(services.addJob), ...coverageMarkers(deps)],
    jobs: [carryOutJob(deps)],
    holdings: [relationsHeld(deps)],
    async load(tx, now) {
      const [post] = unknownPosts(tree.kinds, services.roles);
      if (post !== undefined)
        throw new Error(`没有“${post}”这个岗位 · no role is called "${post}": pack.yaml, staffed_by`);
      const [tie] = unfitPosts(tree, services.roles);
      if (tie !== undefined) throw new Error(tie);
      await loadTree(tx, tree, { now, zone: services.time.zone });
      await loadRelations(tx, tree, now);
      await windDay(tx, now, deps.zone);
      await loadHouseholds(tx, tree, now);
      await loadCells(tx, tree, now);
    },
  };
};
