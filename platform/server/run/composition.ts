// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';
import type { MigrationFolder } from '../db/migrate.ts';
import type { BindServer } from '../server-module.ts';
import type { CityDatabase } from './city-database.ts';
import type { DemoConfig, ProductionConfig } from './config.ts';

/** What an app composes a server of. */
export type Composition = {
  readonly config: DemoConfig | ProductionConfig;
  /** A database that the caller has opened, instead of the one that the settings name. */
  readonly database?: CityDatabase;
  readonly modules: readonly BindServer[];
  /** Migration folders of the domains, in the order of their needs. */
  readonly migrations: readonly MigrationFolder[];
  readonly pack: string;
  readonly data: string;
  /** Folder of the built staff app. */
  readonly web: string;
  readonly version: string;
  readonly log: Logger;
};
