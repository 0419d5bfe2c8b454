// SPDX-License-Identifier: Apache-2.0
import { compileMethod } from './evaluate/compile.ts';
import { type Evaluation, evaluateSeats } from './evaluate/evaluate.ts';
import { takeSeats } from './evaluate/seats.ts';
import type { Words } from './fault.ts';
import type { Method } from './model.ts';
import { checkMethod } from './parse.ts';
import type { Path, Source } from './source/read-source.ts';
import type { Table } from './table.ts';
import { type Titled, titleOf } from './title.ts';

/** How far one number of the method may move in one direction before something changes hands. */
export type Reach = {
  /** The first value found at which something changes; `null` where the whole range was tried and nothing did. */
  readonly value: number | null;
  /** What changes there. */
  readonly changes: readonly Change[];
  /** Why the search ended where it did: something changed, the number may not go further, or the range ended. */
  readonly end: 'changed' | 'invalid' | 'range';
};

export type Change = {
  readonly unit: string;
  readonly what: 'star-won' | 'star-lost' | 'in-first-ten' | 'out-of-first-ten';
  readonly star: string | null;
};

/** One weight or threshold of the file. */
export type Steadiness = { readonly path: Path; readonly now: number; readonly up: Reach; readonly down: Reach };

/** Moves that are tried, as shares of the number (of 1 for a 0): close ones first, so that the nearest change is met first. */
const MOVES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1] as const;
/** Halvings between the last move that changed nothing and the first that did. */
const HALVINGS = 12;
/** Places that count as the top. */
const FIRST = 10;
/** Changes listed for one move; a wide move may change everything. */
const LISTED = 20;

/** Keys of a method whose numbers are no weight or threshold. */
const NOT_WEIGHED = new Set(['decimals', 'any', 'stars']);

/**
 * By how much each weight and threshold may move before a star or a place in the first ten changes hands. Each number
 * is moved alone, and the method evaluated with it. `onStep` is told how many of the numbers are done.
 */
export function stability(
  source: Source,
  table: Table,
  onStep: (done: number, all: number) => void = () => {},
): Steadiness[] {
  const method = source.value as Method;
  const compiled = compileMethod(method);
  const seats = takeSeats(compiled, table.units);
  if (!seats.ok) return [];
  const base = evaluateSeats(compiled, table, seats.value);
  const holders = holdersOf(base);
  const withValue = (path: Path, value: number): Method => withNumber(method, path, value) as Method;
  const probe = (path: Path, value: number): Change[] =>
    changesBetween(holders, holdersOf(evaluateSeats(compileMethod(withValue(path, value)), table, seats.value)));
  // Checking a method takes longer than evaluating it, so only what ends a search is checked.
  const mayStand = (path: Path, value: number): boolean =>
    checkMethod('', { value: withValue(path, value), places: source.places }).ok;
  const paths = numbersOf(method);
  return paths.map(({ path, now }, index) => {
    onStep(index, paths.length);
    const asked = {
      now,
      probe: (value: number) => probe(path, value),
      mayStand: (value: number) => mayStand(path, value),
      snap: snapOf(path, method.decimals ?? 2),
    };
    return { path, now, up: reachOf(asked, 1), down: reachOf(asked, -1) };
  });
}

/** Every weight and threshold of a method, with its path. */
function numbersOf(value: unknown, path: Path = []): { path: Path; now: number }[] {
  if (typeof value === 'number') return [{ path, now: value }];
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((child, index) => [index, child])
    : Object.entries(value);
  return entries.flatMap(([key, child]) => (NOT_WEIGHED.has(String(key)) ? [] : numbersOf(child, [...path, key])));
}

type Asked = {
  readonly now: number;
  readonly probe: (value: number) => Change[];
  /** Whether a method with this value is one: a step of 0, or a score that nobody can reach, is not. */
  readonly mayStand: (value: number) => boolean;
  readonly snap: (value: number) => number;
};

const LIMIT: Reach = { value: null, changes: [], end: 'invalid' };

