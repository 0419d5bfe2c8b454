// SPDX-License-Identifier: Apache-2.0
import { type Evaluation, explainer } from '../../method/index.ts';
import { evaluated, fiveStars } from '../method/method.ts';
import { makeTable } from '../method/table.ts';
import { quantile, timed } from '../method/timing.ts';
import type { BenchCity } from '../platform/city.ts';
import { processorSeconds } from '../platform/cpu.ts';
import type { Program } from '../platform/program.ts';
import { declareAgain, plantMonth, reckonMonths, YEAR } from './months.ts';
import { widenCity } from './wide-city.ts';

const RUNS = 9;

/** Seconds of a pass over months: by the clock, and of processor in the server and in the database. */
export type Pass = { readonly seconds: number; readonly server: number; readonly database: number };

/** Seconds that the engine takes for twelve months of so many units: evaluating all, and explaining each unit. */
export type Engine = { readonly evaluating: number; readonly explaining: number };

export type Year = {
  readonly engine: Engine;
  readonly first: Pass;
  /** After a fact in each county of each month was declared anew: every row is made again, few are written. */
  readonly again: Pass;
  /** With nothing new. */
  readonly same: Pass;
};

export type Grown = { readonly units: number; readonly pass: Pass; readonly engine: Engine };

/** The engine alone, on facts drawn alike: medians of some runs, for as many months. */
export function engineAlone(units: number, { months, runs }: { months: number; runs: number }): Engine {
  const method = fiveStars();
  const table = makeTable(units);
  const times = { evaluating: [] as number[], explaining: [] as number[] };
  for (let run = 0; run <= runs; run += 1) {
    let made: Evaluation | undefined;
    const evaluating = timed(() => {
      for (let month = 0; month < months; month += 1) made = evaluated(method, table);
    });
    const evaluation = made as Evaluation;
    const explaining = timed(() => {
      const explain = explainer(evaluation);
      for (let seat = 0; seat < evaluation.seats.who.length; seat += 1) explain(seat);
    });
    if (run === 0 && runs > 1) continue;
    times.evaluating.push(evaluating / 1000);
    times.explaining.push((explaining * months) / 1000);
  }
  return { evaluating: quantile(times.evaluating), explaining: quantile(times.explaining) };
}

type Of = { readonly city: BenchCity; readonly server: Program };

async function pass({ city, server }: Of, months: readonly string[]): Promise<Pass> {
  const used = () => [processorSeconds([server.pid]), processorSeconds([city.postgres])] as const;
  const [server0, database0] = used();
  const seconds = await reckonMonths(city, months);
  const [server1, database1] = used();
  return { seconds, server: server1 - server0, database: database1 - database0 };
}

/** A year of the city: every month's results are made, made again with nothing new, and once more with a few facts changed. */
export async function reckonYear(of: Of): Promise<Year> {
  for (const month of YEAR) await plantMonth(of.city, month);
  await of.city.ask('VACUUM ANALYZE');
  const first = await pass(of, YEAR);
  const same = await pass(of, YEAR);
  for (const month of YEAR) await declareAgain(of.city, month);
  const again = await pass(of, YEAR);
  return { engine: engineAlone(423, { months: YEAR.length, runs: RUNS }), first, same, again };
}

/** One more month of the city as large as it is now. */
export async function reckonOne(of: Of, month: string): Promise<Grown> {
  const [{ n } = { n: 0 }] = await of.city.ask<{ n: number }>(
    `SELECT count(*)::integer AS n FROM unit WHERE kind = 'community'`,
  );
  await plantMonth(of.city, month);
  await of.city.ask('ANALYZE');
  const engine = engineAlone(n, { months: 1, runs: n > 10_000 ? 1 : RUNS });
  return { units: n, pass: await pass(of, [month]), engine };
}

/** A month of the city, of one ten times and of one a hundred times as large. */
export async function growth(of: Of): Promise<Grown[]> {
  const grown = [await reckonOne(of, '2027-01')];
  await widenCity(of.city, { from: 1, to: 9 });
  grown.push(await reckonOne(of, '2027-02'));
  await widenCity(of.city, { from: 10, to: 99 });
  grown.push(await reckonOne(of, '2027-03'));
  return grown;
}
