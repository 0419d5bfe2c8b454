// SPDX-License-Identifier: Apache-2.0
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';
import type { Database } from './db/connect.ts';
import { platformErrors } from './errors.ts';
import { jobRoutes } from './jobs/job-routes.ts';
import { loadDemoPeople } from './login/demo-people.ts';
import type { Posts } from './login/read-posts.ts';
import { refreshGrants } from './login/roles.ts';
import { measureRoutes } from './readings/measure-routes.ts';
import type { MeasureSource } from './readings/measure-source.ts';
import type { ServerModule } from './server-module.ts';
import type { Services } from './services.ts';

export const platformDeclaration: ModuleDeclaration = {
  id: 'platform',
  title: { zh: '平台', en: 'Platform' },
  needs: [],
  permissions: [
    { id: 'platform.read', title: { zh: '查看系统运行情况', en: 'See how the system runs' } },
    { id: 'platform.jobs', title: { zh: '查看后台任务', en: 'See background jobs' } },
    { id: 'platform.audit', title: { zh: '查看审计记录', en: 'See the audit' } },
  ],
  events: [],
  measures: [],
  errors: Object.values(platformErrors),
  screens: [],
};

/**
 * What the platform itself offers as rows. `worker` reads the queue and what waits to be counted, which the app role cannot. It is bound after the domains: its posts
 * stand on their permissions and lie in the tree.
 */
export function platformModule(
  services: Services,
  about: {
    readonly worker: Database;
    readonly jobSchema: string;
    readonly posts: Posts;
    readonly measures: readonly MeasureSource[];
  },
): ServerModule {
  const { roles, people } = about.posts;
  const { vault, pack: folder, time } = services;
  const { worker, jobSchema, measures: sources } = about;
  return {
    declaration: platformDeclaration,
    routes: [...jobRoutes(worker, jobSchema), ...measureRoutes({ sources, worker, zone: time.zone })],
    measures: [],
    subscribers: [],
    jobs: [],
    async load(tx, now) {
      await refreshGrants(tx, roles);
      if (people !== undefined) await loadDemoPeople(tx, people, { roles, vault, folder, now, zone: time.zone });
    },
  };
}
