// SPDX-License-Identifier: Apache-2.0
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { quantile } from '../method/timing.ts';
import type { BenchCity } from '../platform/city.ts';
import { type Program, startProgram } from '../platform/program.ts';
import { signIn } from '../platform/ranking.ts';
import { METHOD } from './monthly-stars.ts';

/** Requests that are under way at once, seconds that a contestant has in each round, and rounds that count. */
export const AT_ONCE = 32;
export const SECONDS = 2;
export const ROUNDS = 5;

const PERIOD = '2026-06';
const BEFORE = '2026-05';

const COPIED = ['method_edition', 'evaluation', 'evaluation_unit', 'result'];

/** The same rows for the peer, with the same keys and indexes, but no row security. */
const BARE = `
  CREATE SCHEMA bare AUTHORIZATION bench_owner;
  ${COPIED.map((table) => `CREATE TABLE bare.${table} (LIKE bench.${table} INCLUDING ALL); ALTER TABLE bare.${table} OWNER TO bench_owner; INSERT INTO bare.${table} OVERRIDING SYSTEM VALUE SELECT * FROM bench.${table};`).join(' ')}
  ANALYZE;`;

type Answer = 'list' | 'ranking' | 'community';

/** How often an answer is given in a second, by the product and by the peer, and their ratio, round by round; and the sizes of the answers. */
export type Read = {
  readonly what: Answer;
  readonly beichen: number;
  readonly bare: number;
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  /** Milliseconds, half of the product's answers sooner. */
  readonly p50: number;
  readonly kilobytes: readonly [number, number];
};

type Contestant = { readonly url: string; readonly paths: readonly string[]; readonly headers: Record<string, string> };

async function drive({ url, paths, headers }: Contestant): Promise<{ rate: number; p50: number }> {
  const requests = paths.map((path) => ({ method: 'GET' as const, path, headers }));
  const outcome = await autocannon({ url, connections: AT_ONCE, duration: SECONDS, requests });
  if (outcome.non2xx > 0 || outcome.errors > 0)
    throw new Error(`${url}${paths[0]}: ${outcome.non2xx} refused, ${outcome.errors} broken`);
  return { rate: outcome['2xx'] / outcome.duration, p50: outcome.latency.p50 };
}

async function bytesOf({ url, paths, headers }: Contestant): Promise<number> {
  const answer = await fetch(`${url}${paths[0]}`, { headers });
  if (!answer.ok) throw new Error(`${url}${paths[0]}: ${answer.status} ${await answer.text()}`);
  return (await answer.arrayBuffer()).byteLength / 1000;
}

/** Lets the two take turns; who goes first changes with the round. The first round warms up and does not count. */
async function race(what: Answer, first: Contestant, second: Contestant): Promise<Read> {
  const kilobytes = [await bytesOf(first), await bytesOf(second)] as const;
  const rates: [number[], number[]] = [[], []];
  const p50: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const driven = await drive(which === 0 ? first : second);
      if (round === 0) continue;
      rates[which].push(driven.rate);
      if (which === 0) p50.push(driven.p50);
    }
  }
  const ratios = rates[0].map((rate, round) => (rates[1][round] ?? Number.NaN) / rate);
  return {
    what,
    beichen: quantile(rates[0]),
    bare: quantile(rates[1]),
    ratio: quantile(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    p50: quantile(p50),
    kilobytes,
  };
}

async function evaluationOf(city: BenchCity, period: string): Promise<string> {
  const [row] = await city.ask<{ id: string }>(
    'SELECT e.id FROM evaluation e JOIN method_edition m ON m.id = e.edition WHERE m.method = $1 AND e.period = $2',
    [METHOD, period],
  );
  if (row === undefined) throw new Error(`nothing is reckoned for ${period}`);
  return row.id;
}

/** The city's organiser reads the list of all communities, their ranking, and one community after the other, each with its reasons. */
export async function raceReading(city: BenchCity, server: Program): Promise<Read[]> {
  await city.ask(BARE);
  const bare = await startProgram(join(import.meta.dirname, 'bare-reading.ts'), {
    ready: '/ready',
    log: join(tmpdir(), `beichen-bench-reading-${process.pid}.log`),
    env: {
      BARE_URL: city.urls.owner,
      BARE_EVALUATION: await evaluationOf(city, PERIOD),
      BARE_BEFORE: await evaluationOf(city, BEFORE),
    },
  });
  const units = await city.ask<{ id: number }>(`SELECT id FROM unit WHERE kind = 'community' ORDER BY id`);
  const headers = { Cookie: await signIn(server.url) };
  const asked = `?period=${PERIOD}&method=${METHOD}`;
  const beichen = (paths: readonly string[]): Contestant => ({ url: server.url, paths, headers });
  const peer = (paths: readonly string[]): Contestant => ({ url: bare.url, paths, headers: {} });
  const of = '/api/assessment';
  try {
    return [
      await race('list', beichen([`${of}/chart${asked}`]), peer(['/chart'])),
      await race('ranking', beichen([`${of}/ranking${asked}`]), peer(['/ranking'])),
      await race(
        'community',
        beichen(units.map(({ id }) => `${of}/units/${id}${asked}`)),
        peer(units.map(({ id }) => `/units/${id}`)),
      ),
    ];
  } finally {
    await bare.stop();
  }
}
