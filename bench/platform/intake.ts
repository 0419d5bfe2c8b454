// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import autocannon from 'autocannon';
import { quantile } from '../method/timing.ts';
import type { BenchCity } from './city.ts';
import { processorSeconds } from './cpu.ts';
import { startProgram } from './program.ts';

/** Requests that are under way at once, and seconds that a contestant has in each round. */
export const AT_ONCE = 16;
export const SECONDS = 3;

/** One grid worker in each community, signed in: a city reports from everywhere, so no two wait for one counter by rule. */
const WORKERS = `
  WITH w AS (SELECT id AS unit_id, path, gen_random_uuid() AS person, gen_random_uuid() AS account FROM unit WHERE kind = 'community'),
  p AS (INSERT INTO person (id, made_at) SELECT person, now() FROM w),
  a AS (INSERT INTO account (id, person, login, password_hash) SELECT account, person, 'bench-' || unit_id, '' FROM w),
  g AS (INSERT INTO access_grant (id, person, unit_id, path, role, permissions, sensitivity, "from")
    SELECT gen_random_uuid(), person, unit_id, path, 'bench', ARRAY['org.read', 'cases.read', 'cases.report', 'cases.close'], 'open', current_date - 1 FROM w),
  s AS (INSERT INTO session (token_hash, account, begun_at, ends_at)
    SELECT sha256(convert_to('bench-' || unit_id, 'UTF8')), account, now(), now() + interval '1 day' FROM w)
  SELECT unit_id AS id FROM w`;

const COPIED = ['case_counter', 'cases', 'case_action', 'party', 'command', 'audit_entry', 'audit_pending', 'outbox'];
const PLACED = ['case_counter', 'cases', 'case_action', 'outbox'];

/** The same tables for the peer: columns, keys, indexes and references, but no row security and no trigger. */
const BARE = `
  CREATE SCHEMA bare AUTHORIZATION bench_owner; SET ROLE bench_owner;
  ${COPIED.map((table) => `CREATE TABLE bare.${table} (LIKE bench.${table} INCLUDING ALL);`).join(' ')}
  ${PLACED.map((table) => `ALTER TABLE bare.${table} ADD FOREIGN KEY (unit_id) REFERENCES bench.unit;`).join(' ')}
  ALTER TABLE bare.party ADD FOREIGN KEY (person) REFERENCES bench.person;
  ALTER TABLE bare.cases ADD FOREIGN KEY (handler) REFERENCES bench.unit;
  ALTER TABLE bare.case_action ADD FOREIGN KEY (case_id) REFERENCES bare.cases, ADD FOREIGN KEY (by_unit) REFERENCES bench.unit;
  RESET ROLE`;

type Contestant = { readonly name: 'beichen' | 'one' | 'four'; readonly url: string; readonly pid: number };

/** How a contestant did, a figure for each round: reports a second, and milliseconds of processor that its own process and the database used for each. */
type Rounds = { readonly rate: number[]; readonly server: number[]; readonly database: number[] };
export type Intake = Readonly<Record<Contestant['name'], Rounds>>;

/** A report of a unit's grid worker, with ids of its own. */
function reportOf(unit: number | undefined) {
  const [id, key] = [uuidv7From(Date.now(), randomBytes(16)), uuidv7From(Date.now(), randomBytes(16))];
  const body = { id, kind: 'grid-event', category: 'street-tidiness', unit, summary: '垃圾未清运', place: '3号楼前' };
  const headers = { 'Content-Type': 'application/json', Cookie: `beichen=bench-${unit}`, 'Idempotency-Key': key };
  return { headers, body: JSON.stringify(body) };
}

/** Each worker reports once: what a session costs when it is first used is not what is measured. */
async function openSessions({ url }: Contestant, units: readonly number[]): Promise<void> {
  const { origin } = new URL(url);
  for (const unit of units) {
    const { headers, body } = reportOf(unit);
    const answer = await fetch(url, { method: 'POST', headers: { ...headers, Origin: origin }, body });
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  }
}

/** Sends reports for a while, from workers all over the city; gives how many were answered. */
async function drive({ url }: Contestant, units: readonly number[]) {
  const { origin, pathname } = new URL(url);
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    const { headers, body } = reportOf(units[Math.floor(Math.random() * units.length)]);
    return { ...request, headers: { ...headers, Origin: origin }, body };
  };
  const requests = [{ method: 'POST' as const, path: pathname, setupRequest }];
  const outcome = await autocannon({ url: origin, connections: AT_ONCE, duration: SECONDS, requests });
  if (outcome.non2xx > 0 || outcome.errors > 0)
    throw new Error(`${url}: ${outcome.non2xx} refused, ${outcome.errors} broken`);
  return { reports: outcome['2xx'], rate: outcome['2xx'] / outcome.duration };
}

/** Lets the contestants take turns; who goes first changes with the round. The first round warms up and does not count. */
export async function raceIntake(city: BenchCity, rounds: number): Promise<Intake> {
  const units = (await city.ask<{ id: number }>(WORKERS)).map(({ id }) => id);
  await city.ask(BARE);
  const server = await city.serve('web');
  const bare = await startProgram(join(import.meta.dirname, 'bare.ts'), {
    ready: '/ready',
    log: join(tmpdir(), `beichen-bench-bare-${process.pid}.log`),
    env: { BARE_URL: city.urls.owner },
  });
  const contestants: Contestant[] = [
    { name: 'beichen', url: `${server.url}/api/cases`, pid: server.pid },
    { name: 'one', url: `${bare.url}/one`, pid: bare.pid },
    { name: 'four', url: `${bare.url}/four`, pid: bare.pid },
  ];
  const fresh = (): Rounds => ({ rate: [], server: [], database: [] });
  const intake: Intake = { beichen: fresh(), one: fresh(), four: fresh() };
  await openSessions(contestants[0] as Contestant, units);
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < 3; turn += 1) {
      const contestant = contestants[(round + turn) % 3] as Contestant;
      const used = () => [processorSeconds([contestant.pid]), processorSeconds([city.postgres])] as const;
      const [server0, database0] = used();
      const { reports, rate } = await drive(contestant, units);
      const [server1, database1] = used();
      if (round === 0) continue;
      intake[contestant.name].rate.push(rate);
      intake[contestant.name].server.push(((server1 - server0) / reports) * 1000);
      intake[contestant.name].database.push(((database1 - database0) / reports) * 1000);
    }
  }
  await Promise.all([server.stop(), bare.stop()]);
  return intake;
}

/** The rounds' ratios of two contestants: median, and lowest and highest. */
export function ratioOf(first: readonly number[], second: readonly number[]) {
  const ratios = first.map((rate, round) => rate / (second[round] ?? Number.NaN));
  return { median: quantile(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) };
}
