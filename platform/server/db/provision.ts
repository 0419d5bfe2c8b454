// SPDX-License-Identifier: Apache-2.0
import pg from 'pg';
import type { CityRoles } from './migrate.ts';

/** Addresses of the city's database for its three roles. */
export type CityUrls = { readonly owner: string; readonly app: string; readonly worker: string };

export type Passwords = { readonly owner: string; readonly app: string; readonly worker: string };

/** The roles of a city carry its name, since roles belong to the whole server and one server may hold many cities. */
export function rolesOf(city: string): CityRoles {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(city)) {
    throw new Error(`a city is named by lower-case letters, digits and _: ${city}`);
  }
  return { schema: city, owner: `${city}_owner`, app: `${city}_app`, worker: `${city}_worker` };
}

/** The schema of the city's job queue. */
export function jobSchemaOf(city: string): string {
  return `${city}_jobs`;
}

function urlFor(base: string, database: string, user?: { readonly name: string; readonly password: string }): string {
  const url = new URL(base);
  if (user !== undefined) {
    url.username = user.name;
    url.password = user.password;
  }
  url.pathname = `/${database}`;
  return url.href;
}

async function withSession(url: string, work: (session: pg.Client) => Promise<void>): Promise<void> {
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  await work(session).finally(() => session.end());
}

/** Roles that may sign in and nothing more: no superuser, no BYPASSRLS, no right to make databases or roles. */
function roleStatement(role: string, schema: string, password: string): string {
  const name = pg.escapeIdentifier(role);
  return `DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${pg.escapeLiteral(role)}) THEN CREATE ROLE ${name}; END IF;
  END $$;
  ALTER ROLE ${name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${pg.escapeLiteral(password)};
  ALTER ROLE ${name} SET search_path = ${pg.escapeIdentifier(schema)}`;
}

/**
 * Makes what a city needs before its first migration, as a superuser whose address names the maintenance database: three roles that
 * find the city's schema by themselves, the schema, owned by the owner, and that of the job queue, owned by the worker. Doing it again
 * changes only the passwords.
 */
export async function provision(
  superuserUrl: string,
  city: { readonly name: string; readonly database: string },
  passwords: Passwords,
): Promise<CityUrls> {
  const roles = rolesOf(city.name);
  const [schema = '', owner = '', app = '', worker = '', jobs = '', database = ''] = [
    roles.schema,
    roles.owner,
    roles.app,
    roles.worker,
    jobSchemaOf(city.name),
    city.database,
  ].map((name) => pg.escapeIdentifier(name));
  await withSession(superuserUrl, async (session) => {
    // Roles belong to the server: of two that alter one at once, one would fail.
    await session.query("SELECT pg_advisory_lock(hashtext('beichen.provision'))");
    for (const kind of ['owner', 'app', 'worker'] as const) {
      await session.query(roleStatement(roles[kind], roles.schema, passwords[kind]));
    }
  });
  await withSession(urlFor(superuserUrl, city.database), async (session) => {
    await session.query(`CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${owner}`);
    await session.query(`GRANT USAGE ON SCHEMA ${schema} TO ${app}, ${worker}`);
    await session.query(`CREATE SCHEMA IF NOT EXISTS ${jobs} AUTHORIZATION ${worker}`);
    // The job library makes its schema "if not exists", which asks for this right even where it exists.
    await session.query(`GRANT CREATE ON DATABASE ${database} TO ${worker}`);
  });
  const address = (kind: keyof Passwords) =>
    urlFor(superuserUrl, city.database, { name: roles[kind], password: passwords[kind] });
  return { owner: address('owner'), app: address('app'), worker: address('worker') };
}
