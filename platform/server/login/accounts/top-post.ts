// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { addDays, dateOf, type Instant, millisOf, startOfDay } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { sql } from 'kysely';
import type { Database } from '../../db/connect.ts';
import { inScope, NOBODY } from '../../db/scope.ts';
import type { Vault } from '../../vault/vault.ts';
import { givePost, type PostPlace } from '../give-post.ts';
import { hashPassword } from '../password.ts';
import type { Role } from '../roles.ts';
import { codeInGroups, plainCode, SLIP_GROUPS } from '../slip-code.ts';
import { loginShape } from './open-account.ts';

/** Who is given which post: the unit by its code, or the root of the tree. */
export type WantedPost = {
  readonly name: string;
  readonly login: string;
  readonly role: string;
  readonly unit: string | undefined;
};

/** What is printed once, for the person to sign in with. */
export type FirstSlip = {
  readonly login: string;
  readonly title: Words;
  readonly unit: string;
  readonly code: string;
  /** The slip works before this moment. */
  readonly endsAt: Instant;
};

export type WantedFault = { readonly of: keyof WantedPost; readonly what: Words; readonly mend: Words };

/** A post that is not given: every fault of the wish at once. */
export class NoSuchPost extends Error {
  readonly faults: readonly WantedFault[];

  constructor(faults: readonly WantedFault[]) {
    super(faults.map(({ what }) => what.en).join('; '));
    this.faults = faults;
  }
}

export type GivingPosts = {
  readonly vault: Vault;
  readonly roles: readonly Role[];
  readonly zone: string;
  readonly slipDays: number;
  readonly now: Instant;
};

const ACTOR = 'system:appoint';

/** Posts that nobody in the system appoints to. */
const isTop = ({ appointedBy }: Role): boolean => appointedBy.length === 0;

function roleFault(wanted: string, roles: readonly Role[]): WantedFault | undefined {
  const role = roles.find(({ id }) => id === wanted);
  if (role !== undefined && isTop(role)) return undefined;
  const top = roles
    .filter(isTop)
    .map(({ id }) => id)
    .join(', ');
  if (role === undefined)
    return {
      of: 'role',
      what: { zh: `没有“${wanted}”这个岗位`, en: `there is no role "${wanted}"` },
      mend: { zh: `写其中一个：${top}`, en: `write one of: ${top}` },
    };
  const by = role.appointedBy.join(', ');
  return {
    of: 'role',
    what: { zh: `“${wanted}”由${by}在系统里任命`, en: `"${wanted}" is appointed in the system, by: ${by}` },
    mend: { zh: `由其任命；这里只开：${top}`, en: `let them appoint; opened here: ${top}` },
  };
}

type Place = PostPlace & { readonly kind: string; readonly name: string };

async function placeOf(tx: Database, code: string | undefined): Promise<Place | undefined> {
  const units = tx.selectFrom('unit').select(['id', 'path', 'kind', 'name']).where('closed_on', 'is', null);
  const found = code === undefined ? units.where('parent_id', 'is', null) : units.where('code', '=', code);
  return await found.executeTakeFirst();
}

function placeFault(place: Place | undefined, { unit, role }: WantedPost, roles: readonly Role[]): WantedFault[] {
  const at = roles.find(({ id }) => id === role)?.at;
  if (place === undefined)
    return [
      {
        of: 'unit',
        what: { zh: unit === undefined ? '还没有组织树' : `没有代码为“${unit}”的单位`, en: 'there is no such unit' },
        mend: { zh: '核对代码；组织树在服务第一次启动时载入', en: 'check the code; the first start loads the tree' },
      },
    ];
  if (at === undefined || at.includes(place.kind)) return [];
  return [
    {
      of: 'unit',
      what: { zh: `${place.name}没有“${role}”这个岗位`, en: `${place.name} has no post "${role}"` },
      mend: { zh: `写${at.join('、')}类单位的代码`, en: `write the code of a ${at.join(' or ')}` },
    },
  ];
}

async function loginFault(tx: Database, login: string): Promise<WantedFault[]> {
  const mend = {
    zh: '小写字母开头，3至40位，可用数字、点、连字符',
    en: 'a small letter, then 2 to 39 more or digits, . or -',
  };
  if (!loginShape.safeParse(login).success)
    return [{ of: 'login', what: { zh: `“${login}”不能作账号名`, en: `"${login}" is no login` }, mend }];
  const taken = await tx.selectFrom('account').select('id').where('login', '=', login).executeTakeFirst();
  if (taken === undefined) return [];
  return [
    {
      of: 'login',
      what: { zh: `账号“${login}”已有人用`, en: `"${login}" is taken` },
      mend: {
        zh: '另取一个；忘了密码的由另一管理员开凭条',
        en: 'take another; a lost password is helped by a slip',
      },
    },
  ];
}

function nameFault(name: string): WantedFault[] {
  if (name.length >= 2 && name.length <= 60 && !/[\n\r\t]/.test(name)) return [];
  return [
    {
      of: 'name',
      what: { zh: '姓名应为一行，2至60字', en: 'a name is one line of 2 to 60 characters' },
      mend: { zh: '文件里只写一个人的姓名', en: 'write the name of one person, and nothing else' },
    },
  ];
}

/**
 * Gives somebody new a post to which nobody in the system appoints, with an account and a slip for its first password, as the worker. It is
 * told in the audit. @throws NoSuchPost
 */
export async function giveTopPost(db: Database, wanted: WantedPost, about: GivingPosts): Promise<FirstSlip> {
  const { vault, roles, zone, slipDays, now } = about;
  const fresh = (): string => uuidv7From(millisOf(now), randomBytes(16));
  const code = codeInGroups(SLIP_GROUPS);
  const hash = await hashPassword(plainCode(code));
  const endsAt = startOfDay(addDays(dateOf(now, zone), slipDays + 1), zone);
  return await inScope(db, { ...NOBODY, actor: ACTOR }, async (tx) => {
    const role = roles.find(({ id }) => id === wanted.role);
    const place = await placeOf(tx, wanted.unit);
    const noRole = roleFault(wanted.role, roles);
    const faults = [
      ...nameFault(wanted.name),
      ...(noRole === undefined ? [] : [noRole]),
      ...placeFault(place, wanted, roles),
      ...(await loginFault(tx, wanted.login)),
    ];
    if (faults.length > 0 || role === undefined || place === undefined) throw new NoSuchPost(faults);
    const { name, login } = wanted;
    const ids = { person: fresh(), post: fresh(), account: fresh() };
    await givePost(tx, { ids, name, login, passwordHash: null, role, place, line: null }, { vault, now, zone });
    await sql`SELECT give_first_slip(${ids.account}::uuid, ${hash}, ${now}::timestamptz, ${endsAt}::timestamptz)`.execute(
      tx,
    );
    const told = { at: now, actor: ACTOR, unit_id: place.id };
    await tx
      .insertInto('audit_entry')
      .values([
        { ...told, id: fresh(), action: 'org.appoint', record: ids.post, detail: JSON.stringify({ role: role.id }) },
        { ...told, id: fresh(), action: 'platform.open-account', record: ids.account, detail: '{}' },
      ])
      .execute();
    return { login, title: role.title, unit: place.name, code, endsAt };
  });
}
