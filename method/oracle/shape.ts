// SPDX-License-Identifier: Apache-2.0
/** The shapes of a method file (METHOD.md, sections 1 and 4), of units and facts (section 2) and of the result (section 8). */

/** One bound on a value; exactly one of the keys stands. */
export type Condition =
  | { at_least: number }
  | { at_most: number }
  | { over: number }
  | { under: number }
  | { equals: number };

export type Order = 'highest' | 'lowest';
export type Point = [number, number];

export type Rule =
  | { linear: [number, number] }
  | { curve: Point[] }
  | { steps: Point[] }
  | { short: { target: number; unit: number; lose: number; whole?: 'up' | 'down' } }
  | { over: { limit: number; unit: number; lose: number; whole?: 'up' | 'down' } }
  | { each: number }
  | { best: Order }
  | { placing: { order: Order; points?: number[] } }
  | { bands: { order: Order; shares: Point[] } }
  | { holds: Condition }
  | { points: true };

export type Missing = 'zero' | 'full' | 'exclude' | 'peer_mean' | 'hold';

export type Title = { zh: string; en: string };

export type Item = {
  id: string;
  title: Title;
  full: number;
  floor?: number;
  measure?: string;
  shrink?: number;
  rule?: Rule;
  missing?: Missing;
  less?: Array<{ measure: string; each: number }>;
};

export type Requires = string[] | { any: number; of: string[] };

export type Section = {
  id: string;
  title: Title;
  star?: boolean;
  lead?: string;
  win?: number;
  requires?: Requires;
  floor?: number;
  ceiling?: 'full';
  items: Item[];
};

export type Adjustment = { id: string; title: Title; section?: string; measure: string; each: number; cap: number };
export type Cap = { of: string[]; at: number; take?: 'sum' | 'highest' };

export type Then = { lose?: string[] | 'all'; zero?: string[]; grade_at_most?: string; no_grade?: true; unrank?: true };
export type Veto = { id: string; title: Title; measure: string; when: Condition; then: Then };

export type Quota = {
  share?: number;
  count?: number;
  of?: string;
  within?: 'peers' | 'all';
  least?: number;
  ties?: 'none' | 'all';
  through?: boolean;
};
export type Grade = {
  id: string;
  title: Title;
  stars?: number;
  total?: number;
  each?: number;
  needs?: { measure: string } & Condition;
  quota?: number | Quota;
};
export type Ranking = { by: string[]; then?: string[]; minimum?: { measure: string; count: number } };

export type Method = {
  method: string;
  edition: string;
  title: Title;
  subject: string;
  period: string;
  decimals?: number;
  peers?: string;
  basis?: Record<string, string>;
  sections: Section[];
  adjustments?: Adjustment[];
  caps?: Cap[];
  vetoes?: Veto[];
  grades?: Grade[];
  ranking?: Ranking;
};

/** A row of units.csv: the columns `id`, `name`, `kind`, `parent` and the attributes; an empty cell is null. */
export type UnitRow = Record<string, string | null>;
/** A row of facts.csv. */
export type FactRow = { unit: string; measure: string; num: number | null; den: number | null };

/** What the oracle takes in: the file as parsed, and the rows of both tables in any order. */
export type Case = { method: unknown; units: UnitRow[]; facts: FactRow[] };

export type SectionResult = { points: number; won: boolean | null; reasons: string[] };
export type UnitResult = {
  unit: string;
  sections: Record<string, SectionResult>;
  total: number;
  stars: number;
  grade: string | null;
  why_not_better: string[];
  rank: number | null;
  rank_all: number | null;
};
export type Assessment = { digest: string; method: string; edition: string; results: UnitResult[] };
