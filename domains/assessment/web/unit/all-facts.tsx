// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { countOf, type ItemReason, isMeanItem, pointsText, readingOf } from '@beichen/platform-web/why/item-words.ts';
import { useLanguage, useNames, type Words } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { LastYear } from '../../model/last-year.ts';
import { measureHref } from '../data/addresses.ts';
import { lastYearQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import { lastYearColumns, WhyNotCompared } from './last-year.tsx';
import styles from './unit.module.css';
import { titlesOf, type UnitResult } from './unit-result.ts';

type Row = { readonly section: Words; readonly item: ItemReason };

/** Every fact of the result on one sheet, with its counts and where it comes from. */
export function AllFacts({ result, measures, wanted }: UnitResult): ReactNode {
  const say = useWords();
  const [open, setOpen] = useState(false);
  const lastYear = useQuery({ ...lastYearQuery(result.unit.id, wanted), enabled: open });
  const rows = result.explanation.sections.flatMap(({ title, items }) =>
    items.filter(({ measure }) => measure !== null).map((item): Row => ({ section: title, item })),
  );
  return (
    <div className={styles['facts']}>
      <Sheet
        title={say('facts.title')}
        flush
        aside={
          <Button size="small" onClick={() => setOpen(!open)}>
            {open ? say('facts.close') : say('facts.open', { count: rows.length })}
          </Button>
        }
      >
        {open ? (
          <>
            {lastYear.data !== undefined && <WhyNotCompared lastYear={lastYear.data} />}
            <Facts
              rows={rows}
              measures={measures}
              lastYear={lastYear.data}
              hrefOf={(measure) => measureHref(measure, { unit: result.unit.id, ...wanted })}
            />
            <Others
              measures={measures.filter(({ id }) => !rows.some(({ item }) => item.measure === id))}
              hrefOf={(measure) => measureHref(measure, { unit: result.unit.id, ...wanted })}
            />
          </>
        ) : (
          <p className={styles['quiet']}>{say('facts.what', { count: rows.length })}</p>
        )}
      </Sheet>
    </div>
  );
}

type FactsProps = Pick<UnitResult, 'measures'> & {
  readonly rows: readonly Row[];
  readonly lastYear: LastYear | undefined;
  /** The page of a measure, at this unit and in this result. */
  readonly hrefOf: (measure: string) => string;
};

function Facts({ rows, measures, lastYear, hrefOf }: FactsProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const titles = titlesOf(measures);
  const sourceOf = ({ item }: Row): string => {
    const source = measures.find(({ id }) => id === item.measure)?.source;
    return source === undefined ? '' : say(`source.${source}`);
  };
  const columns: Column<Row>[] = [
    { id: 'item', name: say('facts.item'), cell: ({ item }) => name(item.title) },
    { id: 'section', name: say('facts.star'), cell: ({ section }) => name(section) },
    {
      id: 'count',
      name: say('facts.count'),
      number: true,
      cell: ({ item }) => (
        <a href={hrefOf(item.measure ?? '')}>
          {item.missing === null ? countOf(item, titles, language) : <Tag tone="pause">{say('facts.missing')}</Tag>}
        </a>
      ),
    },
    {
      id: 'value',
      name: say('facts.value'),
      number: true,
      cell: ({ item }) =>
        item.value === null || item.den === null || isMeanItem(item, titles)
          ? null
          : readingOf(item.value, item, titles),
    },
    ...(lastYear === undefined ? [] : lastYearColumns<Row>(lastYear, { itemOf: ({ item }) => item, titles, say })),
    {
      id: 'shrunk',
      name: say('facts.shrunk'),
      number: true,
      cell: ({ item }) => (item.shrunk === null ? null : readingOf(item.shrunk, item, titles)),
    },
    {
      id: 'points',
      name: say('facts.points'),
      number: true,
      cell: ({ item }) =>
        item.points === null || item.missing === 'hold' ? '—' : `${pointsText(item.points)} / ${item.full}`,
    },
    { id: 'source', name: say('facts.source'), cell: sourceOf },
  ];
  return (
    <FactsTable
      label={say('facts.title')}
      columns={columns}
      rows={rows}
      keyOf={({ section, item }) => `${section.zh} ${item.id}`}
    />
  );
}

/** What the method looks at beside its items: pluses and minuses, deductions, vetoes. */
function Others({ measures, hrefOf }: Pick<FactsProps, 'measures' | 'hrefOf'>): ReactNode {
  const say = useWords();
  const name = useNames();
  if (measures.length === 0) return null;
  return (
    <div className={styles['others']}>
      <p>{say('facts.others')}</p>
      <ul>
        {measures.map(({ id, title }) => (
          <li key={id}>
            <a href={hrefOf(id)}>{name(title)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
