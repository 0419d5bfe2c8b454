// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bindAssessment } from '@beichen/domains/assessment/server/index.ts';
import { bindCases } from '@beichen/domains/cases/server/index.ts';
import { bindOrg } from '@beichen/domains/org/server/index.ts';
import type { MigrationFolder } from '@beichen/platform-server/db/migrate.ts';
import type { BindServer } from '@beichen/platform-server/server-module.ts';

/** The domains of this server by their ids, in the order of their needs. */
export const modules: Readonly<Record<string, BindServer>> = {
  org: bindOrg,
  cases: bindCases,
  assessment: bindAssessment,
};

/** Their migrations, in the same order; a domain without tables has none. */
export function migrationsOfModules(): MigrationFolder[] {
  return Object.keys(modules).flatMap((domain) => {
    const folder = fileURLToPath(import.meta.resolve(`@beichen/domains/${domain}/server/migrations`));
    return existsSync(folder) ? [{ domain, folder }] : [];
  });
}
