// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { recordId } from '@beichen/kernel/ids.ts';
import { type CivilDate, dateOf, type Instant, instantSchema } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../db/connect.ts';
import { platformErrors } from '../../errors.ts';
import { command, type QueryContext, query, type Route } from '../../http/route.ts';
import { type DutyLines, lineTitle } from '../../packs/read-pack.ts';
import type { Role } from '../roles.ts';
import {
  type AccountDeps,
  endSessions,
  giveSlip,
  linkSubject,
  openAccountAction,
  resetFactors,
  shutAccount,
} from './account-actions.ts';
import { type AccountRow, accountsInRange, isCurrent, LAST_USED, lastUsedOf } from './account-rows.ts';
import { loginShape } from './open-account.ts';
import { reviewRoute } from './review-route.ts';

const DOOR = { permission: 'platform.accounts', sees: 'platform.accounts' } as const;
const PAGE = 50;

const words = z.object({ zh: z.string(), en: z.string() });
const place = z.object({ id: z.int(), name: z.string() });
const postShape = z.object({
  id: z.string(),
  title: words.describe('岗位'),
  unit: place.describe('单位'),
  line: words.nullable().describe('条线的名称'),
  acting: z.boolean().describe('代理（AB岗）'),
  from: z.string(),
  to: z.string().nullable(),
  current: z.boolean().describe('今天或今后在岗'),
});
const accountShape = z.object({
  id: z.string(),
  login: z.string().describe('账号'),
  name: z.string().nullable().describe('姓名；列表里只显示姓'),
  unit: place.describe('账号所在单位'),
  state: z.enum(['open', 'waiting', 'closed']).describe('在用、待设密码、停用'),
  heldUntil: instantSchema.nullable().describe('连续输错密码，锁定到'),
  slipEnds: instantSchema.nullable().describe('凭条有效期至'),
  lastUsed: z.enum(LAST_USED).describe('最近一次登录，只到时间段'),
  sessions: z.int().describe('在线的登录'),
  own: z.boolean().describe('是否本人'),
  posts: z.array(postShape),
});
const oneShape = accountShape.extend({
  signOn: z
    .object({ linkedAt: instantSchema.nullable().describe('从什么时候起关联') })
    .nullable()
    .describe('统一身份认证；没有接入的为 null'),
});
type Shown = z.infer<typeof accountShape>;
const listShape = z.object({ accounts: z.array(accountShape), next: z.string().nullable() });
const holderShape = z.object({
  person: z.string(),
  name: z.string().nullable(),
  posts: z.array(z.object({ title: words, unit: place, acting: z.boolean() })),
});
const slipShape = z.object({
  id: z.string(),
  login: z.string(),
  unit: z.string(),
  endsAt: instantSchema,
  code: z.string().optional().describe('一次性口令，只在这一次给出'),
  name: z.string().nullable().optional(),
});

export type AccountRoutes = AccountDeps & { readonly roles: readonly Role[] };
type Titles = (role: string) => Words;

function titlesOf(roles: readonly Role[]): Titles {
  return (role) => roles.find(({ id }) => id === role)?.title ?? { zh: role, en: role };
}

/** A row of the database as the page shows it. */
function shownAccount(
  row: AccountRow,
  about: {
    readonly titleOf: Titles;
    readonly lines: DutyLines;
    readonly today: CivilDate;
    readonly name: string | null;
    readonly by: string | null;
  },
): Shown {
  const { titleOf, lines, today, name, by } = about;
  const waiting = row.has_password ? 'open' : 'waiting';
  return {
    id: row.id,
    login: row.login,
    name,
    unit: { id: row.unit_id, name: row.unit },
    state: row.closed_at === null ? waiting : 'closed',
    heldUntil: row.held_until,
    slipEnds: row.slip_ends,
    lastUsed: lastUsedOf(row.last_week, today),
    sessions: row.sessions,
    own: row.person === by,
    posts: row.posts.map((post) => ({
      id: post.id,
      title: titleOf(post.role),
      unit: { id: post.unit, name: post.unitName },
      line: lineTitle(lines, post.line),
      acting: post.acting,
      from: post.from,
      to: post.to,
      current: isCurrent(post, today),
    })),
  };
}

const personOf = ({ actor }: QueryContext): string | null => (actor.kind === 'person' ? actor.person : null);

async function namesOf({ services }: AccountDeps, tx: Database, people: readonly string[]) {
  const masked = await services.vault.masked(tx, people);
  return (person: string): string | null => masked.get(person)?.name ?? null;
}

function listRoute(of: AccountRoutes): Route {
  const { services, roles } = of;
  return query({
    path: '/api/accounts',
    summary: { zh: '管得到的账号', en: 'Accounts in range' },
    door: DOOR,
    params: z.object({}),
    query: z.object({
      q: z.string().max(64).optional().describe('账号、单位或姓名'),
      after: z.string().max(64).optional(),
    }),
    output: listShape,
    async run(ctx, { query: { q, after = '' } }) {
      const { tx, now } = ctx;
      const today = dateOf(now, services.time.zone);
      const wanted = q?.trim() === '' ? undefined : q?.trim();
      const people = wanted === undefined ? [] : await services.vault.find(tx, 'name', wanted);
      const rows = await accountsInRange(tx, { today, now, wanted, people, after, most: PAGE + 1 });
      const page = rows.slice(0, PAGE);
      const nameOf = await namesOf(
        of,
        tx,
        page.map(({ person }) => person),
      );
      const about = { titleOf: titlesOf(roles), lines: services.lines, today, by: personOf(ctx) };
      const accounts = page.map((row) => shownAccount(row, { ...about, name: nameOf(row.person) }));
      return { accounts, next: rows.length > PAGE ? (page.at(-1)?.login ?? null) : null };
    },
  });
}

