// SPDX-License-Identifier: Apache-2.0

import { type BenchCity, makeCity } from '../platform/city.ts';
import { boundsTable, circumstances, digits, markdownTable, writePart } from '../report.ts';
import { type Keystrokes, timeKeystrokes } from './keystroke.ts';
import { addMonthlyStars } from './monthly-stars.ts';
import { AT_ONCE, type Read, ROUNDS, raceReading, SECONDS } from './reading.ts';
import { type Grown, growth, type Pass, reckonYear, type Year } from './reckoning.ts';

const BOUND = { engine: 0.1, year: 5, keystroke: 50, growth: 1.5 } as const;

const passRow = (what: string, { seconds, server, database }: Pass): string[] => [
  what,
  digits(seconds),
  digits(server),
  digits(database),
];

function yearPart({ engine, first, again, same }: Year): string {
  return `## Assessment: a year of results

${circumstances()}.

${boundsTable([
  { what: 'the engine, twelve months evaluated', value: engine.evaluating, bound: BOUND.engine, unit: 's' },
  { what: 'end to end, twelve months', value: first.seconds, bound: BOUND.year, unit: 's' },
])}

${markdownTable(
  ['twelve months of 423 communities × 60 items', 's', 'server, s of processor', 'database, s of processor'],
  [
    passRow('made for the first time', first),
    passRow('a fact in each county declared anew', again),
    passRow('nothing new', same),
  ],
)}

- The bounds are read for the year as a whole. *The engine* is its evaluation of all twelve months: every item, star, total, grade and rank of every unit. The explanations of
  all units of all months take it ${digits(engine.explaining)} s more; they are made, packed and stored in the end-to-end figure.
- *End to end* is the product's own server (\`BEICHEN_DUTIES=web,worker\`) on the embedded PostgreSQL with everything durable: twelve jobs are added to its queue at once, and
  the clock stops when the last is done. Each reads its facts (75 measures, declared), evaluates, explains, packs and writes a row a community with its reasons.
- The method is that of the engine's own benchmark, each month with other facts.`;
}

function growthPart(grown: readonly Grown[]): string {
  const each = ({ units, pass }: Grown): number => (pass.server + pass.database) / units;
  const [first, , last] = grown as [Grown, Grown, Grown];
  return `## Assessment: growth

${circumstances()}.

${markdownTable(
  ['communities', 'a month, s', 'ms each', 'processor, ms each', 'engine: evaluated, µs each', 'explained, µs each'],
  grown.map((one) => [
    one.units.toLocaleString('en'),
    digits(one.pass.seconds),
    digits((one.pass.seconds / one.units) * 1e3),
    digits(each(one) * 1e3),
    digits((one.engine.evaluating / one.units) * 1e6),
    digits((one.engine.explaining / one.units) * 1e6),
  ]),
)}

${boundsTable([
  {
    what: `processor for a community, of ${last.units.toLocaleString('en')} ÷ of ${first.units.toLocaleString('en')}`,
    value: each(last) / each(first),
    bound: BOUND.growth,
    unit: '×',
  },
])}

One month, made for the first time by the job, in a city that is given copies of its counties, each with its streets and communities: groups of peers stay as large as they are.`;
}

const NAMES = { list: 'list of 423', ranking: 'ranking', community: 'one community, with reasons' } as const;

function readingPart(reads: readonly Read[]): string {
  return `## Assessment: reading

${circumstances()}.

${markdownTable(
  ['answer', 'Beichen, a second', 'p50, ms', 'bare, a second', 'bare ÷ Beichen', 'lowest', 'highest', 'KB', 'bare, KB'],
  reads.map(({ what, beichen, p50, bare, ratio, lowest, highest, kilobytes }) => [
    NAMES[what],
    digits(beichen),
    digits(p50),
    digits(bare),
    ...[ratio, lowest, highest].map((x) => x.toFixed(2)),
    ...kilobytes.map(digits),
  ]),
)}

- Both answer from the same rows of a month of 60 items on the same server, ${AT_ONCE} requests at once by autocannon, in ${ROUNDS} rounds of ${SECONDS} s each in turn.
- *Bare* is a Fastify handler ([bare-reading.ts](assessment/bare-reading.ts)) over copies of the tables without row security, with prepared statements. It looks nobody up, finds no evaluation,
  checks no answer against its schema. Beichen looks the session up with its grants, sets the scope, finds which result counts, and reads what else its page shows: objections,
  stars taken back, corrections, the release of ranks.`;
}

function keystrokePart({ keys, moved, median, p95, worst, reckoned }: Keystrokes): string {
  return `## Assessment: a keystroke of the studio

${circumstances()}.

${boundsTable([{ what: 'from a key to the list drawn anew, median', value: median, bound: BOUND.keystroke, unit: 'ms' }])}

Of ${keys} keys 95 in 100 took at most ${digits(p95)} ms, the longest ${digits(worst)} ms; the worker's part was ${digits(reckoned)} ms. Chromium without a window, the page as it is served, 423 communities of the demo,
of which up to ${moved} move. Digits are typed and deleted behind a threshold in the text, each once the list of the one before is drawn; time runs from the key event to
the first task after the frame in which the list stands, so laying out and painting are in it.`;
}

async function onCity(work: (city: BenchCity) => Promise<void>): Promise<void> {
  const city = await makeCity(addMonthlyStars);
  await work(city).finally(() => city.close());
}

/** The parts that are asked for, in one city: what a year made is read, and then the city grows. */
async function onYears(wanted: (part: string) => boolean): Promise<void> {
  await onCity(async (city) => {
    const server = await city.serve('web,worker');
    try {
      const year = await reckonYear({ city, server });
      if (wanted('year')) writePart('assessment year', yearPart(year));
      if (wanted('reading')) writePart('assessment reading', readingPart(await raceReading(city, server)));
      if (wanted('growth')) writePart('assessment growth', growthPart(await growth({ city, server })));
    } finally {
      await server.stop();
    }
  });
}

const asked = process.argv.slice(2);
const wanted = (part: string): boolean => asked.length === 0 || asked.includes(part);
if (wanted('keystroke'))
  await onCity(async (city) => writePart('assessment keystroke', keystrokePart(await timeKeystrokes(city))));
if (['year', 'reading', 'growth'].some(wanted)) await onYears(wanted);
