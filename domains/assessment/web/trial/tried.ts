// SPDX-License-Identifier: Apache-2.0
import type { DraftFault, StudioFacts } from '../../model/drafts.ts';

type Words = { readonly zh: string; readonly en: string };

/** A weight or threshold of the text that can be turned directly: what it is, its value, and where it stands, in characters. */
export type Knob = {
  /** The path joined by dots: the same from one text to the next. */
  readonly id: string;
  readonly section: string;
  /** `null` for what the section itself says: the points at which its star is won. */
  readonly item: string | null;
  /** The last names of the path: `full`, `linear 1`. */
  readonly key: string;
  readonly now: number;
  readonly from: number;
  readonly to: number;
};

export type TriedSection = {
  readonly id: string;
  readonly title: Words;
  readonly star: boolean;
  readonly full: number;
  readonly items: readonly { readonly id: string; readonly title: Words }[];
};

/** How each star of a unit stands. */
export type StarStanding = 'won' | 'incomplete' | 'lost';

/** A unit before and after. */
export type TriedUnit = {
  readonly code: string;
  readonly name: string;
  /** Names of the units above, the nearest last. */
  readonly above: string;
  readonly before: readonly StarStanding[];
  readonly after: readonly StarStanding[];
  readonly stars: number;
  readonly total: { readonly before: number; readonly after: number };
  /** Stars more, or fewer below 0. */
  readonly by: number;
  readonly because: readonly { readonly title: Words; readonly by: number }[];
};

export type TriedCount = { readonly name: string; readonly gained: number; readonly lost: number; readonly by: number };

/** What a text comes to, as the page shows it. */
export type Outcome = {
  readonly sections: readonly TriedSection[];
  /** Stars of the edition before and of the draft, in the order of their badges. */
  readonly stars: { readonly before: readonly Words[]; readonly after: readonly Words[] };
  readonly knobs: readonly Knob[];
  /** Units that moved: those whose stars differ first, then by the difference of the total. */
  readonly moved: readonly TriedUnit[];
  readonly units: number;
  /** Titles of its measures of which no unit has a fact in the period. */
  readonly lacking: readonly Words[];
  readonly more: number;
  readonly fewer: number;
  readonly byStars: readonly { readonly stars: number; readonly before: number; readonly after: number }[];
  readonly byGrade: readonly { readonly title: Words; readonly before: number; readonly after: number }[];
  /** Peer groups, those that gain or lose the most first. */
  readonly groups: readonly TriedCount[];
};

export type Tried = {
  readonly seq: number;
  readonly faults: readonly DraftFault[];
  /** `undefined` where the text has faults. */
  readonly outcome: Outcome | undefined;
  /** The text has no fault, but looks at units that the reader does not see: it comes to nothing here. */
  readonly partial: boolean;
  /** Reading, checking, evaluating and comparing, in milliseconds. */
  readonly ms: number;
};

/** How near a number is to where something changes hands. */
export type Fragile = {
  readonly place: Words;
  readonly now: number;
  readonly up: number | null;
  readonly down: number | null;
  /** The nearer of the two, as a share of the number. */
  readonly near: number;
  /** Names of units that would gain or lose a star there, some of them. */
  readonly units: readonly string[];
};

export type ToTrial =
  | { readonly kind: 'facts'; readonly facts: StudioFacts; readonly base: string }
  | { readonly kind: 'text'; readonly seq: number; readonly text: string }
  | { readonly kind: 'check'; readonly text: string }
  | { readonly kind: 'fragile'; readonly text: string };

export type FromTrial =
  | { readonly kind: 'tried'; readonly tried: Tried }
  | { readonly kind: 'checked'; readonly warnings: readonly DraftFault[] }
  | { readonly kind: 'fragile'; readonly list: readonly Fragile[]; readonly done: number; readonly all: number };
