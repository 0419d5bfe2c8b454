// SPDX-License-Identifier: Apache-2.0
// Written by `npm run tables` from the database that the migrations make.
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { ColumnType } from 'kysely';

/** Read as the value, written as its text. */
type Json = ColumnType<unknown, string, string>;

export type OrgRows = {
  /** Splits, merges, moves, renamings, openings and closings of units. unit_id is the nearest unit above all that a change touches: whoever may change there may make it. A planned one is carried out by the worker when its day begins, or refused with its faults. place_in_line orders those that were carried out. */
  unit_change: {
    id: string;
    kind: string;
    unit_id: number;
    path: string;
    holds_from: CivilDate;
    basis: string;
    input: Json;
    made_by: string;
    made_at: Instant;
    state: string;
    settled_at: Instant | null;
    place_in_line: number | null;
    faults: Json | null;
    undoes: string | null;
  };
  /** What a change did, one thing at a time, with what was before: the history of a unit, and what undoing it takes. to is the unit that it went to. */
  unit_step: {
    change: string;
    n: number;
    unit_id: number;
    to: number | null;
    step: Json;
  };
  /** Posts that went from one holder to the next: open_work lists what was open at the unit on that moment, by kind; confirmed_at is when the new holder took it over. */
  handover: {
    id: string;
    unit_id: number;
    path: string;
    from_post: string;
    to_post: string;
    holds_from: CivilDate;
    note: string;
    open_work: Json;
    made_by: string;
    made_at: Instant;
    confirmed_at: Instant | null;
  };
  /** unit_id covers, serves, is patron of, or answers for over_id from when to when (to excluded; null for open; where it is from, it never held); in the name of a post there, where post is given. reason says why it is dated back. made_by is null where a change of the tree, or the example, made it. */
  unit_relation: {
    id: string;
    kind: string;
    unit_id: number;
    path: string;
    over_id: number;
    from: CivilDate;
    to: CivilDate | null;
    reason: string | null;
    made_by: string | null;
    made_at: Instant;
    post: string | null;
    former_ends: Json | null;
  };
  /** Who set the boundaries of a unit, or of units below it, from which day on, by what right. made_by is null where the example brought them: sketch, cells that a program made and that only give an idea. */
  boundary_change: {
    id: string;
    unit_id: number;
    path: string;
    from: CivilDate;
    origin: string;
    basis: string;
    made_by: string | null;
    made_at: Instant;
  };
  /** The boundary of a unit from when to when (to excluded; null for open; where it is from, it never held). origin and basis are those of its change, which may lie over units that a reader does not see. outline: whole micro-degrees of WGS-84, polygons of rings of x and y in turn; area in km²; west to north is the box around it, in micro-degrees. */
  unit_boundary: {
    change: string;
    unit_id: number;
    path: string;
    from: CivilDate;
    to: CivilDate | null;
    origin: string;
    basis: string;
    outline: Json;
    corners: number;
    area: number;
    west: number;
    south: number;
    east: number;
    north: number;
  };
  /** So many households lived at a unit from when to when (to excluded; null for open; where it is from, it never held). reason says why it is dated back. made_by is null where a file, or the example, brought it. */
  unit_households: {
    id: string;
    unit_id: number;
    path: string;
    households: number;
    from: CivilDate;
    to: CivilDate | null;
    reason: string | null;
    made_by: string | null;
    made_at: Instant;
  };
};
