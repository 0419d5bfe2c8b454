// SPDX-License-Identifier: Apache-2.0
import type { StarUnit } from '@beichen/platform-web/charts/star-unit.ts';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import type { StarKind } from '@beichen/platform-web/ui/star/star-shapes.ts';
import { StarString } from '@beichen/platform-web/ui/star/star-string.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';

type Props = {
  readonly units: readonly StarUnit[];
  readonly stars: readonly StarKind[];
  readonly unit: string;
  readonly hrefOf: (unit: string) => string;
};

/** Inside one sector: each unit with its stars and what it lacks, by the order of its name: nobody is ranked here. */
export function UnitTable({ units, stars, unit, hrefOf }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const label = say('sector.title', { sector: unit });
  const rows = [...units].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  const columns: Column<StarUnit>[] = [
    { id: 'name', name: unit, cell: (row) => <a href={hrefOf(row.id)}>{row.name}</a> },
    { id: 'stars', name: say('sector.stars'), cell: ({ states }) => <StarString stars={stars} states={states} /> },
    { id: 'note', name: say('sector.note'), cell: ({ note }) => (note === undefined ? null : name(note)) },
  ];
  return (
    <Sheet title={label} aside={say('sector.orderByName')} flush>
      <FactsTable label={label} columns={columns} rows={rows} keyOf={({ id }) => id} short />
    </Sheet>
  );
}
