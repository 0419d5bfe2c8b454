// SPDX-License-Identifier: Apache-2.0
import type { Grid, Judgement } from '../../model/review.ts';

/** What was said of one fact, and how it stands. */
export type FactMarks = {
  /** All of it, in its order. */
  readonly log: readonly Judgement[];
  readonly corrected: Judgement | undefined;
  readonly held: Judgement | undefined;
  /** The unit explained it. */
  readonly explained: boolean;
};

const NOTHING: FactMarks = { log: [], corrected: undefined, held: undefined, explained: false };

const latest = (log: readonly Judgement[], kinds: readonly Judgement['act'][]): Judgement | undefined =>
  log.findLast(({ act }) => kinds.includes(act));

function marksOfLog(log: readonly Judgement[]): FactMarks {
  const figure = latest(log, ['correct', 'restore']);
  const hold = latest(log, ['hold', 'release']);
  return {
    log,
    corrected: figure?.act === 'correct' ? figure : undefined,
    held: hold?.act === 'hold' ? hold : undefined,
    explained: log.some(({ act }) => act === 'explain'),
  };
}

/** The fact that is looked at: of which unit, and the place of its item. */
export type Chosen = { readonly unit: number; readonly item: number };

/** A fact of a unit as it is judged; `item` is the place of its item. */
export type FactProps = {
  readonly grid: Grid;
  readonly unit: Grid['units'][number];
  readonly item: number;
  readonly marks: FactMarks;
};

export type MarksAt = (unit: number, measure: string | null) => FactMarks;

/** How each fact of a grid stands. */
export function marksOf(judgements: readonly Judgement[]): MarksAt {
  const logs = Map.groupBy(
    judgements.filter(({ measure }) => measure !== null),
    ({ unit, measure }) => `${unit} ${measure}`,
  );
  const known = new Map([...logs].map(([key, log]) => [key, marksOfLog(log)]));
  return (unit, measure) => known.get(`${unit} ${measure}`) ?? NOTHING;
}

/** What of the units is shown: those that wait for the reader, those of which something was said, or all. */
export type Shown = 'turn' | 'marked' | 'all';

type Unit = Grid['units'][number];

export const isWaiting = ({ turn, passed }: Unit): boolean => turn !== null && !passed.includes(turn);

export function shownUnits(
  { units, items }: Pick<Grid, 'units' | 'items'>,
  shown: Shown,
  marks: MarksAt,
): readonly Unit[] {
  if (shown === 'all') return units;
  if (shown === 'turn') return units.filter(isWaiting);
  return units.filter(({ id }) => items.some(({ measure }) => marks(id, measure?.id ?? null).log.length > 0));
}
