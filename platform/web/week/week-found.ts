// SPDX-License-Identifier: Apache-2.0
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { ReactNode } from 'react';

/** One thing that waits for the reader, in the reader's language. */
export type WeekItem = {
  readonly key: string;
  readonly title: string;
  /** Of which unit, period or kind it is. */
  readonly about: string;
  /** The last day on which it is in time; `null` where no time runs. */
  readonly lastDay: CivilDate | null;
  readonly late: boolean;
  /** How long it is still, or since when it waits, in a few words. */
  readonly time: string;
  readonly href: string;
  /** The one thing to do with it. */
  readonly doing: string;
};

/** What one domain has for the reader. */
export type WeekFound = {
  readonly items: readonly WeekItem[];
  /** Where more wait than are given: how many in all, and the page that has them. */
  readonly rest: { readonly total: number; readonly href: string; readonly title: string } | null;
  readonly pending: boolean;
  readonly error: unknown;
  again(): void;
};

export type WeekSourceProps = { readonly children: (found: WeekFound) => ReactNode };
