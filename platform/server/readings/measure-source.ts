// SPDX-License-Identifier: Apache-2.0
import type { Figure, MeasureDeclaration } from '@beichen/kernel/measures.ts';
import type { PeriodKind } from '@beichen/kernel/periods.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '../db/connect.ts';

/** Kinds of periods in which readings are kept. */
export const READ_PERIODS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/** A period as a measure counts it: bounds as instants, half open. */
export type Span = { readonly period: string; readonly from: Instant; readonly until: Instant };

/** What is asked of a measure. `units` are leaves by internal id; what was recorded after `knownAt` is left out. */
export type MeasureAsked = { readonly units: readonly number[]; readonly span: Span; readonly knownAt: Instant };

/** One record behind a figure: which it is, and what it counts for. */
export type MeasureRecord = {
  readonly record: string;
  readonly unit: number;
  /** Whether it counts in the numerator. Every listed record counts in the denominator, or is what is counted where there is none. */
  readonly counts: boolean;
};

/** A record as a list shows it, to whoever may see it. */
export type RecordRow = {
  readonly record: string;
  /** Number or short name that people call it by. */
  readonly label: string;
  readonly title: string;
  /** Address of its screen in the staff app. */
  readonly href: string;
  /** What the list shows beside it, in order. Values are plain text, instants (ISO) or numbers. */
  readonly cells: readonly {
    readonly title: Words;
    readonly value: string | number | null;
    readonly form: 'text' | 'instant' | 'number';
  }[];
};

/**
 * How a domain computes one of its measures. `figures` and `records` are one definition: a figure is the count of its list, always.
 * All three run under the caller's row security, or as the worker, which sees all.
 */
export type MeasureSource = {
  readonly declaration: MeasureDeclaration;
  /** The figures at leaves; a leaf without any record may be left out. */
  figures(tx: Database, asked: MeasureAsked): Promise<ReadonlyMap<number, Figure>>;
  records(tx: Database, asked: MeasureAsked): Promise<readonly MeasureRecord[]>;
  /** Only of a measure that combines by `distinct`: the figure over all the units together. */
  together?(tx: Database, asked: MeasureAsked): Promise<Figure>;
  /** Rows for a list; records that the transaction may not see are left out. */
  describe(tx: Database, records: readonly string[]): Promise<readonly RecordRow[]>;
};
