// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../fault.ts';
import type { Missing } from '../model.ts';
import type { Reason, UnitResult } from '../results.ts';
import type { TitledId } from '../title.ts';
import type { Closer } from './closers.ts';

/** The reason tree of one unit's result: every number stands beside what it came from (METHOD.md section 6). `null` is a missing value. */
export type Explanation = {
  readonly unit: { readonly id: string; readonly name: string };
  readonly result: UnitResult;
  /** Units of the group, and how many of them are ranked; the same over all. */
  readonly peers: { readonly units: number; readonly ranked: number; readonly all: number; readonly rankedAll: number };
  readonly sections: readonly SectionNode[];
  readonly adjustments: readonly AdjustmentNode[];
  readonly vetoes: readonly VetoNode[];
  readonly grade: {
    readonly held: TitledId | null;
    readonly above: (TitledId & { readonly whyNot: readonly Words[] }) | null;
  };
  /** `null` for a ranked unit, or one of a method that ranks none. */
  readonly unranked: 'veto' | 'minimum' | null;
  readonly unknown: {
    readonly vetoes: readonly string[];
    readonly adjustments: readonly string[];
    readonly deductions: readonly string[];
  };
};

export type SectionNode = TitledId & {
  readonly star: boolean;
  readonly win: number | null;
  readonly won: boolean | null;
  readonly items: readonly ItemNode[];
  /** Sum of the items' points, and what they were scaled by where some are left out. */
  readonly sum: number;
  readonly scaled: { readonly full: number; readonly counted: number } | null;
  readonly adjustments: readonly AdjustmentNode[];
  readonly bounds: { readonly floor: number; readonly ceiling: number };
  readonly zeroedBy: readonly string[];
  readonly incomplete: boolean;
  readonly points: number;
  readonly reasons: readonly Reason[];
  /** The reasons as sentences. */
  readonly why: readonly Words[];
  readonly gap: number | null;
  readonly closers: readonly Closer[];
};

export type ItemNode = TitledId & {
  readonly measure: string | null;
  readonly num: number | null;
  readonly den: number | null;
  readonly value: number | null;
  /** The value that the rule saw, where `shrink` makes it another one. */
  readonly shrunk: number | null;
  readonly full: number;
  readonly floor: number;
  readonly rule: Words;
  /** Points that the rule gave, before deductions. */
  readonly ruled: number | null;
  readonly deductions: readonly {
    readonly measure: string;
    readonly each: number;
    readonly value: number | null;
    readonly taken: number;
  }[];
  /** Where the fact is missing: what stands in. */
  readonly missing: Missing | null;
  /** `null` where the item is left out. */
  readonly points: number | null;
};

/** Adjustments that count together; one alone is a group of one. */
export type AdjustmentNode = {
  readonly members: readonly (TitledId & {
    readonly measure: string;
    readonly each: number;
    readonly cap: number;
    readonly value: number | null;
    readonly size: number;
  })[];
  readonly cap: { readonly at: number; readonly take: 'sum' | 'highest' } | null;
  /** With its sign: what is added. */
  readonly added: number;
};

export type VetoNode = TitledId & {
  readonly measure: string;
  readonly value: number | null;
  readonly state: 'quiet' | 'fired' | 'unknown';
};
