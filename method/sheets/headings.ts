// SPDX-License-Identifier: Apache-2.0
import type { Faults } from '../fault.ts';
import { MOST_COLUMNS } from './limits.ts';
import { type Place, shown } from './place.ts';

/** A heading as it was read, and where it stands. */
export type Heading = { readonly text: string; readonly place: Place };

/** What the headings of a sheet must be; `open`: others may stand beside them (attributes of units). */
export type Wanted = { readonly names: readonly string[]; readonly open: boolean };

/** A heading without what people add unseen: spaces, capitals, full-width letters. */
const bare = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Checks the headings; gives the column of each name that is wanted, as far as there is one. */
export function columnsOf(headings: readonly Heading[], wanted: Wanted, faults: Faults): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  headings.forEach((heading, column) => {
    const { text, place } = heading;
    if (text === '') refuseEmpty(place, faults);
    else if (columns.has(text)) refuseRepeated(heading, columns.get(text) as number, faults);
    else columns.set(text, column);
  });
  const missing = wanted.names.filter((name) => !columns.has(name));
  const misspelt = new Map<string, Heading>();
  for (const heading of headings) {
    if (heading.text === '' || wanted.names.includes(heading.text)) continue;
    const meant = missing.find((name) => name === bare(heading.text) && !misspelt.has(name));
    if (meant !== undefined) misspelt.set(meant, heading);
    else if (!wanted.open) refuseUnknown(heading, wanted, faults);
  }
  const first = headings[0]?.place ?? { line: 1, column: 1 };
  for (const name of missing) refuseMissing({ name, first, misspelt: misspelt.get(name) }, wanted, faults);
  return columns;
}

function refuseEmpty(place: Place, faults: Faults): void {
  faults.add({
    ...place,
    code: 'empty-heading',
    what: { zh: '表头有空单元格', en: 'a heading is empty' },
    mend: { zh: '填写这一列的表头，或删去整列', en: 'fill in the heading of this column, or delete the column' },
  });
}

function refuseRepeated({ text, place }: Heading, before: number, faults: Faults): void {
  faults.add({
    ...place,
    code: 'repeated-heading',
    what: {
      zh: `表头“${shown(text)}”重复，第${before + 1}列已有`,
      en: `the heading "${shown(text)}" stands twice; column ${before + 1} has it already`,
    },
    mend: { zh: '删去其中一列，或改用不同的表头', en: 'delete one of the columns, or give it a heading of its own' },
  });
}

function refuseUnknown({ text, place }: Heading, wanted: Wanted, faults: Faults): void {
  faults.add({
    ...place,
    code: 'unknown-heading',
    what: { zh: `不认识表头“${shown(text)}”`, en: `the heading "${shown(text)}" is unknown` },
    mend: {
      zh: `表头只能是${wanted.names.join('、')}；删去这一列`,
      en: `the headings are ${wanted.names.join(', ')} and no others; delete this column`,
    },
  });
}

type Missing = { readonly name: string; readonly first: Place; readonly misspelt: Heading | undefined };

function refuseMissing({ name, first, misspelt }: Missing, wanted: Wanted, faults: Faults): void {
  if (misspelt !== undefined) {
    faults.add({
      ...misspelt.place,
      code: 'missing-heading',
      what: {
        zh: `缺少表头“${name}”；“${shown(misspelt.text)}”与它只差空格、大小写或全角`,
        en: `the heading "${name}" is missing; "${shown(misspelt.text)}" differs from it by a space, capitals or width`,
      },
      mend: { zh: `改成${name}，前后不留空格`, en: `write ${name}, without spaces` },
    });
    return;
  }
  faults.add({
    ...first,
    code: 'missing-heading',
    what: { zh: `缺少表头“${name}”`, en: `the heading "${name}" is missing` },
    mend: {
      zh: `第一行写表头，其中须有${wanted.names.join('、')}`,
      en: `write the headings in the first row; they must have ${wanted.names.join(', ')}`,
    },
  });
}

export function refuseManyColumns(place: Place, faults: Faults): void {
  faults.add({
    ...place,
    code: 'too-many-columns',
    what: { zh: `列数超过${MOST_COLUMNS}`, en: `there are more than ${MOST_COLUMNS} columns` },
    mend: { zh: '删去用不到的列', en: 'delete the columns that are not needed' },
  });
}

export function refuseNoHeadings(wanted: Wanted, faults: Faults): void {
  faults.add({
    line: 1,
    column: 1,
    code: 'no-headings',
    what: { zh: '表是空的', en: 'the sheet is empty' },
    mend: {
      zh: `第一行写表头：${wanted.names.join(',')}`,
      en: `write the headings in the first row: ${wanted.names.join(',')}`,
    },
  });
}
