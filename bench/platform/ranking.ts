// SPDX-License-Identifier: Apache-2.0
import autocannon from 'autocannon';
import type { BenchCity } from './city.ts';

const PERIOD = '2026-q3';
const METHOD = 'community-stars';
const SECONDS = 10;

/** Closed and answered cases of three years, spread over all communities, each with its four actions. */
const PLANT = `
  WITH places AS (SELECT id, path, row_number() OVER (ORDER BY id) - 1 AS at, count(*) OVER () AS all FROM unit WHERE kind = 'community'),
  g AS (SELECT gen_random_uuid() AS id, n, places.id AS unit_id, path, timestamptz '2026-09-30 15:00Z' - n * interval '3 minutes' AS at
    FROM generate_series(1, $1::integer) AS n JOIN places ON places.at = n % places.all),
  added AS (INSERT INTO cases (id, number, kind, category, line, restricted, internal, unit_id, path, summary, place, version, recorded_at, stage, deferred,
      reported_at, dispatched_at, handler, due_at, closed_at, outcome, worked_days, answered_at, answer)
    SELECT id, 'BENCH-' || n, 'grid-event', 'street-tidiness', 'urban-management', false, false, unit_id, path, '垃圾未清运', '3号楼前', 4, at + interval '3 days',
      'answered', false, at, at + interval '1 hour', unit_id, at + interval '4 days', at + interval '2 days', 'done', 2, at + interval '3 days', 'solved' FROM g)
  INSERT INTO case_action (case_id, n, unit_id, move, recorded_at, by_unit, stage, deferred, reported_at, dispatched_at, handler, due_at, closed_at, outcome,
      worked_days, answered_at, answer)
    SELECT id, v.n, unit_id, move, at + after, unit_id, stage, false, at, CASE WHEN v.n > 1 THEN at + interval '1 hour' END, CASE WHEN v.n > 1 THEN unit_id END,
      CASE WHEN v.n > 1 THEN at + interval '4 days' END, CASE WHEN v.n > 2 THEN at + interval '2 days' END, CASE WHEN v.n > 2 THEN 'done' END,
      CASE WHEN v.n > 2 THEN 2 END, CASE WHEN v.n > 3 THEN at + interval '3 days' END, CASE WHEN v.n > 3 THEN 'solved' END
    FROM g CROSS JOIN (VALUES (1, 'report', interval '0', 'reported'), (2, 'dispatch', interval '1 hour', 'dispatched'),
      (3, 'close', interval '2 days', 'closed'), (4, 'answer', interval '3 days', 'answered')) AS v(n, move, after, stage)`;

/** Milliseconds of an answer: half of them, and 99 of 100, come sooner. */
export type Latency = { readonly what: string; readonly units: number; readonly p50: number; readonly p99: number };

export async function signIn(origin: string, login = 'city-organiser'): Promise<string> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ login, password: 'beichen-demo' }),
  });
  return answer.headers.get('Set-Cookie')?.split(';')[0] ?? '';
}

/** Makes the city hold so many cases, statistics included. */
export async function plantCases(city: BenchCity, total: number): Promise<void> {
  const [there] = await city.ask<{ cases: number }>('SELECT count(*)::integer AS cases FROM cases');
  await city.ask(PLANT, [total - (there?.cases ?? 0)]);
  await city.ask('ANALYZE');
}

type Shown = {
  readonly units?: readonly unknown[];
  readonly groups?: readonly { readonly units: readonly unknown[] }[];
};

/** Asks for the ranking and the chart of all communities, one request at a time, as the city's organiser. */
export async function rankingLatency(city: BenchCity): Promise<Latency[]> {
  const server = await city.serve('web');
  const headers = { Cookie: await signIn(server.url) };
  const found: Latency[] = [];
  for (const what of ['ranking', 'chart']) {
    const url = `${server.url}/api/assessment/${what}?period=${PERIOD}&method=${METHOD}`;
    const shown = (await (await fetch(url, { headers })).json()) as Shown;
    const units = (shown.units ?? shown.groups?.flatMap((group) => group.units) ?? []).length;
    await autocannon({ url, headers, connections: 1, duration: 2 });
    // Its own histogram knows whole milliseconds only, which is too coarse for a bound of fifteen.
    const times: number[] = [];
    await new Promise<void>((resolve, reject) => {
      const options = { url, headers, connections: 1, duration: SECONDS };
      const run = autocannon(options, (error: unknown) => (error == null ? resolve() : reject(error)));
      run.on('response', (...[, status, , time]) => {
        if (status !== 200) reject(new Error(`${url}: ${status}`));
        times.push(time);
      });
    });
    times.sort((a, b) => a - b);
    const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
    found.push({ what, units, p50: at(0.5), p99: at(0.99) });
  }
  await server.stop();
  return found;
}
