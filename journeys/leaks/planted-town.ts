// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { bodyOf, type Credentials, send } from '../testing/client.ts';
import { type RunningCity, startCity, withFolder } from '../testing/running-city.ts';
import { writeSmallPack } from '../testing/small-pack.ts';
import {
  ACCOUNTS,
  type AccountName,
  CASES,
  idOf,
  noteOf,
  placeOf,
  reporterOf,
  summaryOf,
  type TownCase,
  TRACKING_CODE,
  townPack,
} from './town.ts';

export type PlantedTown = {
  readonly running: RunningCity;
  /** What an account shows with its requests. */
  as(account: AccountName): Credentials;
};

type Town = { readonly url: string; readonly cookies: ReadonlyMap<string, string> };

async function act(town: Town, account: AccountName, call: { path: string; body: unknown }): Promise<void> {
  const as = { cookie: town.cookies.get(account) ?? '' };
  bodyOf(await send(town.url, { method: 'POST', ...call }, as));
}

async function report(town: Town, one: TownCase): Promise<void> {
  const { id, unit, category, phone } = one;
  const reporter = { name: reporterOf(one), phone };
  const code = one === CASES.first34 ? { trackingCode: TRACKING_CODE } : {};
  const texts = { summary: summaryOf(one), place: placeOf(one) };
  const body = { id, kind: 'grid-event', category, unit: idOf(unit), ...texts, reporter, ...code };
  await act(town, 'city', { path: '/api/cases', body });
}

async function handle(town: Town, one: TownCase, by: 'handler' | 'v37'): Promise<void> {
  const path = `/api/cases/${one.id}`;
  const handler = idOf(ACCOUNTS[by].unit);
  await act(town, 'city', { path: `${path}/dispatch`, body: { version: 1, handler, note: noteOf(one) } });
  await act(town, by, { path: `${path}/close`, body: { version: 2, outcome: 'done', note: noteOf(one) } });
}

/** What no endpoint does yet: a party to a case, and a post that ended. */
async function plantRows({ city }: RunningCity): Promise<void> {
  const { db } = city.owner;
  await sql`INSERT INTO party SELECT person, ${CASES.second34.id}, 'helper', now() FROM account WHERE login = 'party'`.execute(
    db,
  );
  await sql`UPDATE access_grant g SET "from" = '2026-09-01', "to" = '2026-09-28' FROM account a
    WHERE a.person = g.person AND a.login = 'ended'`.execute(db);
}

/** Starts the town with its cases. */
export async function plantTown(): Promise<PlantedTown> {
  const running = await withFolder(async (pack) => {
    await writeSmallPack(pack, townPack());
    return await startCity({ pack });
  });
  const cookies = new Map<string, string>();
  for (const account of Object.keys(ACCOUNTS)) cookies.set(account, await running.signIn(account));
  const town: Town = { url: running.url, cookies };
  for (const one of Object.values(CASES)) await report(town, one);
  await handle(town, CASES.first34, 'handler');
  await handle(town, CASES.first37, 'v37');
  await plantRows(running);
  await running.settled();
  return {
    running,
    as(account) {
      if (account === 'token') return { code: TRACKING_CODE };
      const cookie = cookies.get(account);
      return cookie === undefined ? {} : { cookie };
    },
  };
}
