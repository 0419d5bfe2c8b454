// SPDX-License-Identifier: Apache-2.0

import { areaOf, boxOf, countCorners, type Outline } from '@beichen/engines/ground/micro.ts';
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import { rowJson, type Statement } from '@beichen/platform-server/db/write-together.ts';
import type { BoundaryOrigin } from '../../model/boundaries.ts';

export const BOUNDED = 'org.bounded';

export type NewBoundaries = {
  readonly id: string;
  /** The unit over which it is decided. */
  readonly over: number;
  readonly from: CivilDate;
  readonly origin: BoundaryOrigin;
  readonly basis: string;
  readonly person: string;
  readonly now: Instant;
  readonly cells: readonly { readonly unit: number; readonly outline: Outline }[];
};

/** An outline as its row keeps it. */
export function cellOf({ unit, outline }: NewBoundaries['cells'][number]) {
  const [west, south, east, north] = boxOf(outline);
  const corners = countCorners(outline);
  return { unit, outline, corners, area: areaOf(outline), west, south, east, north };
}

/** What held ends on the day; the database refuses units out of range. */
export function boundariesSet({ id, over, from, origin, basis, person, now, cells }: NewBoundaries): Statement {
  const made = { id, unit_id: over, from, origin, basis, made_by: person, made_at: now };
  return { call: 'set_boundaries', values: [rowJson(made), JSON.stringify(cells.map(cellOf))] };
}
