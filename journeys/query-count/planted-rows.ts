// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { bodyOf, type Credentials, send } from '../testing/client.ts';
import { plantReview } from '../testing/planted-review.ts';
import type { RunningCity } from '../testing/running-city.ts';

/** Two cases of residents in the grid worker's community: one that was just reported, and one with much behind it. */
export const CASES = {
  few: '01999999-0000-7000-8000-000000000001',
  many: '01999999-0000-7000-8000-000000000002',
} as const;
/** Opens the second of them. */
export const CODE = '0123456789AB';
/** A final evaluation of the third quarter. */
export const EVALUATION = '01999999-0000-7000-8000-0000000000ff';

/** The same on notice, an objection to it, and the code by which that is read. */
export const NOTICE = '01999999-0000-7000-8000-0000000000fe';
export const OBJECTION = '01999999-0000-7000-8000-0000000000fd';
export const OBJECTION_CODE = '0123456789AC';

/** Names given on the final result. */
export const NAMING = '01999999-0000-7000-8000-0000000000fc';

/** A file that was imported. */
export const IMPORT = '01999999-0000-7000-8000-0000000000c4';

/** Requests for facts, of one community and of two. */
export const REQUESTS = {
  few: '01999999-0000-7000-8000-0000000000f1',
  many: '01999999-0000-7000-8000-0000000000f2',
} as const;

/** The form of the community. */
export const FORM = '01999999-0000-7000-8000-0000000000f3';

type Planted = {
  readonly community: number;
  /** The community beside it. */
  readonly neighbour: number;
  /** A file of each case. */
  readonly files: readonly string[];
};

async function report(
  url: string,
  as: Credentials,
  about: { readonly id: string; readonly unit: number },
): Promise<void> {
  const code = about.id === CASES.many ? { trackingCode: CODE } : {};
  const texts = { summary: '垃圾未清运', place: '3号楼前' };
  const reporter = { name: '王小明', phone: '13800000000' };
  const body = { ...about, kind: 'grid-event', category: 'street-tidiness', ...texts, reporter, ...code };
  bodyOf(await send(url, { method: 'POST', path: '/api/cases', body }, as));
}

async function attach(
  url: string,
  cookie: string,
  about: { readonly id: string; readonly count: number },
): Promise<string> {
  let last = '';
  for (let n = 0; n < about.count; n += 1) {
    last = `01999999-0000-7000-8000-${about.id.slice(-1)}0000000000${n}`;
    const headers = {
      Cookie: cookie,
      Origin: url,
      'Content-Type': 'application/octet-stream',
      'Idempotency-Key': last,
    };
    const body = `说明${n}`;
    const answer = await fetch(`${url}/api/cases/${about.id}/files?name=${n}.txt`, { method: 'POST', headers, body });
    last = ((await answer.json()) as { id: string }).id;
  }
  return last;
}

/** The community is to be renamed three times, and was three times before. */
async function plantChanges({ url, city }: RunningCity, as: Credentials, unit: number): Promise<void> {
  for (const n of [1, 2, 3]) {
    const change = { kind: 'rename', unit, name: `新${n}社区居民委员会` };
    const id = `01999999-0000-7000-8000-0000000000e${n}`;
    const body = { id, from: `2026-11-0${n}`, basis: '批复', change };
    bodyOf(await send(url, { method: 'POST', path: '/api/org/changes', body }, as));
    const former = id.replace(/e.$/, `d${n}`);
    const { db } = city.owner;
    await sql`INSERT INTO unit_change (id, kind, unit_id, path, holds_from, basis, input, made_by, made_at, state, settled_at, place_in_line)
      SELECT ${former}, 'rename', u.id, u.path, '2026-09-01', '批复', ${JSON.stringify(change)}, c.made_by, c.made_at, 'done', c.made_at, ${n}
      FROM unit u, unit_change c WHERE u.id = ${unit} AND c.id = ${id}`.execute(db);
    const step = JSON.stringify({ do: 'rename', unit, name: `旧${n}社区`, before: '旧名' });
    await sql`INSERT INTO unit_step (change, n, unit_id, step) VALUES (${former}, 1, ${unit}, ${step})`.execute(db);
  }
}

