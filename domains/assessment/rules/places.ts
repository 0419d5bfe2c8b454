// SPDX-License-Identifier: Apache-2.0
import type { RankingSettings } from '../model/settings.ts';

/** What a city shows where its pack says nothing: every rank, in groups of five or more. */
const UNSAID: RankingSettings = { basis: '', least: 5 };

export const settingsOf = (given: RankingSettings | undefined): RankingSettings => given ?? UNSAID;

/** How a place is shown: as the rank itself, as the band that it lies in, or not at all. */
export type Place = { readonly rank: number | null; readonly band: [number, number] | null };

const NONE: Place = { rank: null, band: null };

/** Whether a group has too few ranked units for ranks to say anything but who is last. */
export const isSmall = (ranked: number, { least }: RankingSettings): boolean => ranked < least;

/**
 * The place of a rank among so many ranked units. Beyond `top` places go in bands of `width`; what is left over at the end, if it is one
 * place alone, joins the band before, so that no band names the last.
 */
export function placeOf(rank: number | null, ranked: number, settings: RankingSettings): Place {
  const { bands } = settings;
  if (rank === null || isSmall(ranked, settings)) return NONE;
  if (bands === undefined || rank <= bands.top) return { rank, band: null };
  const { top, width } = bands;
  const beyond = ranked - top;
  const count = Math.max(1, Math.floor(beyond / width) + (beyond % width > 1 ? 1 : 0));
  const at = Math.min(Math.floor((rank - top - 1) / width), count - 1);
  return { rank: null, band: [top + at * width + 1, at === count - 1 ? ranked : top + (at + 1) * width] };
}

type Ranked = {
  readonly rank: number | null;
  readonly total: number;
  readonly stars: number;
  readonly grade: string | null;
};

/** What a ranking says beside a place: a total beside a rank alone, and in a band nothing that it is ranked by. */
type Told = { readonly total: number | null; readonly stars: number | null; readonly grade: string | null };

const KEPT: Told = { total: null, stars: null, grade: null };

/**
 * The units of a group as a ranking shows them, given by their names: ranks where they may be seen, and the total beside a rank alone. Of units
 * in one band neither the order nor total, stars or grade tells which stands before which; of all where no rank is shown, no total.
 */
export function placedUnits<Unit extends Ranked>(
  units: readonly Unit[],
  about: { readonly ranked: number; readonly shown: boolean; readonly settings: RankingSettings },
): (Omit<Unit, keyof Told> & Place & Told)[] {
  const { ranked, shown, settings } = about;
  const placed = units.map((unit) => {
    const place = shown ? placeOf(unit.rank, ranked, settings) : NONE;
    const { total, stars, grade } = unit;
    const told: Told = place.band === null ? { total: place.rank === null ? null : total, stars, grade } : KEPT;
    return { ...unit, ...place, ...told };
  });
  const order = ({ rank, band }: Place): number => rank ?? band?.[0] ?? Number.POSITIVE_INFINITY;
  return placed.sort((a, b) => order(a) - order(b) || 0);
}
