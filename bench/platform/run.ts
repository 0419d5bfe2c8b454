// SPDX-License-Identifier: Apache-2.0

import { quantile } from '../method/timing.ts';
import { boundsTable, circumstances, digits, type Held, markdownTable, writePart } from '../report.ts';
import { type BenchCity, makeCity } from './city.ts';
import { type Asked, type Finding, findingLatency } from './finding.ts';
import { type FirstStart, firstStart } from './first-start.ts';
import { AT_ONCE, type Intake, raceIntake, ratioOf, SECONDS } from './intake.ts';
import { type Latency, plantCases, rankingLatency } from './ranking.ts';
import { widenTree } from './wide-tree.ts';

const BOUND = { intake: 0.5, ranking: 15, start: 10, find: 100, open: 50, kilobytes: 20 } as const;
const ROUNDS = 12;
const CASES = 500_000;
const STARTS = 3;
const NODES = 250_000;

const PEERS = { beichen: 'Beichen', one: 'bare, one statement', four: 'bare, four round trips' } as const;

function intakeTable(intake: Intake): string {
  const names = Object.keys(PEERS) as (keyof typeof PEERS)[];
  return markdownTable(
    ['intake', 'a second', 'Beichen ÷ it', 'lowest', 'highest', 'server, ms each', 'database, ms each'],
    names.map((name) => {
      const { rate, server, database } = intake[name];
      const { median, lowest, highest } = ratioOf(intake.beichen.rate, rate);
      return [
        PEERS[name],
        digits(quantile(rate)),
        ...[median, lowest, highest].map((x) => x.toFixed(2)),
        digits(quantile(server)),
        digits(quantile(database)),
      ];
    }),
  );
}

function intakePart(intake: Intake): string {
  const { median } = ratioOf(intake.beichen.rate, intake.one.rate);
  const held: Held = {
    what: 'bare with one statement ÷ Beichen, reports a second',
    value: 1 / median,
    bound: 1 / BOUND.intake,
    unit: '×',
  };
  return `## The platform: intake

${circumstances()}.

${intakeTable(intake)}

${boundsTable([held])}

How it was measured:

- Beichen is the product's own server as in production (\`BEICHEN_DUTIES=web\`), on the embedded PostgreSQL with everything durable. Each report is a
  \`POST /api/cases\` of one of the grid workers of all communities: the session is looked up with its grants, the input checked, the scope
  set for row security, the place looked at, the rule decided, and case, action, party, counter, answer for the
  idempotency key, audit entry, its mark for the sealer and event are written in one transaction.
- *Bare* is a Fastify handler ([bare.ts](platform/bare.ts)) that writes the same rows into copies of the same tables with the same keys, indexes and
  references, on the same server, and does nothing else: in one statement, or in BEGIN, two statements, COMMIT. No login, no row security.
- All three log a line a request, hold 16 connections to the database and are driven by autocannon from another process, ${AT_ONCE} requests
  at once, each with new ids, in ${ROUNDS} rounds of ${SECONDS} s each in turn; who goes first changes. Ratios are those within a round: median, lowest, highest.
- Milliseconds are those of processor that the handler's process and the database's used for one report; other work on the machine hardly changes them.`;
}

function rankingPart(latencies: readonly Latency[]): string {
  const held = latencies.map(
    ({ what, units, p50 }): Held => ({
      what: `${what} of ${units} communities, median`,
      value: p50,
      bound: BOUND.ranking,
      unit: 'ms',
    }),
  );
  return `## The platform: ranking

${circumstances()}.

${markdownTable(
  ['answer', 'communities', 'p50, ms', 'p99, ms'],
  latencies.map(({ what, units, p50, p99 }) => [what, String(units), digits(p50), digits(p99)]),
)}

${boundsTable(held.slice(0, 1))}

The city's organiser asks over HTTP, one request at a time, while the database holds ${CASES.toLocaleString('en')} cases with ${(CASES * 4).toLocaleString('en')} actions: session, scope and
row security as everywhere. The explanations, most of what a result holds, are read for one unit at a time and not here.`;
}

function startPart(starts: readonly FirstStart[]): string {
  const sorted = [...starts].sort((a, b) => a.seconds - b.seconds);
  const [quickest] = sorted;
  const middle = sorted[Math.floor(sorted.length / 2)];
  const held: Held = {
    what: 'from an empty folder to the first answer of /readyz, median',
    value: middle?.seconds ?? Number.NaN,
    bound: BOUND.start,
    unit: 's',
  };
  const rows = (quickest?.parts ?? []).map(({ part, seconds }) => [part, digits(seconds)]);
  return `## The platform: first start

${circumstances()}. ${starts.length} starts: ${starts.map(({ seconds }) => `${digits(seconds)} s`).join(', ')}.

${boundsTable([held])}

${markdownTable(['until the log says, in the quickest start', 's'], rows)}`;
}

function findingPart([small, large]: readonly [Finding, Finding]): string {
  const worst = (asked: readonly Asked[], of: 'ms' | 'bytes'): number => Math.max(...asked.map((one) => one[of]));
  const held: Held[] = [
    { what: 'the slowest search, median', value: worst(large.search, 'ms'), bound: BOUND.find, unit: 'ms' },
    { what: 'the slowest node to open, median', value: worst(large.opening, 'ms'), bound: BOUND.open, unit: 'ms' },
    {
      what: 'the largest node to open',
      value: worst(large.opening, 'bytes') / 1_000,
      bound: BOUND.kilobytes,
      unit: 'KB',
    },
  ];
  const rows = (of: 'opening' | 'search') =>
    large[of].map(({ what, ms, bytes }, at) => [
      what,
      digits(small[of][at]?.ms ?? Number.NaN),
      digits(ms),
      digits(bytes / 1_000),
    ]);
  const heads = [small, large].map(({ units }) => `of ${units.toLocaleString('en')}, ms`);
  return `## The platform: finding

${circumstances()}.

${boundsTable(held)}

${markdownTable(['opened', ...heads, 'KB'], rows('opening'))}

${markdownTable(['typed, by whom', ...heads, 'KB'], rows('search'))}

The same server and the same questions, first on the demo's tree, then on one that is widened with generated estates, of which one community has 5,000.
Opening is a unit and the first page below it, asked for at once over HTTP as the page of a unit does; searching is one question. Session, scope and row
security as everywhere; medians of 30.`;
}

async function onCity(work: (city: BenchCity) => Promise<void>): Promise<void> {
  const city = await makeCity();
  await work(city).finally(() => city.close());
}

const PARTS = {
  start: async () => {
    const starts: FirstStart[] = [];
    for (let run = 0; run < STARTS; run += 1) starts.push(await firstStart());
    writePart('platform start', startPart(starts));
  },
  intake: () => onCity(async (city) => writePart('platform intake', intakePart(await raceIntake(city, ROUNDS)))),
  ranking: () =>
    onCity(async (city) => {
      await plantCases(city, CASES);
      writePart('platform ranking', rankingPart(await rankingLatency(city)));
    }),
  finding: () =>
    onCity(async (city) => {
      const small = await findingLatency(city);
      await widenTree(city, NODES);
      writePart('platform finding', findingPart([small, await findingLatency(city)]));
    }),
} as const;

const names = Object.keys(PARTS) as (keyof typeof PARTS)[];
const asked = process.argv.slice(2);
for (const name of names) if (asked.length === 0 || asked.includes(name)) await PARTS[name]();
