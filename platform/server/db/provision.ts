// SPDX-License-Identifier: Apache-2.0
import pg from 'pg';
import type { CityRoles } from './migrate.ts';

/** Addresses of the city's database for its three roles. */
export type CityUrls = { readonly owner: string; readonly app: string; readonly worker: string };

export type Passwords = { readonly owner: string; readonly app: string; readonly worker: string };

/** The roles of a city carry its name, since roles belong to the whole server and one server may hold many cities. */
export function rolesOf(city: string): CityRoles {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(city)) throw new Error(`a city is named by lower-case letters, digits and _: ${city}`);
  return { schema: city, owner: `${city}_owner`, app: `${city}_app`, worker: `${city}_worker` };
}

function urlFor(base: string, user: string, options: { password: string; database: string }): string {
  const url = new URL(base);
  url.username = user;
  url.password = options.password;
  url.pathname = `/${options.database}`;
  return url.href;
}

/** Roles that may sign in and nothing more: no superuser, no BYPASSRLS, no right to make databases or roles. */
function roleStatement(role: string, password: string): string {
  const name = pg.escapeIdentifier(role);
  const rights = `LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${pg.escapeLiteral(password)}`;
  return `DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${pg.escapeLiteral(role)}) THEN CREATE ROLE ${name}; END IF;
  END $$;
  ALTER ROLE ${name} ${rights};`;
}

/**
 * Makes what a city needs before its first migration, as a superuser: three roles, and a schema that the owner owns and that all three
 * find by themselves. Doing it again changes only the passwords.
 */
export async function provision(
  superuserUrl: string,
  city: { readonly name: string; readonly database: string },
  passwords: Passwords,
): Promise<CityUrls> {
  const roles = rolesOf(city.name);
  const client = new pg.Client({ connectionString: urlFor(superuserUrl, new URL(superuserUrl).username, { password: decodeURIComponent(new URL(superuserUrl).password), database: city.database }) });
  await client.connect();
  try {
    // Two processes that provision at once would race on pg_roles.
    await client.query("SELECT pg_advisory_lock(hashtext('beichen.provision'))");
    const schema = pg.escapeIdentifier(roles.schema);
    const database = pg.escapeIdentifier(city.database);
    for (const kind of ['owner', 'app', 'worker'] as const) {
      await client.query(roleStatement(roles[kind], passwords[kind]));
      await client.query(`ALTER ROLE ${pg.escapeIdentifier(roles[kind])} IN DATABASE ${database} SET search_path = ${schema}`);
    }
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${pg.escapeIdentifier(roles.owner)}`);
    await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${pg.escapeIdentifier(roles.app)}, ${pg.escapeIdentifier(roles.worker)}`);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(`${roles.schema}_jobs`)} AUTHORIZATION ${pg.escapeIdentifier(roles.worker)}`);
    // The job library makes its schema "if not exists", which asks for this right even where it exists.
    await client.query(`GRANT CREATE ON DATABASE ${database} TO ${pg.escapeIdentifier(roles.worker)}`);
  } finally {
    await client.end();
  }
  const address = (kind: keyof Passwords) => urlFor(superuserUrl, roles[kind], { password: passwords[kind], database: city.database });
  return { owner: address('owner'), app: address('app'), worker: address('worker') };
}
