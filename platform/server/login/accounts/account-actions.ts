// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { addDays, dateOf, type Instant, startOfDay } from '@beichen/kernel/time.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Action, Moment } from '../../action/action.ts';
import type { Database } from '../../db/connect.ts';
import type { Statement } from '../../db/write-together.ts';
import { platformErrors } from '../../errors.ts';
import type { AccountSettings } from '../../packs/read-pack.ts';
import type { Services } from '../../services.ts';
import { hashPassword } from '../password.ts';
import { codeInGroups, plainCode, SLIP_GROUPS } from '../slip-code.ts';
import { type AccountRow, accountsInRange } from './account-rows.ts';
import { openAccount } from './open-account.ts';

const PERMISSION = 'platform.accounts';

export type AccountDeps = { readonly services: Services; readonly settings: AccountSettings };
type OnAccount = { readonly id: string };

/** All actions on one account: it is in the range, by every post of its holder, or it is not there. */
function onAccount<Input extends OnAccount, Extra extends object>(
  { services }: AccountDeps,
  about: {
    readonly name: string;
    /** What the actor may not do to the own account. */
    readonly toOthersOnly: boolean;
    prepare(tx: Database, row: AccountRow, moment: Moment): Promise<Extra>;
    write(tx: Database, of: Decided<Input, Extra>): readonly Statement[];
    tell?(of: Decided<Input, Extra>): { readonly answer?: object; readonly once?: Readonly<Record<string, unknown>> };
  },
): Action<Input, AccountRow & Extra, Decided<Input, Extra>> {
  const { zone } = services.time;
  return {
    name: about.name,
    permission: PERMISSION,
    parties: [],
    async load(tx, { id }, moment) {
      const today = dateOf(moment.now, zone);
      const [row] = await accountsInRange(tx, { id, today, now: moment.now });
      return row === undefined ? undefined : { ...row, ...(await about.prepare(tx, row, moment)) };
    },
    guard: ({ path }) => ({ paths: [path as never], line: null, sensitivity: 'open', roles: [] }),
    decide(loaded, input, moment) {
      if (about.toOthersOnly && loaded.person === moment.person) throw new Refusal(platformErrors.ownAccount);
      return { input, loaded, now: moment.now, today: dateOf(moment.now, zone) };
    },
    write: about.write,
    tell(of) {
      const { answer = {}, once } = about.tell?.(of) ?? {};
      const { id, unit_id } = of.loaded;
      const told = {
        status: 200,
        answer: { id, ...answer },
        record: id,
        unit: unit_id,
        detail: {},
        events: [],
      } as const;
      return once === undefined ? told : { ...told, once };
    },
  };
}

type Decided<Input, Extra> = {
  readonly input: Input;
  readonly loaded: AccountRow & Extra;
  readonly now: Instant;
  readonly today: ReturnType<typeof dateOf>;
};

const nothing = async (): Promise<object> => ({});

/** A call that gives null where the database refuses; then the action lost a race, and is tried once more. */
function calling(tx: Database, call: RawBuilder<unknown>): readonly Statement[] {
  const query = tx
    .selectFrom(sql<{ done: unknown }>`(SELECT ${call} AS done)`.as('called'))
    .select('called.done')
    .where('called.done', 'is not', null);
  return [{ query, rows: 1 }];
}

type Slip = { readonly code: string; readonly hash: string; readonly ends: Instant; readonly name: string | null };

/** A slip: its code is made here, told once, and kept as a hash. */
export function giveSlip(deps: AccountDeps): Action<OnAccount, AccountRow & Slip, Decided<OnAccount, Slip>> {
  const { services, settings } = deps;
  return onAccount<OnAccount, Slip>(deps, {
    name: 'platform.give-slip',
    toOthersOnly: true,
    async prepare(tx, { person }, { now }) {
      const code = codeInGroups(SLIP_GROUPS);
      // Until the end of a day: what a person reads on paper is a date.
      const ends = startOfDay(addDays(dateOf(now, services.time.zone), settings.slipDays + 1), services.time.zone);
      const asked = { subject: person, field: 'name', purpose: 'show-colleague', now } as const;
      const name = (await services.vault.reveal(tx, asked)) ?? null;
      return { code, hash: await hashPassword(plainCode(code)), ends, name };
    },
    write: (tx, { loaded, now, today }) =>
      calling(
        tx,
        sql`give_slip(${loaded.id}::uuid, ${loaded.hash}, ${today}::date, ${now}::timestamptz, ${loaded.ends}::timestamptz)`,
      ),
    tell: ({ loaded: { login, unit, ends, code, name } }) => ({
      answer: { login, unit, endsAt: ends },
      once: { code, name },
    }),
  });
}

