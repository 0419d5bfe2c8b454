// SPDX-License-Identifier: Apache-2.0
import type { ChartNames } from '@beichen/platform-web/charts/star-unit.ts';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { StarSpread } from '@beichen/platform-web/ui/star/star-spread.tsx';
import { starCount } from '@beichen/platform-web/words/star-count.ts';
import { useWords as usePlatformWords } from '@beichen/platform-web/words/words.ts';
import type { ReactNode } from 'react';
import { countsOf, type SectorCounts } from '../shape/counts.ts';
import type { Sectored } from '../shape/star-units.ts';
import { useWords } from '../words.ts';

type Props = {
  readonly shape: Sectored;
  readonly most: number;
  readonly names: ChartNames;
  readonly chosen: string | undefined;
  readonly hrefOf: (sector: string) => string;
};

/** The sectors with their counts, in the order of the chart: nobody is ranked here. */
export function SectorTable({ shape, most, names, chosen, hrefOf }: Props): ReactNode {
  const say = useWords();
  const words = usePlatformWords();
  const rows = countsOf(shape.units, shape.sectors, most);
  const label = say('sector.title', { sector: names.sector });
  const starColumn = (stars: number): Column<SectorCounts> => ({
    id: String(stars),
    name: starCount(words, stars),
    number: true,
    cell: ({ spread }) => spread[most - stars] ?? 0,
  });
  const columns: Column<SectorCounts>[] = [
    { id: 'name', name: names.sector, cell: ({ id, name }) => <a href={hrefOf(id)}>{name}</a> },
    { id: 'all', name: names.unit, number: true, cell: ({ all }) => all },
    {
      id: 'spread',
      name: say('sector.spread'),
      cell: ({ spread }) => <StarSpread counts={spread} width={88} />,
    },
    starColumn(most),
    starColumn(most - 1),
    starColumn(most - 2),
  ];
  return (
    <Sheet title={label} aside={say('sector.order')} flush>
      <FactsTable label={label} columns={columns} rows={rows} keyOf={({ id }) => id} chosen={chosen} short />
    </Sheet>
  );
}
