// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import fc from 'fast-check';
import { type Difference, differences } from './compare.ts';
import { countedCity } from './counted-city.ts';
import { storyOf, Telling, type Turn } from './random-story.ts';

/** Monday of the last full week of the year: stories pass the end of month, quarter and year. */
const START = instant('2026-12-21T01:00:00.000Z');

/** At most so many differences are told: the first says enough. */
const SOME = 8;

async function told(story: readonly Turn[]): Promise<{ acted: number; found: readonly Difference[] }> {
  const city = await countedCity(START);
  try {
    const telling = new Telling(city);
    await telling.tell(story);
    await city.settle();
    return { acted: telling.acted, found: (await differences(city, START)).slice(0, SOME) };
  } finally {
    await city.drop();
  }
}

/**
 * Tells stories of so many turns, each to a city of its own, and holds every figure, list and board against the raw rows. Gives how many
 * actions were tried. What failed is told with its seed; it is not shrunk: things that happen at once may happen otherwise the next time.
 */
export async function toldAndCounted(stories: number, turns: number): Promise<number> {
  let acted = 0;
  const property = fc.asyncProperty(storyOf(turns), async (story) => {
    const outcome = await told(story);
    acted += outcome.acted;
    if (outcome.found.length > 0) throw new Error(JSON.stringify(outcome.found, undefined, 2));
  });
  const { failed, seed, errorInstance } = await fc.check(property, { numRuns: stories, endOnFailure: true });
  if (failed) throw new Error(`seed ${seed}`, { cause: errorInstance });
  return acted;
}
