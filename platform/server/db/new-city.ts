// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type CityUrls, type Passwords, provision, rolesOf } from './provision.ts';

/** There is a city of this name already, whose passwords stay as they are. */
export class CityExists extends Error {}

/** New passwords of a city's roles: 192 bits of chance each. */
export function freshPasswords(): Passwords {
  const password = (): string => randomBytes(24).toString('base64url');
  return { owner: password(), app: password(), worker: password() };
}

/** Makes a database where the server has none of this name. */
export async function makeDatabase(superuserUrl: string, name: string): Promise<void> {
  const session = new pg.Client({ connectionString: superuserUrl });
  await session.connect();
  try {
    const { rowCount } = await session.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0)
      await session.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`);
  } finally {
    await session.end();
  }
}

async function refuseKnown(superuserUrl: string, name: string): Promise<void> {
  const session = new pg.Client({ connectionString: superuserUrl });
  await session.connect();
  try {
    const { owner } = rolesOf(name);
    const { rowCount } = await session.query('SELECT FROM pg_roles WHERE rolname = $1', [owner]);
    if (rowCount !== 0) throw new CityExists(`the role ${owner} is there already`);
  } finally {
    await session.end();
  }
}

/**
 * Makes a city that is not there yet, as a superuser: a database of its name, its roles with the passwords, its schemas. The first start of
 * a server migrates and loads the pack. @throws CityExists
 */
export async function newCity(superuserUrl: string, name: string, passwords: Passwords): Promise<CityUrls> {
  await refuseKnown(superuserUrl, name);
  await makeDatabase(superuserUrl, name);
  return await provision(superuserUrl, { name, database: name }, passwords);
}
