// SPDX-License-Identifier: Apache-2.0
import type { Grant } from '@beichen/kernel/permissions.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/connect.ts';
import type { PackReader } from '../packs/read-pack.ts';

/** What a post of this kind gives its holder. */
export type Role = {
  readonly id: string;
  readonly title: Words;
  /** Kinds of unit that have such posts. */
  readonly at: readonly string[];
  readonly sensitivity: Grant['sensitivity'];
  readonly permissions: readonly string[];
  /** One holds it at a time, deputies aside: several holders are told to whoever reviews accounts. */
  readonly single?: boolean | undefined;
  /** Its holders sign in with a second factor. */
  readonly second_factor?: 'required' | undefined;
  /** Roles whose holders may give this post to somebody; nobody where it is empty. */
  readonly appointedBy: readonly string[];
  /** Where its part-time holders come from; each is asked for one of these. Empty where that is not asked. */
  readonly sources: Readonly<Record<string, Words>>;
};

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const shape = z.strictObject({
  roles: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9-]*$/),
        title: words,
        at: z.array(z.string().min(1)).min(1).describe('哪类单位有这种岗位'),
        sensitivity: z.enum(['open', 'internal']).describe('可以看到哪一级：open 普通 · internal 内部'),
        permissions: z.array(z.string()).min(1),
        single: z.boolean().optional().describe('一岗一人，代理除外'),
        second_factor: z.literal('required').optional().describe('登录要第二步验证'),
        appointed_by: z.array(z.string()).default([]).describe('由哪些岗位任命；不写的，不在系统里任命'),
        sources: z
          .record(z.string().regex(/^[a-z][a-z0-9-]*$/), words)
          .default({})
          .describe('兼职人员的来源'),
      }),
    )
    .min(1),
});

/**
 * Reads the roles of a pack. A permission that nobody declares, or an id that stands twice, is a fault with its line. `declared` is left out
 * where no domain is at hand: a server that starts looks at them.
 */
export async function readRoles(
  reader: PackReader,
  file: string,
  declared?: ReadonlySet<string>,
): Promise<readonly Role[]> {
  const read = await reader.yaml(file, shape);
  if (read === undefined) return [];
  const roles = read.value.roles.map(({ appointed_by: appointedBy, ...role }) => ({ ...role, appointedBy }));
  for (const [at, role] of roles.entries()) {
    if (roles.findIndex(({ id }) => id === role.id) < at) {
      const what = { zh: `岗位“${role.id}”出现两次`, en: `the role "${role.id}" stands twice` };
      reader.fault({ file, line: read.lineOf(['roles', at, 'id']) }, what, { zh: '删去一处', en: 'take one out' });
    }
    for (const [n, by] of role.appointedBy.entries()) {
      if (roles.some(({ id }) => id === by)) continue;
      const what = { zh: `没有“${by}”这个岗位`, en: `there is no role "${by}"` };
      const mend = { zh: '改成岗位表里的标识', en: 'name one of the roles' };
      reader.fault({ file, line: read.lineOf(['roles', at, 'appointed_by', n]) }, what, mend);
    }
    for (const [n, permission] of role.permissions.entries()) {
      if (declared?.has(permission) !== false) continue;
      const what = { zh: `没有“${permission}”这项权限`, en: `nobody declares the permission "${permission}"` };
      const mend = { zh: '改成已有的权限，或删去', en: 'name one that is declared, or take it out' };
      reader.fault({ file, line: read.lineOf(['roles', at, 'permissions', n]) }, what, mend);
    }
  }
  return roles;
}

/** Grants follow their role: who holds a post today may do what the role says today. */
export async function refreshGrants(tx: Database, roles: readonly Role[]): Promise<void> {
  const data = JSON.stringify(roles);
  await sql`
    UPDATE access_grant SET permissions = r.permissions, sensitivity = r.sensitivity
    FROM jsonb_to_recordset(${data}::jsonb) AS r(id text, permissions text[], sensitivity text)
    WHERE access_grant.role = r.id AND (access_grant.permissions, access_grant.sensitivity) IS DISTINCT FROM (r.permissions, r.sensitivity)`.execute(
    tx,
  );
}
