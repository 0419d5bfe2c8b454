// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';

/** A role that row security cannot hold back. */
export class TooMuchPrivilege extends Error {}

/**
 * Refuses to serve as a role that could see every row: a superuser, one that bypasses row security, or the tables' owner.
 * @throws TooMuchPrivilege
 */
export async function refusePrivilege(db: Database): Promise<void> {
  const { rows } = await sql<{ role: string; super: boolean; bypass: boolean; owns: boolean }>`
    SELECT current_user AS role, rolsuper AS super, rolbypassrls AS bypass,
      EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relnamespace = current_schema()::regnamespace) AS owns
    FROM pg_roles WHERE rolname = current_user`.execute(db);
  const [row] = rows;
  if (row === undefined || !(row.super || row.bypass || row.owns)) return;
  const why = row.super ? '超级用户 superuser' : row.bypass ? 'BYPASSRLS' : '表的属主 owner of the tables';
  throw new TooMuchPrivilege(
    `拒绝以“${row.role}”（${why}）运行：行级安全对它无效；DATABASE_URL 请用应用角色 · refuses to run as "${row.role}": row security would not hold it; let DATABASE_URL name the app role`,
  );
}
