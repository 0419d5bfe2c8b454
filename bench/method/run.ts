// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { boundsTable, circumstances, digits, type Held, markdownTable, writePart } from '../report.ts';
import { type CommandCost, commandCost } from './command.ts';
import { compareSpeed, type ExplainSpeed, explainSpeed, ITEMS, type Speed, speeds } from './speed.ts';

/** The bounds (see the page that is written). */
const BOUND = { ratio: 1.5, growth: 1.5, compare: 16, explain: 1, memory: 3, small: 1, large: 30, peak: 2 } as const;
const LARGE = 116_000;
const MIB = 2 ** 20;
const GIB = 2 ** 30;

type Memory = { readonly facts: number; readonly evaluation: number };

type Figures = {
  readonly raced: readonly Speed[];
  readonly compared: number;
  readonly explained: ExplainSpeed;
  readonly memory: Memory;
  readonly commands: readonly CommandCost[];
};

const nanoseconds = (milliseconds: number, units: number): number => (milliseconds * 1e6) / units / ITEMS;

function memoryAt(units: number): Memory {
  const program = fileURLToPath(new URL('memory.ts', import.meta.url));
  return JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', program, String(units)], { encoding: 'utf8' }),
  ) as Memory;
}

/** Time for an item of a unit, as a multiple of that at the middle size: of the engine and of the program by hand, each alone. */
function growthOf(speed: Speed, raced: readonly Speed[]): { engine: number; hand: number } {
  const base = raced.find(({ units, peers }) => units === 4_230 && peers === speed.peers) ?? speed;
  const perUnit = (milliseconds: number, from: number): number => milliseconds / speed.units / (from / base.units);
  return { engine: perUnit(speed.alone.engine, base.alone.engine), hand: perUnit(speed.alone.hand, base.alone.hand) };
}

function speedTable(raced: readonly Speed[]): string {
  return markdownTable(
    ['units × 60 items', 'peers', 'by hand, ms', 'engine, ms', 'ratio', 'engine, ns per item', 'growth', 'by hand'],
    raced.map((speed) => [
      speed.units.toLocaleString('en'),
      speed.peers === 'all' ? 'all' : 'county (about 33)',
      digits(speed.first),
      digits(speed.second),
      speed.ratio.toFixed(2),
      digits(nanoseconds(speed.second, speed.units)),
      growthOf(speed, raced).engine.toFixed(2),
      growthOf(speed, raced).hand.toFixed(2),
    ]),
  );
}

function heldBy({ raced, compared, explained, memory, commands }: Figures): Held[] {
  const [small, large] = commands as [CommandCost, CommandCost];
  const factBytes = LARGE * ITEMS * 2 * 8;
  const largest = raced.filter(({ units }) => units === LARGE);
  return [
    {
      what: 'engine ÷ by hand, the worst of the table',
      value: Math.max(...raced.map(({ ratio }) => ratio)),
      bound: BOUND.ratio,
      unit: '×',
    },
    {
      what: 'time per item at 116,000 units ÷ that at 4,230, the worse',
      value: Math.max(...largest.map((speed) => growthOf(speed, raced).engine)),
      bound: BOUND.growth,
      unit: '×',
    },
    { what: 'two editions at 423 units evaluated and compared', value: compared, bound: BOUND.compare, unit: 'ms' },
    { what: 'a unit explained, median', value: explained.median, bound: BOUND.explain, unit: 'ms' },
    {
      what: 'a unit explained, 99 of 100 units (each at its median)',
      value: explained.steady,
      bound: BOUND.explain,
      unit: 'ms',
    },
    {
      what: 'memory for facts and results at 116,000 units ÷ the facts as float64',
      value: (memory.facts + memory.evaluation) / factBytes,
      bound: BOUND.memory,
      unit: '×',
    },
    { what: '`beichen assess`, 423 units, first start', value: small.first, bound: BOUND.small, unit: 's' },
    { what: '`beichen assess`, 423 units, later starts', value: small.later, bound: BOUND.small, unit: 's' },
    {
      what: `\`beichen assess\`, 116,000 units, ${digits(large.facts / 1e6)} million facts`,
      value: Math.max(large.first, large.later),
      bound: BOUND.large,
      unit: 's',
    },
    { what: 'the most memory that it held', value: large.peak / GIB, bound: BOUND.peak, unit: 'GiB' },
  ];
}

function pageOf(figures: Figures): string {
  const { raced, explained, memory, commands } = figures;
  const mib = (bytes: number): string => `${digits(bytes / MIB)} MiB`;
  return `## The method engine

${circumstances()}. The machine was shared with other work, so the ratios say more than the times.

${speedTable(raced)}

${boundsTable(heldBy(figures))}

How it was measured:

- [five-stars.yaml](method/five-stars.yaml) has 60 items in five stars and uses nearly all that the method language can say: every
  kind of rule, every kind of \`missing\` (one fact in a hundred is), small numbers, deductions, adjustments with caps,
  vetoes, \`requires\`, grades with quotas, a ranking. The facts are drawn by a seeded generator.
- *By hand* is that one method as a program of its own ([by-hand.ts](method/by-hand.ts)): plain loops over the same typed
  arrays, the numbers of the method written into them, value, points, rounding and sum in one pass for each item. Before
  anything is timed, every item, section, star, total, grade and rank of every unit is checked to be the same, to the bit.
  It does not note, as the engine does, why a unit was turned away from a grade and which vetoes are unknown.
- Both run in one process in turn, once in each of 2,000, 250 and 16 rounds, and who goes first changes; times are lower
  quartiles (what else the machine does only adds to them), and the ratio is the median of the rounds' own ratios. Seating
  the units in their groups is part of both; parsing and compiling the method of neither.
- Growth is the time per item against that at 4,230 units, of each program in the quickest of its runs alone. What grows
  faster than the units: the ranking, and with peers \`all\` the places of \`placing\` and \`bands\`, are sorts (n log n); and at
  116,000 units the columns (140 MB of facts, 56 MB of points) come from memory, no longer from the processor's caches,
  which costs the program by hand as much. Taken from the raced times of a busy machine it came to 1.9.
- A unit's explanation has its counterfactuals, each proved by evaluating it. Over all runs the 99th percentile was
  ${digits(explained.p99)} ms, with what the machine did besides.
- Memory is heap and array buffers after a collection, before the facts were made and after the evaluation, in a process
  of its own: facts ${mib(memory.facts)} (${digits(memory.facts / (LARGE * ITEMS * 16))} × their float64), results ${mib(memory.evaluation)}. There are 75 measures, not 60, and a byte for each
  fact says whether it was given.
- The command reads units.csv and facts.csv, checks them, evaluates, makes the digest and prints its summary. A first start
  finds nothing compiled (an empty compile cache; the files themselves are in the system's cache) and is one run: on a busier
  machine it took up to 1.9 s. Peak memory at 423 units: ${mib((commands[0] as CommandCost).peak)}.`;
}

const raced = speeds();
console.log(speedTable(raced));
const figures: Figures = {
  raced,
  compared: compareSpeed(),
  explained: explainSpeed(),
  memory: memoryAt(LARGE),
  commands: [await commandCost(423, 6), await commandCost(LARGE, 2)],
};
console.log(boundsTable(heldBy(figures)));
writePart('method', pageOf(figures));
