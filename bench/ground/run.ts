// SPDX-License-Identifier: Apache-2.0
import { type CellIndex, indexCells, isIn } from '@beichen/engines/ground/cell-index.ts';
import { countCorners, type Outline } from '@beichen/engines/ground/micro.ts';
import { quantile } from '../method/timing.ts';
import { boundsTable, circumstances, digits, type Held, markdownTable, writePart } from '../report.ts';
import { cutPlane, HEIGHT, randomFrom, WIDTH } from './cells.ts';

const CELLS = 20_000;
const PLACES = 200_000;
/** Places that the naive check is asked for too, which looks at every cell. */
const CHECKED = 300;
const ROUNDS = 15;
const BOUND = 500_000;

type Places = { readonly xs: Int32Array; readonly ys: Int32Array };

function somewhere(count: number): Places {
  const random = randomFrom(7);
  const draw = (most: number): Int32Array => Int32Array.from({ length: count }, () => Math.floor(random() * most));
  return { xs: draw(WIDTH), ys: draw(HEIGHT) };
}

/** Milliseconds of processor that a run took: what else the machine does hardly changes them. */
function timed(program: () => unknown): number {
  const before = process.cpuUsage();
  program();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

type Figure = {
  readonly parts: number;
  readonly corners: number;
  readonly build: number;
  readonly rate: number;
  readonly naive: number;
};

const naively = (cells: readonly Outline[], x: number, y: number): number | undefined => {
  const at = cells.findIndex((cell) => isIn(cell, x, y));
  return at < 0 ? undefined : at;
};

/** The first places, and corners of cells, asked of both. @throws where they differ */
function compare(cells: readonly Outline[], index: CellIndex, { xs, ys }: Places): void {
  const corners = cells.slice(0, CHECKED).map((cell) => [cell[0]?.[0]?.[0] ?? 0, cell[0]?.[0]?.[1] ?? 0] as const);
  const asked = [...Array.from({ length: CHECKED }, (_, at) => [xs[at] ?? 0, ys[at] ?? 0] as const), ...corners];
  for (const [x, y] of asked)
    if (index.find(x, y) !== naively(cells, x, y)) throw new Error(`another cell at ${x}, ${y}`);
}

function figureOf(parts: number, places: Places): Figure {
  const cells = cutPlane(CELLS, parts);
  const build = timed(() => indexCells(cells));
  const index = indexCells(cells);
  compare(cells, index, places);
  const { xs, ys } = places;
  const rates: number[] = [];
  const naives: number[] = [];
  for (let round = -3; round < ROUNDS; round += 1) {
    let found = 0;
    const took = timed(() => {
      for (let at = 0; at < PLACES; at += 1)
        if (index.find(xs[at] as number, ys[at] as number) !== undefined) found += 1;
    });
    if (found < PLACES * 0.99) throw new Error(`only ${found} of ${PLACES} places lie in a cell`);
    const slow = timed(() => {
      for (let at = 0; at < 10; at += 1) naively(cells, xs[at] as number, ys[at] as number);
    });
    if (round < 0) continue;
    rates.push((PLACES / took) * 1_000);
    naives.push((10 / slow) * 1_000);
  }
  const corners = cells.reduce((sum, cell) => sum + countCorners(cell), 0);
  return { parts, corners, build, rate: quantile(rates), naive: quantile(naives) };
}

const figures = [1, 12].map((parts) => figureOf(parts, somewhere(PLACES)));
const held = figures.map(
  ({ rate, corners }): Held => ({
    what: `microseconds for a place, ${Math.round(corners / CELLS)} corners a cell`,
    value: 1e6 / rate,
    bound: 1e6 / BOUND,
    unit: 'µs',
  }),
);

writePart(
  'ground',
  `## Which cell a place lies in

${circumstances()}.

${markdownTable(
  ['cells', 'corners in all', 'places a second', 'naive check, a second', 'ratio', 'made ready in, ms'],
  figures.map(({ corners, rate, naive, build }) => [
    CELLS.toLocaleString('en'),
    corners.toLocaleString('en'),
    digits(rate),
    digits(naive),
    digits(rate / naive),
    digits(build),
  ]),
)}

${boundsTable(held)}

The bound is 500,000 places a second on one core. ${CELLS.toLocaleString('en')} cells cut a plane of 3° by 2° among them ([cells.ts](ground/cells.ts)), with straight sides and with sides
of twelve parts; the places are drawn at random. In the same run ${CHECKED} places and ${CHECKED} corners are asked of a check that looks at every cell, and must
lie in the same one; its rate is that of ten places a round. Time is that of the processor; medians of ${ROUNDS} rounds.`,
);
process.stdout.write(
  `${figures.map(({ rate, naive }) => `${digits(rate)} a second, naive ${digits(naive)}`).join('\n')}\n`,
);
if (held.some(({ value, bound }) => value > bound)) process.exitCode = 1;