/** A file that was imported over the community, and came to nothing but itself. */
async function plantImport({ city }: RunningCity, unit: number): Promise<void> {
  const input = { kind: 'import', opens: [], moves: [], renames: [], closes: [], posts: [], ends: [] };
  await sql`INSERT INTO unit_change (id, kind, unit_id, path, holds_from, basis, input, made_by, made_at, state, settled_at, place_in_line)
    SELECT ${IMPORT}, 'import', u.id, u.path, '2026-09-01', '批复', ${JSON.stringify(input)}, c.made_by, c.made_at, 'done', c.made_at, 4
    FROM unit u, unit_change c WHERE u.id = ${unit} AND c.undoes IS NULL LIMIT 1`.execute(city.owner.db);
}

/** It hangs out, and a resident with a code has objected. */
async function plantNotice({ owner: { db } }: RunningCity['city'], id: string): Promise<void> {
  const rule = JSON.stringify({ limit: { unit: 'working-days', amount: 5 }, ladder: [] });
  const to = JSON.stringify({ zh: '县委组织部', en: 'County' });
  await sql`INSERT INTO notice (id, unit_id, path, document, rule, objections_to, objection_rule, opened_at, due_at, estimated)
    SELECT id, unit_id, path, '公示', ${rule}, ${to}, ${rule}, as_of, '2027-01-01', false FROM evaluation WHERE id = ${id}`.execute(
    db,
  );
  await sql`INSERT INTO objection (id, notice, unit_id, path, source, reason, made_at, due_at, estimated, state)
    SELECT ${OBJECTION}, ${id}, unit_id, path, 'resident', '没有计入', now(), '2027-01-01', false, 'open' FROM result WHERE evaluation = ${id} ORDER BY unit_id LIMIT 1`.execute(
    db,
  );
  const hash = createHash('sha256').update(OBJECTION_CODE).digest();
  await sql`INSERT INTO public_token (hash, record, made_at, ends_at) VALUES (${hash}, ${OBJECTION}, now(), '2030-01-01')`.execute(
    db,
  );
}

/** All who won a star are named. */
async function plantNaming({ owner: { db } }: RunningCity['city']): Promise<void> {
  const basis = JSON.stringify({ document: '文', approval: '批', from: '2026-01-01', to: '2026-12-31' });
  const honour = JSON.stringify({ title: { zh: '五星', en: 'Five' }, rewards: [] });
  await sql`INSERT INTO naming (id, evaluation, unit_id, path, document, dated, basis, by_person, at)
    SELECT ${NAMING}, e.id, e.unit_id, e.path, '命名', '2026-10-08', ${basis}, (SELECT id FROM person LIMIT 1), now() FROM evaluation e WHERE e.id = ${EVALUATION}`.execute(
    db,
  );
  await sql`INSERT INTO named_unit (naming, unit_id, path, grade, won, honour)
    SELECT ${NAMING}, unit_id, path, 'five', won, ${honour} FROM result WHERE evaluation = ${EVALUATION} AND stars > 0`.execute(
    db,
  );
}

/** A result that is final, or on notice, as if the quarter were over: the live one with the records of some facts. */
async function plantFrozen({ city }: RunningCity, id: string, state: 'notice' | 'final'): Promise<void> {
  const { db } = city.owner;
  const of = sql`FROM evaluation e JOIN method_edition m ON m.id = e.edition WHERE m.method = 'community-stars' AND e.period = '2026-q3' AND e.state = 'live'`;
  const live = sql`(SELECT e.id ${of})`;
  const copied = [
    ['evaluation_unit', 'unit_id, path, place, parent_id, code, name, kind, parent, class, zone, pinyin'],
    [
      'result',
      'unit_id, path, peer_group, stars, won, marks, complete, points, total, rank, rank_all, grade, explanation, hash',
    ],
  ] as const;
  await sql`INSERT INTO evaluation (id, edition, catalogue, period, state, unit_id, path, tree_date, as_of, lacking, aim)
    SELECT ${id}, e.edition, e.catalogue, e.period, 'requested', e.unit_id, e.path, e.tree_date, e.as_of, '{}', ${state} ${of}`.execute(
    db,
  );
  for (const [table, columns] of copied)
    await sql`INSERT INTO ${sql.table(table)} (evaluation, ${sql.raw(columns)}) SELECT ${id}, ${sql.raw(columns)} FROM ${sql.table(table)}
      WHERE evaluation = ${live}`.execute(db);
  for (const [measure, most] of [
    ['cases.solved', 1],
    ['cases.closed_on_time', 20],
  ] as const)
    await sql`INSERT INTO evaluation_fact (evaluation, unit_id, path, measure, num, den, records, counting)
      SELECT ${id}, r.unit_id, r.path, ${measure}, cardinality(c.ids), cardinality(c.ids), c.ids, array_fill(true, ARRAY[cardinality(c.ids)])
      FROM result r CROSS JOIN LATERAL (SELECT ARRAY(SELECT id FROM cases WHERE unit_id = r.unit_id ORDER BY id LIMIT ${most})) AS c(ids)
      WHERE r.evaluation = ${id}`.execute(db);
  if (state === 'notice') await plantNotice(city, id);
  await sql`UPDATE evaluation SET state = ${state}, digest = 'planted', settled_at = as_of WHERE id = ${id}`.execute(
    db,
  );
}

