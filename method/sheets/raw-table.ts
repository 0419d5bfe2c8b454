// SPDX-License-Identifier: Apache-2.0
import type { Faults } from '../fault.ts';
import type { Place } from './place.ts';

/** A row as it was read: the line (of a workbook the row) that it stands on, and the text of each cell under a heading; `null` is an empty one. */
export type RawRow = { readonly line: number; readonly cells: readonly (string | null)[] };

/** A sheet as it was read, without a meaning yet. */
export type RawTable = {
  readonly sheet: string;
  readonly headings: readonly string[];
  readonly rows: readonly RawRow[];
};

export function refuseManyRows(place: Place, most: number, faults: Faults): void {
  faults.add({
    ...place,
    code: 'too-many-rows',
    what: { zh: `超过${most}行`, en: `there are more than ${most} rows` },
    mend: { zh: '分成几个文件', en: 'split the file' },
  });
}
