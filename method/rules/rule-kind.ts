// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { Reading } from '../amount.ts';
import type { Words } from '../fault.ts';

/** The bounds of an item's points: F, its `full`, and L, its `floor`. */
export type Span = { readonly full: number; readonly floor: number };

/** What a sentence about a rule is made from besides its data: the bounds, and how the measure's values are read aloud where that is known. */
export type Saying = Span & Reading;

/** A batch of units in columns: values in, points out, both from 0 to count. A missing value is NaN, and so may its points be. */
export type Cells = { readonly values: Float64Array; readonly points: Float64Array; readonly count: number };

/** What a rule needs to know of the peers' values: as its kind's `ofPeers` left them, and how many there are. */
export type Peers = { readonly stat: Float64Array; readonly n: number };

/** Peers for the kinds that look at none. */
export const NO_PEERS: Peers = { stat: new Float64Array(2), n: 0 };

/** Gives the units of a batch their points; allocates nothing per cell. */
export type Scorer = (cells: Cells, peers: Peers) => void;

/** A fault inside a rule: where in its data, what, and how to mend it. */
export type RuleFault = {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly what: Words;
  readonly mend: Words;
};

/**
 * A kind of rule answers every question that the engine asks of it, so that no shared code branches on a kind.
 * `Data` is what stands in the file behind the kind's key.
 */
export type RuleKind<Data> = {
  readonly key: string;
  /** The shape of the data, described for editors and for the manual. */
  readonly schema: z.ZodType<Data>;
  /** What a shape alone cannot say: order, signs, unequal ends. */
  faults(data: Data): readonly RuleFault[];
  /** Turns the first n values, those that the peers have, into what points depend on, in place (there is room for two); absent where they don't. */
  readonly ofPeers?: (values: Float64Array, n: number) => void;
  /** How points are given before rounding (METHOD.md section 4). Made once; run on batch after batch. */
  scorer(data: Data, span: Span): Scorer;
  /** The rule as a sentence, from the same data that the points come from. */
  words(data: Data, saying: Saying): Words;
  /** Values between which points only rise or only fall, ends included: where a search for a better value looks. */
  bends(data: Data, at: Span & Peers): readonly number[];
  /** Points at the neighbouring levels of a rule that jumps; empty for a smooth one. What `lint` calls a cliff is read off it. */
  levels(data: Data): readonly number[];
};
