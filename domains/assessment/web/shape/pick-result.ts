// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { periodsShape } from '../../model/results.ts';
import { isRunning } from '../../rules/standing.ts';
import type { Asked } from '../data/addresses.ts';
import type { Wanted } from '../data/queries.ts';

export type Head = z.infer<typeof periodsShape>['periods'][number];

/** Runs that stand for a period: what follows the facts, what is shown for notice, and what is final. */
const shown = ({ state }: Head): boolean => state === 'live' || state === 'notice' || state === 'final';

/**
 * The result that is meant where the address leaves something open: of the method asked for, else of the first one whose facts are all
 * there, else of the first; its newest period. `undefined` where there is none at all.
 */
export function pickResult(heads: readonly Head[], { period, method, evaluation }: Asked): Wanted | undefined {
  if (period !== undefined) return { period, method, evaluation };
  const open = heads.filter((head) => shown(head) && (method === undefined || head.method === method));
  const chosen = open.find(({ lacking }) => lacking.length === 0) ?? open[0];
  return chosen === undefined ? undefined : { period: chosen.period, method: chosen.method, evaluation };
}

/** The periods of a method that have a result, the newest first, each once. */
export const periodsOf = (heads: readonly Head[], method: string): string[] => [
  ...new Set(heads.filter((head) => shown(head) && head.method === method).map(({ period }) => period)),
];

/**
 * What a reader may rely on: a result that follows the facts, one that lacks some, one being made, one that could not be made, one that
 * is on notice or was, one that stays, one on which names were given, one that another took the place of.
 */
export type Standing =
  | 'live'
  | 'trial'
  | 'requested'
  | 'failed'
  | 'notice'
  | 'noticed'
  | 'final'
  | 'named'
  | 'superseded';

/** What `standingOf` goes by. */
export type Standable = Pick<Head, 'state' | 'lacking' | 'supersededBy' | 'notice' | 'named'>;

/** `now` as the city's clock has it: a notice ends by time alone. */
export function standingOf({ state, lacking, supersededBy, notice, named }: Standable, now: string): Standing {
  if (state === 'final' || state === 'notice') {
    if (supersededBy !== null) return 'superseded';
    if (state === 'final') return named ? 'named' : 'final';
    return isRunning(notice, now) ? 'notice' : 'noticed';
  }
  if (state === 'live') return lacking.length > 0 ? 'trial' : 'live';
  return state;
}