export function shutAccount(
  deps: AccountDeps,
  isShut: boolean,
): Action<OnAccount, AccountRow & object, Decided<OnAccount, object>> {
  return onAccount<OnAccount, object>(deps, {
    name: isShut ? 'platform.close-account' : 'platform.reopen-account',
    toOthersOnly: true,
    prepare: nothing,
    write: (tx, { loaded, now, today }) =>
      calling(tx, sql`shut_account(${loaded.id}::uuid, ${isShut}, ${today}::date, ${now}::timestamptz)`),
  });
}

export function endSessions(deps: AccountDeps): Action<OnAccount, AccountRow & object, Decided<OnAccount, object>> {
  return onAccount<OnAccount, object>(deps, {
    name: 'platform.end-sessions',
    toOthersOnly: false,
    prepare: nothing,
    write: (tx, { loaded, today }) => calling(tx, sql`end_sessions(${loaded.id}::uuid, ${today}::date)`),
    tell: ({ loaded: { sessions } }) => ({ answer: { ended: sessions } }),
  });
}

/** For whoever lost every factor and every recovery code: takes them away, with the sessions. */
export function resetFactors(deps: AccountDeps): Action<OnAccount, AccountRow & object, Decided<OnAccount, object>> {
  return onAccount<OnAccount, object>(deps, {
    name: 'platform.reset-factors',
    toOthersOnly: true,
    prepare: nothing,
    write: (tx, { loaded, today }) => calling(tx, sql`reset_factors(${loaded.id}::uuid, ${today}::date)`),
  });
}

type Linking = OnAccount & { readonly subject: string | null };

/** By what the identity service knows the holder of an account; `null` takes the link away. */
export function linkSubject(deps: AccountDeps): Action<Linking, AccountRow & object, Decided<Linking, object>> {
  const { signOn } = deps.services;
  return onAccount<Linking, object>(deps, {
    name: 'platform.link-subject',
    toOthersOnly: true,
    async prepare() {
      if (signOn === undefined) throw new Refusal(platformErrors.notFound);
      return {};
    },
    write: (tx, { loaded, input, today, now }) =>
      calling(
        tx,
        sql`link_subject(${loaded.id}::uuid, ${signOn?.issuer ?? ''}, ${input.subject}, ${today}::date, ${now}::timestamptz)`,
      ),
  });
}

type Opening = { readonly id: string; readonly person: string; readonly login: string };
type Place = { readonly unit: number; readonly path: string; readonly taken: boolean };
type Opened = {
  readonly input: Opening;
  readonly unit: number;
  readonly now: Instant;
  readonly today: Decided<never, never>['today'];
};

/** Opens an account for somebody who holds posts in the range and has none. */
export function openAccountAction({ services }: AccountDeps): Action<Opening, Place, Opened> {
  const { zone } = services.time;
  return {
    name: 'platform.open-account',
    permission: PERMISSION,
    parties: [],
    async load(tx, { person, login }, { now }) {
      const { rows } = await sql<{ unit_id: number; path: string; taken: boolean }>`
        SELECT p.unit_id, u.path, EXISTS (SELECT FROM account_for(${login})) AS taken
        FROM people_without_account(${dateOf(now, zone)}) p JOIN unit u ON u.id = p.unit_id WHERE p.person = ${person}::uuid LIMIT 1`.execute(
        tx,
      );
      const [row] = rows;
      return row === undefined ? undefined : { unit: row.unit_id, path: row.path, taken: row.taken };
    },
    guard: ({ path }) => ({ paths: [path as never], line: null, sensitivity: 'open', roles: [] }),
    decide({ unit, taken }, input, { now }) {
      if (taken) throw new Refusal(platformErrors.loginTaken);
      return { input, unit, now, today: dateOf(now, zone) };
    },
    write: (tx, { input, today, now }) => openAccount(tx, { ...input, today, now }),
    tell: ({ input: { id, login }, unit }) => ({
      status: 201,
      answer: { id, login },
      record: id,
      unit,
      detail: { login },
      events: [],
    }),
  };
}
