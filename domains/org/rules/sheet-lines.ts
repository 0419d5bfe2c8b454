// SPDX-License-Identifier: Apache-2.0
import { type Line, linesOf, type ReadTable } from '@beichen/engines/sheets/lines.ts';
import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import {
  POST_COLUMNS,
  type PostColumn,
  SHEETS,
  TIE_COLUMNS,
  type TieColumn,
  UNIT_COLUMNS,
  type UnitColumn,
} from '../model/sheets.ts';

export type UnitLine = Line<UnitColumn>;
export type PostLine = Line<PostColumn>;
export type TieLine = Line<TieColumn>;
export type Lines = {
  readonly units: readonly UnitLine[];
  readonly posts: readonly PostLine[];
  readonly ties: readonly TieLine[];
  readonly faults: readonly SheetFault[];
};

/** Gives the sheets of a file their meaning: by their names, or where a file has but one, by its headings. */
export function readLines(tables: readonly ReadTable[]): Lines {
  const faults: SheetFault[] = [];
  const known: readonly string[] = [SHEETS.units, SHEETS.posts, SHEETS.ties];
  const isOf =
    (own: string, telling: string): ((table: ReadTable) => boolean) =>
    ({ sheet, headings }) =>
      sheet === own || (!known.includes(sheet) && headings.some((heading) => heading.trim() === telling));
  const [isPosts, isTies] = [isOf(SHEETS.posts, '单位代码'), isOf(SHEETS.ties, '对谁（代码）')];
  const posts = tables.filter(isPosts).flatMap((table) => linesOf<PostColumn>(table, POST_COLUMNS, faults));
  const units = tables
    .filter((table) => !isPosts(table) && !isTies(table))
    .flatMap((table) => linesOf<UnitColumn>(table, UNIT_COLUMNS, faults));
  const ties = tables.filter(isTies).flatMap((table) => linesOf<TieColumn>(table, TIE_COLUMNS, faults));
  return { units, posts, ties, faults };
}
