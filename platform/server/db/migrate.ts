// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** Migrations of one domain, or of the platform: a folder of `001-name.sql`, applied in the order of their numbers. */
export type MigrationFolder = { readonly domain: string; readonly folder: string };

/** The platform's own migrations, which come first wherever a city is made. */
export const platformMigrations: MigrationFolder = {
  domain: 'platform',
  folder: join(import.meta.dirname, '../migrations'),
};

/** The names that migrations are written for. */
export type CityRoles = {
  readonly schema: string;
  readonly owner: string;
  readonly app: string;
  readonly worker: string;
};

type Migration = { readonly domain: string; readonly name: string; readonly text: string; readonly hash: string };

/** An applied migration that reads differently today: the database and the code would no longer be of one mind. */
class EditedMigration extends Error {
  constructor({ domain, name }: Migration) {
    super(
      `${domain}/${name} 已执行过，之后又被改动；迁移只能新增，请恢复原文，把改动写进新的迁移 · was changed after it had been applied: restore it, and put the change into a new one`,
    );
  }
}

async function migrationsIn({ domain, folder }: MigrationFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{3}-[a-z0-9-]+\.sql$/.test(name)).sort();
  return await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return { domain, name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

function filled(text: string, roles: CityRoles): string {
  return text.replace(/\{\{(schema|app|worker|owner)\}\}/g, (_, name: keyof CityRoles) =>
    pg.escapeIdentifier(roles[name]),
  );
}

const LEDGER = `CREATE TABLE IF NOT EXISTS migration (
  domain text NOT NULL, name text NOT NULL, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (domain, name));
  COMMENT ON TABLE migration IS 'Migrations that were applied, with the SHA-256 of their text.';
  CREATE OR REPLACE FUNCTION applied_migrations() RETURNS TABLE (domain text, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS $$ SELECT domain, name FROM migration $$;
  COMMENT ON FUNCTION applied_migrations() IS 'Names of the migrations that were applied, for whoever only looks: the account itself is the owner''s.';
  REVOKE ALL ON FUNCTION applied_migrations() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION applied_migrations() TO {{worker}}`;

const UNDEFINED_FUNCTION = '42883';

/** One key for all processes of one city, so that two that start at once migrate one after the other. */
const LOCK = "SELECT pg_advisory_lock(hashtext('beichen.migrate.' || current_schema()))";

/** Hash over all migrations of these folders: two databases with equal hashes have equal tables. */
export async function migrationHash(folders: readonly MigrationFolder[]): Promise<string> {
  const all = (await Promise.all(folders.map(migrationsIn))).flat();
  return createHash('sha256')
    .update(all.map(({ hash }) => hash).join())
    .digest('hex');
}

/**
 * Brings the city's schema up to date as its owner, each migration in its own transaction. Gives the names of those applied.
 * @throws EditedMigration
 */
export async function migrate(
  ownerUrl: string,
  roles: CityRoles,
  folders: readonly MigrationFolder[],
): Promise<string[]> {
  const all = (await Promise.all(folders.map(migrationsIn))).flat();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(LOCK);
    await client.query(filled(LEDGER, roles));
    const { rows } = await client.query<{ domain: string; name: string; hash: string }>(
      'SELECT domain, name, hash FROM migration',
    );
    const applied = new Map(rows.map((row) => [`${row.domain}/${row.name}`, row.hash]));
    const fresh: string[] = [];
    for (const migration of all) {
      const name = `${migration.domain}/${migration.name}`;
      const known = applied.get(name);
      if (known !== undefined && known !== migration.hash) throw new EditedMigration(migration);
      if (known !== undefined) continue;
      await client.query(
        `BEGIN;\n${filled(migration.text, roles)};\nINSERT INTO migration (domain, name, hash) VALUES (${[migration.domain, migration.name, migration.hash].map(pg.escapeLiteral).join(', ')});\nCOMMIT`,
      );
      fresh.push(name);
    }
    return fresh;
  } finally {
    await client.end();
  }
}

/** Names of the migrations that a database still lacks, asked as the worker; `undefined` where it was never migrated. */
export async function pendingMigrations(
  workerUrl: string,
  folders: readonly MigrationFolder[],
): Promise<string[] | undefined> {
  const all = (await Promise.all(folders.map(migrationsIn))).flat();
  const client = new pg.Client({ connectionString: workerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT domain || '/' || name AS name FROM applied_migrations()",
    );
    const applied = new Set(rows.map(({ name }) => name));
    return all.map(({ domain, name }) => `${domain}/${name}`).filter((name) => !applied.has(name));
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_FUNCTION) return undefined;
    throw error;
  } finally {
    await client.end();
  }
}
