// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { unitHref } from '../data/addresses.ts';
import type { Ranking } from '../data/queries.ts';
import { useWords } from '../words.ts';

type Group = Ranking['groups'][number];
type Unit = Group['units'][number];

/** The units of one peer group: by rank where ranks are shown, by name where they are not. */
export function GroupSheet({ group, ranking }: { readonly group: Group; readonly ranking: Ranking }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { outline, period, method, id } = ranking.evaluation;
  const titles = new Map(outline.grades.map(({ id: grade, title }) => [grade, title]));
  const shows = !ranking.withheld && !group.small;
  const place = ({ rank, band }: Unit): string => {
    if (rank !== null) return say('ranking.place', { rank });
    return band === null ? say('ranking.unranked') : say('ranking.band', { first: band[0], last: band[1] });
  };
  const totals: Column<Unit> = {
    id: 'total',
    name: say('grade.total'),
    number: true,
    cell: ({ total }) => (total === null ? '' : numberText(total, outline.decimals)),
  };
  const columns: Column<Unit>[] = [
    ...(shows ? [{ id: 'place', name: say('ranking.rank'), cell: place }] : []),
    {
      id: 'unit',
      name: say('notice.unit'),
      cell: (unit) => <a href={unitHref(unit.id, { period, method, evaluation: id })}>{unit.name}</a>,
    },
    { id: 'stars', name: say('notice.count'), number: true, cell: ({ stars }) => String(stars) },
    ...(shows ? [totals] : []),
    {
      id: 'grade',
      name: say('notice.grade'),
      cell: ({ grade }) => {
        const title = grade === null ? undefined : titles.get(grade);
        return title === undefined ? '' : name(title);
      },
    },
  ];
  return (
    <Sheet
      title={group.group === 'all' ? say('ranking.all') : group.name}
      aside={say(group.small ? 'ranking.small' : 'ranking.of', { count: group.ranked, least: ranking.least })}
      flush
    >
      <FactsTable label={group.name} columns={columns} rows={group.units} keyOf={({ id: unit }) => String(unit)} />
    </Sheet>
  );
}
