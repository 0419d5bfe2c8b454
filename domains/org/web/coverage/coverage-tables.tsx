// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { coveragePage } from '../../model/coverage.ts';
import { coverageHref } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import styles from './coverage.module.css';

type Page = z.infer<typeof coveragePage>;
type Due = Page['lists'][number];
type Below = Page['below'][number];

/** The kinds of unit and what they should have; and the units directly below, each with what is lacking there. */
export function CoverageTables({ page }: { readonly page: Page }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { lists, below, unit } = page;
  const there = lists.filter(({ all }) => all > 0);
  const unknown = lists.filter(({ all }) => all === 0);
  const dueColumns = useDueColumns(unit.id);
  const belowColumns = useBelowColumns(there);
  if (there.length === 0)
    return <Empty title={say('coverage.none', { unit: unit.name })}>{say('coverage.none.why')}</Empty>;
  return (
    <div className={styles['tables']}>
      <Sheet title={say('coverage.lists')} flush>
        <FactsTable label={say('coverage.lists')} columns={dueColumns} rows={there} keyOf={({ list }) => list} short />
        {unknown.length > 0 && (
          <p className={styles['foot']}>
            {say('coverage.unknown', {
              kinds: [...new Set(unknown.map(({ kindTitle }) => name(kindTitle)))].join(say('list.comma')),
            })}
          </p>
        )}
      </Sheet>
      {below.length > 0 && (
        <Sheet title={say('coverage.below')} aside={say('coverage.below.how')} flush>
          <FactsTable
            label={say('coverage.below')}
            columns={belowColumns}
            rows={below}
            keyOf={({ unit: child }) => String(child.id)}
          />
        </Sheet>
      )}
    </div>
  );
}

type LackingProps = { readonly unit: number; readonly list: string; readonly lacking: number };

/** How many are lacking, as the way to their list. */
function Lacking({ unit, list, lacking }: LackingProps): ReactNode {
  const say = useWords();
  if (lacking === 0) return <Tag tone="ok">{say('coverage.full')}</Tag>;
  return <a href={coverageHref(unit, list)}>{say('coverage.lacking', { count: lacking })}</a>;
}

function useDueColumns(unit: number): Column<Due>[] {
  const say = useWords();
  const name = useNames();
  return [
    { id: 'kind', name: say('coverage.kind'), cell: ({ kindTitle }) => name(kindTitle) },
    { id: 'by', name: say('coverage.by'), cell: ({ byTitle }) => name(byTitle) },
    { id: 'all', name: say('coverage.all'), number: true, cell: ({ all }) => numberText(all) },
    {
      id: 'lacking',
      name: say('coverage.gap'),
      number: true,
      cell: ({ list, lacking }) => <Lacking unit={unit} list={list} lacking={lacking} />,
    },
  ];
}

function useBelowColumns(lists: readonly Due[]): Column<Below>[] {
  const say = useWords();
  const name = useNames();
  return [
    {
      id: 'unit',
      name: say('coverage.unit'),
      cell: ({ unit }) => (
        <a className={styles['unit']} href={coverageHref(unit.id)}>
          {unit.name}
        </a>
      ),
    },
    ...lists.map(
      ({ list, kindTitle, byTitle }): Column<Below> => ({
        id: list,
        name: `${name(kindTitle)}\n${name(byTitle)}`,
        number: true,
        wraps: true,
        cell: ({ unit, tallies }) => {
          const tally = tallies.find((one) => one.list === list);
          // A phone leaves out what is not there.
          if (tally === undefined) return null;
          if (tally.lacking === 0) return say('coverage.ofAll', { lacking: 0, all: numberText(tally.all) });
          return (
            <a href={coverageHref(unit.id, list)}>
              {say('coverage.ofAll', { lacking: tally.lacking, all: numberText(tally.all) })}
            </a>
          );
        },
      }),
    ),
  ];
}
