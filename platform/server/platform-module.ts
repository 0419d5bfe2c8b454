// SPDX-License-Identifier: Apache-2.0
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { platformModule } from '@beichen/platform/module.ts';
import type { Database } from './db/connect.ts';
import { platformErrors } from './errors.ts';
import { fileErrors } from './files/file-errors.ts';
import { sweepJob } from './files/sweep.ts';
import { jobRoutes } from './jobs/job-routes.ts';
import { accountRoutes } from './login/accounts/account-routes.ts';
import { loadDemoPeople } from './login/demo-people.ts';
import { heldPosts } from './login/held-posts.ts';
import type { Posts } from './login/read-posts.ts';
import { refreshGrants } from './login/roles.ts';
import { measureRoutes } from './readings/measure-routes.ts';
import type { MeasureSource } from './readings/measure-source.ts';
import type { Job, ServerModule } from './server-module.ts';
import type { Services } from './services.ts';

export const platformDeclaration: ModuleDeclaration = {
  ...platformModule,
  errors: [...Object.values(platformErrors), ...Object.values(fileErrors)],
};

function titlesOf(jobs: readonly Job[]): ReadonlyMap<string, Words> {
  return new Map(jobs.flatMap(({ name, title }) => (title === undefined ? [] : [[name, title] as const])));
}

/**
 * What the platform itself offers as rows. `worker` reads the queue and what waits to be counted, which the app role cannot. It is
 * bound after the domains: its posts stand on their permissions and lie in the tree.
 */
export function bindPlatform(
  services: Services,
  about: {
    readonly worker: Database;
    readonly jobSchema: string;
    readonly posts: Posts;
    readonly jobs: readonly Job[];
    readonly measures: readonly MeasureSource[];
  },
): ServerModule {
  const { roles, people, settings } = about.posts;
  const { vault, pack: folder, time } = services;
  const { worker, jobSchema, measures: sources } = about;
  const sweep = sweepJob(services.files);
  return {
    declaration: platformDeclaration,
    routes: [
      ...jobRoutes({ worker, schema: jobSchema, titles: titlesOf([...about.jobs, sweep]) }),
      ...measureRoutes({ sources, worker, zone: time.zone }),
      ...accountRoutes({ services, settings, roles }),
    ],
    measures: [],
    subscribers: [],
    jobs: [sweep],
    holdings: [heldPosts(roles)],
    async load(tx, now) {
      await refreshGrants(tx, roles);
      if (people !== undefined) await loadDemoPeople(tx, people, { roles, vault, folder, now, zone: time.zone });
    },
  };
}