async function linkOf(
  tx: Database,
  asked: { readonly id: string; readonly issuer: string; readonly today: CivilDate },
) {
  const { id, issuer, today } = asked;
  const { rows } = await sql<{
    since: Instant | null;
  }>`SELECT linked_since(${id}::uuid, ${issuer}, ${today}::date) AS since`.execute(tx);
  return { linkedAt: rows[0]?.since ?? null };
}

function oneRoute({ services, roles }: AccountRoutes): Route {
  return query({
    path: '/api/accounts/{id}',
    summary: { zh: '一个账号', en: 'One account' },
    door: DOOR,
    params: z.object({ id: z.uuid() }),
    query: z.object({}),
    output: oneShape,
    async run(ctx, { params: { id } }) {
      const { tx, now } = ctx;
      const today = dateOf(now, services.time.zone);
      const [row] = await accountsInRange(tx, { id, today, now });
      if (row === undefined) throw new Refusal(platformErrors.notFound);
      const by = personOf(ctx);
      const asked = {
        subject: row.person,
        field: 'name',
        purpose: 'show-colleague',
        now,
      } as const;
      const name = (await services.vault.reveal(tx, asked)) ?? null;
      const shown = shownAccount(row, { titleOf: titlesOf(roles), lines: services.lines, today, by, name });
      const { signOn } = services;
      return { ...shown, signOn: signOn === undefined ? null : await linkOf(tx, { id, issuer: signOn.issuer, today }) };
    },
  });
}

type Holder = { person: string; unit_id: number; unit: string; role: string; acting: boolean };

function holdersRoute(of: AccountRoutes): Route {
  const { services, roles } = of;
  return query({
    path: '/api/accounts/holders',
    summary: { zh: '在岗而没有账号的人', en: 'Holders of posts without an account' },
    door: DOOR,
    params: z.object({}),
    query: z.object({}),
    output: z.object({ holders: z.array(holderShape) }),
    async run({ tx, now }) {
      const today = dateOf(now, services.time.zone);
      const { rows } = await sql<Holder>`SELECT * FROM people_without_account(${today})`.execute(tx);
      const byPerson = Map.groupBy(rows, ({ person }) => person);
      const nameOf = await namesOf(of, tx, [...byPerson.keys()]);
      const titleOf = titlesOf(roles);
      const holders = [...byPerson].map(([person, posts]) => ({
        person,
        name: nameOf(person),
        posts: posts.map(({ role, unit_id: id, unit, acting }) => ({
          title: titleOf(role),
          unit: { id, name: unit },
          acting,
        })),
      }));
      return { holders };
    },
  });
}

const onOne = { params: z.object({ id: z.uuid() }), input: z.strictObject({}), door: DOOR } as const;

const done = z.object({ id: z.string() });

/** How somebody gets in, and is helped to get in again. */
function entryRoutes(of: AccountRoutes): Route[] {
  return [
    command({
      path: '/api/accounts',
      summary: { zh: '开通账号', en: 'Open an account' },
      door: DOOR,
      params: z.object({}),
      input: z.strictObject({ id: recordId, person: z.uuid().describe('在岗的人'), login: loginShape }),
      output: z.object({ id: z.string(), login: z.string() }),
      errors: [platformErrors.loginTaken],
      action: openAccountAction(of),
    }),
    command({
      ...onOne,
      path: '/api/accounts/{id}/slip',
      summary: { zh: '开凭条', en: 'Give a slip' },
      output: slipShape,
      errors: [platformErrors.ownAccount],
      action: giveSlip(of),
    }),
    command({
      ...onOne,
      path: '/api/accounts/{id}/reset-factors',
      summary: { zh: '清除第二步验证', en: 'Take the second factors away' },
      output: done,
      errors: [platformErrors.ownAccount],
      action: resetFactors(of),
    }),
    command({
      ...onOne,
      path: '/api/accounts/{id}/link',
      summary: { zh: '关联统一身份', en: 'Link to the identity service' },
      input: z.strictObject({ subject: z.string().min(1).max(255).nullable().describe('统一身份认证里的标识（sub）') }),
      output: done,
      errors: [platformErrors.ownAccount],
      action: linkSubject(of),
    }),
  ];
}

/** What administrators do with the accounts of their range. */
export function accountRoutes(of: AccountRoutes): Route[] {
  return [
    listRoute(of),
    holdersRoute(of),
    reviewRoute(of),
    oneRoute(of),
    ...entryRoutes(of),
    command({
      ...onOne,
      path: '/api/accounts/{id}/end-sessions',
      summary: { zh: '结束全部登录', en: 'End all sessions' },
      output: done.extend({ ended: z.int() }),
      action: endSessions(of),
    }),
    command({
      ...onOne,
      path: '/api/accounts/{id}/close',
      summary: { zh: '停用账号', en: 'Close an account' },
      output: done,
      errors: [platformErrors.ownAccount],
      action: shutAccount(of, true),
    }),
    command({
      ...onOne,
      path: '/api/accounts/{id}/reopen',
      summary: { zh: '恢复账号', en: 'Open an account again' },
      output: done,
      errors: [platformErrors.ownAccount],
      action: shutAccount(of, false),
    }),
  ];
}
