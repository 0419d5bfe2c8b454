// SPDX-License-Identifier: Apache-2.0
import { compare, explainer, type Table } from '../../method/index.ts';
import { assessByHand } from './by-hand.ts';
import { requireEqual } from './equal.ts';
import { evaluated, fiveStars, nextEdition } from './method.ts';
import { makeTable } from './table.ts';
import { quantile, quickest, type Race, race, timed } from './timing.ts';

export const ITEMS = 60;

/** Sizes, and in how many rounds each is run. */
const SIZES = [
  { units: 423, rounds: 2_000 },
  { units: 4_230, rounds: 250 },
  { units: 116_000, rounds: 16 },
] as const;

/** A race at a size, and milliseconds of each program in the quickest of as many runs alone. */
export type Speed = Race & {
  readonly units: number;
  readonly peers: 'county' | 'all';
  readonly alone: { readonly hand: number; readonly engine: number };
};

/** The engine against the program by hand, at every size; throws where they don't agree. */
export function speeds(): Speed[] {
  return SIZES.flatMap(({ units, rounds }) => {
    const table = makeTable(units);
    return (['county', 'all'] as const).map((peers) => ({ units, peers, ...raceAt(table, peers, rounds) }));
  });
}

function raceAt(table: Table, peers: 'county' | 'all', rounds: number): Race & Pick<Speed, 'alone'> {
  const compiled = fiveStars(peers);
  requireEqual(assessByHand(table, peers), evaluated(compiled, table));
  const hand = (): unknown => assessByHand(table, peers);
  const engine = (): unknown => evaluated(compiled, table);
  return { ...race(hand, engine, rounds), alone: { hand: quickest(hand, rounds), engine: quickest(engine, rounds) } };
}

/** Milliseconds to evaluate two editions at 423 units and compare them. */
export function compareSpeed(): number {
  const table = makeTable(423);
  const before = fiveStars();
  const after = nextEdition();
  const both = (): unknown => compare(evaluated(before, table), evaluated(after, table));
  return quantile(Array.from({ length: 60 }, () => timed(both)).slice(20));
}

export type ExplainSpeed = { readonly median: number; readonly p99: number; readonly steady: number };

/** Milliseconds to explain a unit: over all 423 in eight rounds, and the 99th of a hundred units, each at its median. */
export function explainSpeed(): ExplainSpeed {
  const evaluation = evaluated(fiveStars(), makeTable(423));
  const seats = [...evaluation.seats.who.keys()];
  const explain = explainer(evaluation);
  const rounds = Array.from({ length: 12 }, () => seats.map((seat) => timed(() => explain(seat)))).slice(3);
  const all = rounds.flat();
  const steady = seats.map((seat) => quantile(rounds.map((round) => round[seat] as number)));
  return { median: quantile(all), p99: quantile(all, 0.99), steady: quantile(steady, 0.99) };
}
