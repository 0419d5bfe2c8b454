// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { Fragment, type ReactNode } from 'react';
import { unitHref } from '../data/addresses.ts';
import type { Ranking } from '../data/queries.ts';
import styles from '../decide/decide.module.css';
import { useWords } from '../words.ts';

type Group = Ranking['groups'][number];
type Unit = Group['units'][number];
/** A unit, or all of one band: they stand in one row, so that not even rows have an order. */
type Row = { readonly first: Unit; readonly units: readonly Unit[] };

function hrefOf({ id }: Unit, { evaluation: { period, method, id: evaluation } }: Ranking): string {
  return unitHref(id, { period, method, evaluation });
}

function rowsOf(units: readonly Unit[]): Row[] {
  const byPlace = Map.groupBy(units, ({ id, band }) => (band === null ? `unit ${id}` : `band ${band[0]}`));
  return [...byPlace.values()].flatMap((list) => (list[0] === undefined ? [] : [{ first: list[0], units: list }]));
}

/** The units of one peer group: by rank where ranks are shown, by name where they are not. */
export function GroupSheet({ group, ranking }: { readonly group: Group; readonly ranking: Ranking }): ReactNode {
  const say = useWords();
  return (
    <Sheet
      title={group.group === 'all' ? say('ranking.all') : group.name}
      aside={say(group.small ? 'ranking.small' : 'ranking.of', { count: group.ranked, least: ranking.least })}
      flush
    >
      <FactsTable
        label={group.name}
        columns={useColumns(group, ranking)}
        rows={rowsOf(group.units)}
        keyOf={({ first }) => String(first.id)}
      />
    </Sheet>
  );
}

function useColumns(group: Group, ranking: Ranking): Column<Row>[] {
  const say = useWords();
  const name = useNames();
  const { outline } = ranking.evaluation;
  const titles = new Map(outline.grades.map(({ id: grade, title }) => [grade, title]));
  const shows = !ranking.withheld && !group.small;
  const place = ({ first: { rank, band } }: Row): string => {
    if (rank !== null) return say('ranking.place', { rank });
    return band === null ? say('ranking.unranked') : say('ranking.band', { first: band[0], last: band[1] });
  };
  // A number that is told belongs to one unit, and leads to its reasons.
  const total = ({ first }: Row): ReactNode =>
    first.total === null ? null : <a href={hrefOf(first, ranking)}>{numberText(first.total, outline.decimals)}</a>;
  return [
    ...(shows
      ? [
          {
            id: 'place',
            name: say('ranking.rank'),
            cell: (row: Row) => <span className={styles['whole']}>{place(row)}</span>,
          },
        ]
      : []),
    {
      id: 'unit',
      name: say('notice.unit'),
      cell: ({ units }) => <Units units={units} ranking={ranking} />,
    },
    {
      id: 'stars',
      name: say('ranking.stars'),
      number: true,
      cell: ({ first }) => (first.stars === null ? null : <a href={hrefOf(first, ranking)}>{first.stars}</a>),
    },
    ...(shows ? [{ id: 'total', name: say('grade.total'), number: true, cell: total }] : []),
    {
      id: 'grade',
      name: say('notice.grade'),
      cell: ({ first: { grade } }) => {
        const title = grade === null ? undefined : titles.get(grade);
        return title === undefined ? null : <span className={styles['whole']}>{name(title)}</span>;
      },
    },
  ];
}

function Units({ units, ranking }: { readonly units: readonly Unit[]; readonly ranking: Ranking }): ReactNode {
  const { language } = useLanguage();
  return units.map((unit, at) => (
    <Fragment key={unit.id}>
      {at > 0 && (language === 'en' ? ', ' : '、')}
      <a href={hrefOf(unit, ranking)}>{unit.name}</a>
    </Fragment>
  ));
}
