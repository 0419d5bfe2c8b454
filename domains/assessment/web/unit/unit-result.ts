// SPDX-License-Identifier: Apache-2.0
import type { MeasureTitles } from '@beichen/platform-web/why/item-words.ts';
import type { z } from 'zod';
import type { MeasureEntry, unitShape } from '../../model/results.ts';
import type { Wanted } from '../data/queries.ts';

type UnitAnswer = z.infer<typeof unitShape>;
export type Section = UnitAnswer['explanation']['sections'][number];

/** What every part of the page shows from: the result, and what its measures are called. */
export type UnitResult = {
  readonly result: UnitAnswer;
  readonly measures: readonly MeasureEntry[];
  readonly wanted: Wanted;
};

export const titlesOf = (measures: readonly MeasureEntry[]): MeasureTitles =>
  Object.fromEntries(measures.map((measure) => [measure.id, measure]));

/** The star whose reasons open first: the one that is nearest to being won, else the first that is not. */
export function askedStar({ explanation }: UnitAnswer): string | undefined {
  const lost = explanation.sections.filter(({ won }) => won === false);
  const near = lost.filter(({ gap, incomplete }) => gap !== null && !incomplete).sort(byGap);
  return near[0]?.id ?? lost[0]?.id;
}

const byGap = (a: Section, b: Section): number => (a.gap ?? 0) - (b.gap ?? 0);
