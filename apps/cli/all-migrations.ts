// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type MigrationFolder, platformMigrations } from '@beichen/platform-server/db/migrate.ts';

const DOMAINS = dirname(fileURLToPath(import.meta.resolve('@beichen/domains/package.json')));

/** The migrations that belong to this program: the platform's and those of each domain beside it. */
export function allMigrations(): MigrationFolder[] {
  const domains = readdirSync(DOMAINS).map((domain) => ({
    domain,
    folder: join(DOMAINS, domain, 'server/migrations'),
  }));
  return [platformMigrations, ...domains.filter(({ folder }) => existsSync(folder))];
}
