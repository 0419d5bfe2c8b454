// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { bodyOf, type Credentials, freshId, send } from '../testing/client.ts';
import { plantReview, REVIEW } from '../testing/planted-review.ts';
import { type RunningCity, startCity } from '../testing/running-city.ts';
import { writeSmallPack } from '../testing/small-pack.ts';
import type { Planted } from './probe.ts';
import {
  ACCOUNTS,
  type AccountName,
  CASES,
  CHANGE,
  codeOf,
  DRAFT,
  FACT_REQUEST,
  factOf,
  HANDOVER,
  idOf,
  NAMING,
  nameOf,
  nodeOf,
  noteOf,
  OBJECTOR,
  placeOf,
  RELATION,
  reporterOf,
  summaryOf,
  type TownCase,
  TRACKING_CODE,
  townPack,
  wordOf,
} from './town.ts';
import { plantBoundaries } from './town-map.ts';

export type PlantedTown = {
  readonly running: RunningCity;
  readonly planted: Planted;
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

/** What no endpoint does, or not so soon: a party to a case, a post that ended, a community that was renamed. */
async function plantRows({ city }: RunningCity): Promise<void> {
  const { db } = city.owner;
  await sql`INSERT INTO party SELECT person, ${CASES.second34.id}, 'helper', now() FROM account WHERE login = 'party'`.execute(
    db,
  );
  const renamed = JSON.stringify({ kind: 'rename', unit: idOf('v34'), name: nameOf('v34') });
  await sql`
    WITH street AS (SELECT id, path FROM unit WHERE id = ${idOf('s31')})
    INSERT INTO unit_change (id, kind, unit_id, path, holds_from, basis, input, made_by, made_at, state, settled_at, place_in_line)
    SELECT ${CHANGE}, 'rename', street.id, street.path, '2026-09-28', ${`${wordOf('v34')}更名的批复`}, ${renamed}, a.person, now(), 'done', now(), 1
    FROM street, account a WHERE a.login = 's31'`.execute(db);
  const step = { do: 'rename', unit: idOf('v34'), name: nameOf('v34'), before: '旧名' };
  await sql`INSERT INTO unit_step (change, n, unit_id, step) VALUES (${CHANGE}, 1, ${idOf('v34')}, ${JSON.stringify(step)})`.execute(
    db,
  );
  await sql`
    INSERT INTO handover (id, unit_id, path, from_post, to_post, holds_from, note, open_work, made_by, made_at, confirmed_at)
    SELECT ${HANDOVER}, f.unit_id, f.path, f.id, t.id, '2026-09-28', ${`${wordOf('v34')}的钥匙`}, '[]', t.person, now(), now()
    FROM access_grant f JOIN account a ON a.person = f.person AND a.login = 'names', access_grant t JOIN account b ON b.person = t.person AND b.login = 'v34'`.execute(
    db,
  );
  await sql`
    INSERT INTO unit_relation (id, kind, unit_id, path, over_id, "from", made_at)
    SELECT CASE WHEN o.code = ${codeOf('v34')} THEN ${RELATION}::uuid ELSE gen_random_uuid() END, 'covers', b.id, b.path, o.id, '2026-09-01', now()
    FROM unit b JOIN unit o ON o.id = b.parent_id WHERE b.kind = 'committee'`.execute(db);
  await sql`
    INSERT INTO unit_relation (id, kind, unit_id, path, over_id, "from", made_at, post)
    SELECT gen_random_uuid(), 'implements', id, path, id, '2026-09-01', now(), 'everything' FROM unit WHERE id = ${idOf('s31')}`.execute(
    db,
  );
  await sql`
    INSERT INTO unit_households (id, unit_id, path, households, "from", made_at)
    SELECT gen_random_uuid(), id, path, 700000 + id, '2026-09-01', now() FROM unit WHERE id = ANY (${[idOf('v34'), idOf('v37')]})`.execute(
    db,
  );
  await sql`
    INSERT INTO method_draft (id, unit_id, path, source, version, faults, started_at, saved_at)
    SELECT ${DRAFT}, id, path, ${`title: { zh: ${wordOf('city')}的办法 }`}, 7, 1, now(), now() FROM unit WHERE id = ${idOf('city')}`.execute(
    db,
  );
  await plantBoundaries(db);
  await sql`UPDATE access_grant g SET "from" = '2026-09-01', "to" = '2026-09-28' FROM account a
    WHERE a.person = g.person AND a.login = 'ended'`.execute(db);
}

async function signInAll(running: RunningCity): Promise<Town> {
  const cookies = new Map<string, string>();
  for (const account of Object.keys(ACCOUNTS)) cookies.set(account, await running.signIn(account));
  return { url: running.url, cookies };
}

/** The city asks for a figure that no record gives; three communities hand it in. */
async function askFacts(town: Town, { city }: RunningCity): Promise<ReadonlyMap<number, string>> {
  const words = { owner: '责任单位', basis: '依据', purpose: '用途' };
  const of = { method: 'community-stars', period: '2026-q3', unit: idOf('city'), measures: [FIGURE] };
  const body = { id: FACT_REQUEST, ...of, ...words, workingDays: 60 };
  await act(town, 'city', { path: '/api/assessment/facts/requests', body });
  const { rows } = await sql<{ id: string; unit: number }>`SELECT id, unit_id AS unit FROM fact_form`.execute(
    city.owner.db,
  );
  const forms = new Map(rows.map(({ id, unit }) => [unit, id]));
  const values = { [FIGURE]: { num: 3, den: null, none: false, confirmed: false } };
  for (const unit of ['v34', 'v35', 'v37'] as const)
    await act(town, unit, {
      path: `/api/assessment/facts/forms/${forms.get(idOf(unit))}/hand-in`,
      body: { version: 0, values },
    });
  return forms;
}

const FIGURE = 'legal.adviser_visits';

async function postOf({ city }: RunningCity, login: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT g.id FROM access_grant g JOIN account a ON a.person = g.person WHERE a.login = ${login}`.execute(
    city.owner.db,
  );
  return rows[0]?.id ?? '';
}

/** The quarter is over, and its result is frozen. */
async function freeze(town: Town): Promise<string> {
  const body = { period: '2026-q3', method: 'community-stars' };
  const as = { cookie: town.cookies.get('city') ?? '' };
  const { id } = bodyOf<{ id: string }>(
    await send(town.url, { method: 'POST', path: '/api/assessment/freeze', body }, as),
  );
  return id;
}

/** Names need an approved programme, which the methods of the pack have not: planted as if they had. */
async function nameOne({ city }: RunningCity, evaluation: string): Promise<void> {
  const { db } = city.owner;
  const basis = JSON.stringify({ document: '文', approval: '批', from: '2026-01-01', to: '2026-12-31' });
  const honour = JSON.stringify({ title: { zh: '五星', en: 'Five' }, rewards: [] });
  await sql`INSERT INTO naming (id, evaluation, unit_id, path, document, dated, basis, by_person, at)
    SELECT ${NAMING}, e.id, e.unit_id, e.path, '命名', '2026-10-08', ${basis}, e.requested_by, now() FROM evaluation e WHERE e.id = ${evaluation}`.execute(
    db,
  );
  await sql`INSERT INTO named_unit (naming, unit_id, path, grade, won, honour)
    SELECT ${NAMING}, id, path, 'five', '{safe}', ${honour} FROM unit WHERE id = ${idOf('v34')}`.execute(db);
  await sql`INSERT INTO star_withdrawal (id, naming, unit_id, path, section, reason, basis, dated, by_person, at)
    SELECT gen_random_uuid(), n.id, u.id, u.path, 'safe', ${`${wordOf('v34')}的记录有误`}, '办法', '2026-10-08', n.by_person, now()
    FROM naming n, unit u WHERE n.id = ${NAMING} AND u.id = ${idOf('v34')}`.execute(db);
}

/** The city has an identity service, which cannot be asked: port 9 of this machine discards what comes. */
const IDENTITY_SERVICE = {
  BEICHEN_URL: 'http://127.0.0.1',
  BEICHEN_OIDC_ISSUER: 'http://127.0.0.1:9',
  BEICHEN_OIDC_CLIENT: 'beichen',
};
/** What is on notice after it; v34 objects, and c3 answers. */
async function objectTo(town: Town, running: RunningCity): Promise<Pick<Planted, 'notice' | 'objection'>> {
  const body = { period: '2026-q3', method: 'community-stars', document: '公示〔2026〕1号' };
  const as = (account: string) => ({ cookie: town.cookies.get(account) ?? '' });
  const opened = await send(town.url, { method: 'POST', path: '/api/assessment/notices', body }, as('city'));
  const { id: notice } = bodyOf<{ id: string }>(opened);
  await running.settled();
  const objection = freshId();
  const about = { id: objection, notice, unit: idOf('v34'), reason: `${wordOf('v34')}有一项没有计入` };
  await act(town, 'v34', { path: '/api/assessment/objections', body: about });
  const answer = { outcome: 'rejected', answer: `${wordOf('v34')}的记录已经计入` };
  await act(town, 'c3', { path: `/api/assessment/objections/${objection}/answer`, body: answer });
  const { code, name, phone } = OBJECTOR;
  const left = { ...about, id: OBJECTOR.id, contact: { name, phone }, trackingCode: code };
  const path = '/api/public/objections';
  bodyOf(await send(town.url, { method: 'POST', path, body: left }, { code }));
  await running.settled();
  return { notice, objection };
}

/** A figure of v34 that the review corrected. */
async function correctOne({ city }: RunningCity): Promise<void> {
  await sql`
    INSERT INTO judgement (id, review, unit_id, path, section, measure, step, act, num, den, was_num, was_den, reason, by_person, by_unit, by_post, at)
    SELECT gen_random_uuid(), v.id, u.id, u.path, 'safe', 'cases.closed_on_time', 'joint', 'correct', 1, 1, 0, 1, ${`${wordOf('v34')}的一件计错`},
      v.opened_by, u.id, '{"zh": "专班", "en": "Panel"}', v.opened_at FROM review v, unit u WHERE v.id = ${REVIEW} AND u.id = ${idOf('v34')}`.execute(
    city.owner.db,
  );
}

/** Starts the town with its cases. */
export async function plantTown(): Promise<PlantedTown> {
  const running = await startCity({ pack: (folder) => writeSmallPack(folder, townPack()), env: IDENTITY_SERVICE });
  const early = await signInAll(running);
  for (const one of Object.values(CASES)) await report(early, one);
  await handle(early, CASES.first34, 'handler');
  await handle(early, CASES.first37, 'v37');
  const solved = { path: `/api/cases/${CASES.first34.id}/answer`, body: { version: 3, answer: 'solved' } };
  await act(early, 'city', solved);
  await plantRows(running);
  const forms = await askFacts(early, running);
  await running.settled();
  // Sessions end long before the quarter does.
  await running.moveTo(instant('2026-10-08T02:00:00.000Z'));
  const town = await signInAll(running);
  const evaluation = await freeze(town);
  await running.settled();
  await nameOne(running, evaluation);
  const noticed = await objectTo(town, running);
  await plantReview(running, (unit) => `说明${factOf(nodeOf(unit))}`);
  await correctOne(running);
  return {
    running,
    planted: { evaluation, forms, ...noticed, post: await postOf(running, 'v34') },
    as(account) {
      if (account === 'token') return { code: TRACKING_CODE };
      const cookie = town.cookies.get(account);
      return cookie === undefined ? {} : { cookie };
    },
  };
}
