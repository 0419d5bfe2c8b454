// SPDX-License-Identifier: Apache-2.0
import type { Connection } from '@beichen/platform-server/db/connect.ts';
import { LEDGER } from './read-tables.ts';

const HERE = 'current_schema()::regnamespace';
const TABLES = `FROM pg_class c WHERE c.relnamespace = ${HERE} AND c.relkind IN ('r', 'p') AND c.relname <> '${LEDGER}'`;

/** The privileges on relations and columns of the schema, one a row: who holds which on what. */
const PRIVILEGES = `(
  SELECT c.relname AS name, p.grantee, p.privilege_type AS privilege FROM pg_class c, aclexplode(c.relacl) p WHERE c.relnamespace = ${HERE}
  UNION SELECT c.relname, p.grantee, p.privilege_type
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) p WHERE c.relnamespace = ${HERE}) held`;

/** What must not be, each with the question whose first column names where it is. \`$1\` is the app's role. */
const QUESTIONS = {
  'row security not forced': `SELECT c.relname ${TABLES} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  'no policy': `SELECT c.relname ${TABLES} AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)`,
  'no comment': `SELECT c.relname ${TABLES} AND COALESCE(obj_description(c.oid, 'pg_class'), '') = ''`,
  'owner with too much power': `SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relnamespace = ${HERE} AND (r.rolname <> current_user OR r.rolsuper OR r.rolbypassrls)`,
  'PUBLIC may': `SELECT name FROM ${PRIVILEGES} WHERE grantee = 0`,
  'PUBLIC may call as the owner': `SELECT proname FROM pg_proc WHERE pronamespace = ${HERE} AND prosecdef
    AND (proacl IS NULL OR EXISTS (SELECT FROM aclexplode(proacl) a WHERE a.grantee = 0))`,
  'no fixed search path': `SELECT proname FROM pg_proc WHERE pronamespace = ${HERE} AND prosecdef
    AND NOT EXISTS (SELECT FROM unnest(proconfig) s WHERE s LIKE 'search\\_path=%pg\\_temp')`,
  'others may touch the account of migrations': `SELECT privilege FROM ${PRIVILEGES} WHERE name = '${LEDGER}' AND grantee <> current_user::regrole`,
  'app removes': `SELECT name FROM ${PRIVILEGES} WHERE grantee = $1::regrole AND privilege NOT IN ('SELECT', 'INSERT', 'UPDATE', 'USAGE')`,
  'app changes': `SELECT name FROM ${PRIVILEGES} WHERE grantee = $1::regrole AND privilege = 'UPDATE'`,
  'app owns or makes': `SELECT relname FROM pg_class WHERE relowner = $1::regrole
    UNION SELECT proname FROM pg_proc WHERE proowner = $1::regrole
    UNION SELECT nspname FROM pg_namespace WHERE nspowner = $1::regrole OR nspname = current_schema() AND has_schema_privilege($1, oid, 'CREATE')`,
} as const;

export type Breach = keyof typeof QUESTIONS;

/** Asks the database, as the owner, for breaches of what every table and function must keep; what has none is left out. */
export async function guardBreaches(owner: Connection, app: string): Promise<Partial<Record<Breach, string[]>>> {
  const found: Partial<Record<Breach, string[]>> = {};
  for (const [breach, question] of Object.entries(QUESTIONS)) {
    const text = `SELECT DISTINCT found.*::text AS name FROM (${question}) found ORDER BY 1`;
    const { rows } = await owner.pool.query<{ name: string }>(text, question.includes('$1') ? [app] : []);
    if (rows.length > 0) found[breach as Breach] = rows.map(({ name }) => name.replace(/^\("?|"?\)$/g, ''));
  }
  return found;
}