function reachOf(asked: Asked, sign: 1 | -1): Reach {
  const { now, probe, mayStand, snap } = asked;
  const size = now === 0 ? 1 : Math.abs(now);
  let steady = now;
  for (const move of MOVES) {
    const value = snap(now + sign * move * size);
    if (value === steady) continue;
    const changes = probe(value);
    if (changes.length > 0) return mayStand(value) ? closest(steady, { value, changes }, asked) : LIMIT;
    steady = value;
  }
  return mayStand(steady) ? { value: null, changes: [], end: 'range' } : LIMIT;
}

/** Narrows down where, between a value that changes nothing and one that does, the first change lies. */
function closest(from: number, first: { value: number; changes: Change[] }, { probe, snap }: Asked): Reach {
  let steady = from;
  let found = first;
  for (let step = 0; step < HALVINGS; step += 1) {
    const value = snap((steady + found.value) / 2);
    if (value === steady || value === found.value) break;
    const changes = probe(value);
    if (changes.length > 0) found = { value, changes };
    else steady = value;
  }
  return { value: found.value, changes: found.changes.slice(0, LISTED), end: 'changed' };
}

/** Values that may be written at a path: points have the method's decimals, numbers of places are whole. */
function snapOf(path: Path, decimals: number): (value: number) => number {
  const key = path[path.length - 1];
  if (key === 'count' || key === 'least') return Math.round;
  if (key === 'full' || key === 'floor' || key === 'cap' || key === 'at')
    return (value) => Number(value.toFixed(decimals));
  return (value) => Number(value.toPrecision(6));
}

type Holders = {
  readonly ids: readonly string[];
  readonly stars: readonly { readonly id: string; readonly won: Uint8Array }[];
  readonly first: readonly boolean[];
};

function holdersOf({ compiled, sections, ranks, seats, table }: Evaluation): Holders {
  return {
    ids: Array.from(seats.who, (unit) => table.units.ids[unit] as string),
    stars: compiled.starOrder.map((star) => ({
      id: compiled.sections[star]?.section.id as string,
      won: sections[star]?.won as Uint8Array,
    })),
    first: Array.from(seats.who, (_, seat) => {
      const rank = ranks?.rankAll[seat] ?? 0;
      return rank > 0 && rank <= FIRST;
    }),
  };
}

function changesBetween(before: Holders, after: Holders): Change[] {
  return before.ids.flatMap((unit, seat) => {
    const changes: Change[] = [];
    before.stars.forEach(({ id, won }, star) => {
      const now = after.stars[star]?.won[seat];
      if (now !== won[seat]) changes.push({ unit, what: now === 1 ? 'star-won' : 'star-lost', star: id });
    });
    if (before.first[seat] !== after.first[seat])
      changes.push({ unit, what: after.first[seat] === true ? 'in-first-ten' : 'out-of-first-ten', star: null });
    return changes;
  });
}

function withNumber(value: unknown, [key, ...rest]: Path, number: number): unknown {
  if (key === undefined) return number;
  if (Array.isArray(value))
    return value.map((child, index) => (index === key ? withNumber(child, rest, number) : child));
  return {
    ...(value as Record<string, unknown>),
    [key]: withNumber((value as Record<string, unknown>)[key], rest, number),
  };
}

/** What a path of a method names, for people: parts by their titles, then the keys that lead to the number. */
export function placeWords(method: Method, path: Path): Words {
  const titles: Words[] = [];
  let keys: (string | number)[] = [];
  let here: unknown = method;
  for (const key of path) {
    here = (here as Record<string | number, unknown>)[key];
    keys.push(typeof key === 'number' ? key + 1 : key);
    if (typeof here !== 'object' || here === null || !('id' in here)) continue;
    titles.push(titleOf(here as Titled));
    keys = [];
  }
  const rest = keys.join('.');
  return {
    zh: [...titles.map(({ zh }) => zh), rest].join(' · '),
    en: [...titles.map(({ en }) => en), rest].join(' · '),
  };
}