/** Of the community one figure is asked alone, another with its neighbour. */
async function plantRequests({ city }: RunningCity, units: readonly number[]): Promise<void> {
  const { db } = city.owner;
  for (const [id, measure, asked] of [
    [REQUESTS.few, 'legal.adviser_visits', units.slice(0, 1)],
    [REQUESTS.many, 'survey.residents_satisfied', units],
  ] as const) {
    await sql`INSERT INTO fact_request (id, unit_id, path, edition, period, measures, owner, basis, purpose, working_days, month, asked, beyond,
        made_by, made_unit, made_post, made_at, opened_at, due_at, last_day)
      SELECT ${id}, u.id, u.path, m.id, '2026-q3', ${[measure]}, '—', '—', '—', 3, '2026-09', ${asked.length}, 0, a.person, u.id, '{"zh":"—","en":"—"}',
        '2026-09-28', '2026-09-28', '2026-10-09', '2026-10-08'
      FROM unit u, method_edition m, account a WHERE u.parent_id IS NULL AND m.method = 'community-stars' AND a.login = 'city-organiser'`.execute(
      db,
    );
    await sql`INSERT INTO fact_form (id, request, unit_id, path, due_at, draft, draft_version)
      SELECT CASE WHEN ${id} = ${REQUESTS.few} THEN ${FORM}::uuid ELSE gen_random_uuid() END, ${id}, id, path, '2026-10-09', '{}', 0
      FROM unit WHERE id = ANY (${[...asked]})`.execute(db);
  }
}

/** Few rows and many of what pages show. */
export async function plantRows(city: RunningCity): Promise<Planted> {
  const { url } = city;
  const organiser = await city.signIn('city-organiser');
  const ranking = { method: 'GET', path: '/api/assessment/ranking?period=2026-q3&method=community-stars' };
  // The worker is still counting what the example brought; the ranking is there as soon as there is any result.
  while ((await send(url, ranking, { cookie: organiser })).status !== 200) await sleep(100);
  const worker = await city.signIn('grid-worker');
  const session = bodyOf<{ posts: { unit: { id: number } }[] }>(
    await send(url, { method: 'GET', path: '/api/session' }, { cookie: worker }),
  );
  const community = session.posts[0]?.unit.id ?? 0;
  for (const id of Object.values(CASES)) await report(url, { cookie: worker }, { id, unit: community });
  const dispatch = {
    method: 'POST',
    path: `/api/cases/${CASES.many}/dispatch`,
    body: { version: 1, handler: community },
  };
  bodyOf(await send(url, dispatch, { cookie: await city.signIn('street-organiser') }));
  const secretary = await city.signIn('community-secretary');
  const files = [
    await attach(url, secretary, { id: CASES.few, count: 1 }),
    await attach(url, secretary, { id: CASES.many, count: 5 }),
  ];
  await plantChanges(city, { cookie: organiser }, community);
  await plantImport(city, community);
  await plantFrozen(city, EVALUATION, 'final');
  await sql`INSERT INTO method_draft (id, unit_id, path, base, source, version, faults, started_at, saved_at)
    SELECT ${EVALUATION}, e.unit_id, e.path, e.edition, m.source, 1, 0, now(), now() FROM evaluation e JOIN method_edition m ON m.id = e.edition
    WHERE e.id = ${EVALUATION}`.execute(city.city.owner.db);
  await plantNaming(city.city);
  await plantFrozen(city, NOTICE, 'notice');
  await plantReview(city, (unit) => `第${unit}号说明`);
  await city.settled();
  const { rows } = await sql<{ id: number }>`
    SELECT b.id FROM unit a JOIN unit b ON b.parent_id = a.parent_id AND b.id <> a.id WHERE a.id = ${community} ORDER BY b.id LIMIT 1`.execute(
    city.city.owner.db,
  );
  await plantRequests(city, [community, rows[0]?.id ?? 0]);
  return { community, neighbour: rows[0]?.id ?? 0, files };
}
