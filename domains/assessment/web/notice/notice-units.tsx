// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { StarString } from '@beichen/platform-web/ui/star/star-string.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { NoticePage } from '../../model/notice.ts';
import { unitHref } from '../data/addresses.ts';
import { starKinds, starState } from '../shape/star-kinds.ts';
import { useWords } from '../words.ts';

type Unit = NoticePage['units'][number];

/** Units in the order of their codes, each with its stars: no order of merit. */
export function NoticeUnits({ page }: { readonly page: NoticePage }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { evaluation, units } = page;
  const { outline, period, method, id } = evaluation;
  const stars = starKinds(outline);
  const titles = new Map(outline.grades.map(({ id: grade, title }) => [grade, title]));
  const columns: Column<Unit>[] = [
    {
      id: 'unit',
      name: say('notice.unit'),
      cell: (unit) => <a href={unitHref(unit.id, { period, method, evaluation: id })}>{unit.name}</a>,
    },
    { id: 'above', name: say('notice.above'), cell: ({ above }) => above },
    {
      id: 'stars',
      name: say('notice.stars'),
      cell: ({ marks }) => <StarString stars={stars} states={marks.map(starState)} size={16} />,
    },
    { id: 'count', name: say('notice.count'), number: true, cell: ({ stars: count }) => String(count) },
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
    <FactsTable
      label={say('notice.units', { count: units.length })}
      columns={columns}
      rows={units}
      keyOf={({ code }) => code}
    />
  );
}
