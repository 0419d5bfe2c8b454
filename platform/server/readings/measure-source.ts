// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { Figure, MeasureDeclaration } from '@beichen/kernel/measures.ts';
import type { Database } from '../db/connect.ts';

/** A period as a measure counts it: bounds as ISO instants, half open. */
export type Span = { readonly period: string; readonly from: Instant; readonly until: Instant };

/** What is asked of a measure. `units` are leaves by internal id; `knownAt` leaves out what was recorded later. */
export type MeasureAsked = { readonly units: readonly number[]; readonly span: Span; readonly knownAt: Instant };

/** One record behind a figure: enough to list it, and to know what it counts for. */
export type MeasureRecord = {
  readonly record: string;
  readonly unit: number;
  /** Whether it counts in the numerator; every listed record counts in the denominator, or is counted where there is none. */
  readonly counts: boolean;
};

/** How a domain computes one of its measures. `figures` and `records` are one definition: a figure is the count of its list. */
export type MeasureSource = {
  readonly declaration: MeasureDeclaration;
  /** The figures at leaves; a leaf without records may be left out. */
  figures(tx: Database, asked: MeasureAsked): Promise<ReadonlyMap<number, Figure>>;
  records(tx: Database, asked: MeasureAsked): Promise<readonly MeasureRecord[]>;
  /** Only of a measure that combines by `distinct`: the figure over all the units together. */
  together?(tx: Database, asked: MeasureAsked): Promise<Figure>;
};
