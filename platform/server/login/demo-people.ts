// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type Instant, millisOf } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/connect.ts';
import { BrokenPack } from '../packs/pack-fault.ts';
import { type DutyLines, type PackReader, unknownLine } from '../packs/read-pack.ts';
import type { Vault } from '../vault/vault.ts';
import { givePost } from './give-post.ts';
import { hashPassword } from './password.ts';
import type { Role } from './roles.ts';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const shape = z.strictObject({
  password: z.string().min(8).describe('演示账号共用的密码；演示只在本机运行'),
  people: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[a-z][a-z0-9-]*$/)
          .describe('账号，也是登录页上选择的标识'),
        name: z.string().min(2),
        does: words.describe('登录页上的一句话：这个岗位做什么'),
        role: z.string(),
        unit: z.string().describe('单位代码'),
        line: z.string().nullable().default(null).describe('条线'),
      }),
    )
    .min(1),
});

/** The invented people of a demo, one post each. */
export type DemoPeople = z.infer<typeof shape> & { readonly file: string; lineOf(person: number): number };

/** Reads the people of a demo. Roles that do not exist, and duty lines without a title, are faults with their place. */
export async function readDemoPeople(
  reader: PackReader,
  file: string,
  { roles, lines }: { readonly roles: readonly Role[]; readonly lines: DutyLines },
): Promise<DemoPeople | undefined> {
  const read = await reader.yaml(file, shape);
  if (read === undefined) return undefined;
  for (const [at, { role, line }] of read.value.people.entries()) {
    if (line !== null && !(line in lines)) {
      const { what, mend } = unknownLine(line);
      reader.fault({ file, line: read.lineOf(['people', at, 'line']) }, what, mend);
    }
    if (roles.some(({ id }) => id === role)) continue;
    const what = { zh: `没有“${role}”这个岗位`, en: `there is no role "${role}"` };
    const mend = { zh: '改成岗位表里的标识', en: 'name one of the roles' };
    reader.fault({ file, line: read.lineOf(['people', at, 'role']) }, what, mend);
  }
  return { ...read.value, file, lineOf: (person) => read.lineOf(['people', person, 'unit']) };
}

/** The same id at every load, so that loading again changes nothing. */
function idOf(now: Instant, ...names: readonly string[]): string {
  return uuidv7From(millisOf(now), createHash('sha256').update(names.join(' ')).digest());
}

type Place = { readonly id: number; readonly kind: string; readonly path: string };

async function placesOf(
  tx: Database,
  { people, file, lineOf }: DemoPeople,
  about: { readonly roles: readonly Role[]; readonly folder: string },
): Promise<Place[]> {
  const codes = people.map(({ unit }) => unit);
  const rows = await tx.selectFrom('unit').select(['id', 'kind', 'path', 'code']).where('code', 'in', codes).execute();
  const found = people.map(({ unit }) => rows.find(({ code }) => code === unit));
  const faults = people.flatMap(({ unit, role }, at) => {
    const kinds = about.roles.find(({ id }) => id === role)?.at ?? [];
    if (kinds.includes(found[at]?.kind ?? '')) return [];
    const what = { zh: `“${unit}”不是有“${role}”岗位的单位`, en: `"${unit}" is no unit that has the post "${role}"` };
    const mend = { zh: `写${kinds.join('、')}类单位的代码`, en: `write the code of a ${kinds.join(' or ')}` };
    return [{ file, line: lineOf(at), what, mend }];
  });
  if (faults.length > 0) throw new BrokenPack(about.folder, faults);
  return found as Place[];
}

/**
 * Gives the people of a demo their accounts and posts; doing it again changes nothing.
 * @throws BrokenPack where a unit is not there, or has no such post
 */
export async function loadDemoPeople(
  tx: Database,
  people: DemoPeople,
  about: {
    readonly roles: readonly Role[];
    readonly vault: Vault;
    readonly folder: string;
    readonly now: Instant;
    readonly zone: string;
  },
): Promise<void> {
  const { roles, now } = about;
  const places = await placesOf(tx, people, about);
  const { rows } = await sql<{ login: string }>`SELECT login FROM account`.execute(tx);
  const known = new Set(rows.map(({ login }) => login));
  for (const [at, { id: login, name, role: roleId, line }] of people.people.entries()) {
    const role = roles.find(({ id }) => id === roleId);
    const place = places[at];
    if (known.has(login) || role === undefined || place === undefined) continue;
    const ids = {
      person: idOf(now, 'person', login),
      post: idOf(now, 'post', login),
      account: idOf(now, 'account', login),
    };
    const passwordHash = await hashPassword(people.password);
    await givePost(tx, { ids, name, login, passwordHash, role, place, line }, about);
  }
}
