// SPDX-License-Identifier: Apache-2.0
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';
import type { Database } from './db/connect.ts';
import { platformErrors } from './errors.ts';
import { jobRoutes } from './jobs/job-routes.ts';
import type { ServerModule } from './server-module.ts';

const platformDeclaration: ModuleDeclaration = {
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

/** What the platform itself offers as rows. `worker` reads the queue, which the app role cannot. */
export function platformModule(worker: Database, jobSchema: string): ServerModule {
  return {
    declaration: platformDeclaration,
    routes: jobRoutes(worker, jobSchema),
    measures: [],
    subscribers: [],
    jobs: [],
  };
}
