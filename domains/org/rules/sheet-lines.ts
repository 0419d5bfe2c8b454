// SPDX-License-Identifier: Apache-2.0
import { type Line, linesOf, type ReadTable } from '@beichen/engines/sheets/lines.ts';
import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import { POST_COLUMNS, type PostColumn, SHEETS, UNIT_COLUMNS, type UnitColumn } from '../model/sheets.ts';

export type UnitLine = Line<UnitColumn>;
export type PostLine = Line<PostColumn>;
export type Lines = {
  readonly units: readonly UnitLine[];
  readonly posts: readonly PostLine[];
  readonly faults: readonly SheetFault[];
};

/** Gives the sheets of a file their meaning: by their names, or where a file has but one, by its headings. */
export function readLines(tables: readonly ReadTable[]): Lines {
  const faults: SheetFault[] = [];
  const isPosts = ({ sheet, headings }: ReadTable): boolean =>
    sheet === SHEETS.posts || (sheet !== SHEETS.units && headings.some((heading) => heading.trim() === '单位代码'));
  const posts = tables.filter(isPosts).flatMap((table) => linesOf<PostColumn>(table, POST_COLUMNS, faults));
  const units = tables
    .filter((table) => !isPosts(table))
    .flatMap((table) => linesOf<UnitColumn>(table, UNIT_COLUMNS, faults));
  return { units, posts, faults };
}
