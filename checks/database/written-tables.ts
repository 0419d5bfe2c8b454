// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { relative } from 'node:path';
import { type Connection, connect } from '@beichen/platform-server/db/connect.ts';
import { migrate } from '@beichen/platform-server/db/migrate.ts';
import { provision, rolesOf } from '@beichen/platform-server/db/provision.ts';
import type { Tree } from '../tree.ts';
import { migrationFolders } from './migration-folders.ts';
import { readTables, type Table } from './read-tables.ts';
import { tableTypes } from './table-types.ts';

const CITY = 'house';
const PASSWORDS = { owner: 'owner', app: 'app', worker: 'worker' };

/** What breaks an idle connection is that its server ends, after its work; a query that fails says so itself. */
const idleBroken = (): void => undefined;

/** Runs `work` as the owner of an empty city, in a new database. It stays: the servers of tests keep nothing. */
async function inEmptyCity<T>(superuserUrl: string, work: (owner: Connection, url: string) => Promise<T>): Promise<T> {
  const database = `${CITY}_${randomBytes(6).toString('hex')}`;
  const superuser = connect(superuserUrl, 1, idleBroken);
  await superuser.pool.query(`CREATE DATABASE ${database}`).finally(() => superuser.close());
  const urls = await provision(superuserUrl, { name: CITY, database }, PASSWORDS);
  const owner = connect(urls.owner, 1, idleBroken);
  return await work(owner, urls.owner).finally(() => owner.close());
}

/** Where the row types of a folder's migrations stand, and what they are called: `org` → `OrgRows`. */
function writtenAs(domain: string): { readonly beside: string; readonly type: string } {
  if (domain === 'platform') return { beside: '../db/tables.ts', type: 'PlatformTables' };
  const name = domain.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
  return { beside: '../row-types.ts', type: `${name}Rows` };
}

/** What each file of row types in the tree must say, by its path: the tables that the migrations beside it made, as all migrations leave them. */
export async function writtenTables(superuserUrl: string, tree: Tree): Promise<ReadonlyMap<string, string>> {
  return await inEmptyCity(superuserUrl, async (owner, url) => {
    const makers = new Map<string, string>();
    const folders = migrationFolders(tree);
    let tables: Table[] = [];
    for (const folder of folders) {
      await migrate(url, rolesOf(CITY), [folder]);
      tables = await readTables(owner);
      for (const { name } of tables) if (!makers.has(name)) makers.set(name, folder.domain);
    }
    const written = folders.map(({ domain, folder }) => {
      const own = tables.filter(({ name }) => makers.get(name) === domain);
      const { beside, type } = writtenAs(domain);
      const path = relative(tree.root, new URL(beside, `file://${folder}/`).pathname);
      return [path, tableTypes(type, own)] as const;
    });
    return new Map(written);
  });
}
