// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { momentText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MeasureFacts } from '../../model/measure-facts.ts';
import { measureHref, unitHref } from '../data/addresses.ts';
import { figureText } from '../grid/figure-text.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import styles from './measure.module.css';
import type { MeasureAbout } from './measure-about.ts';
import { type At, factPagesQuery } from './measure-queries.ts';
import { MoreButton } from './more-button.tsx';

type Row = MeasureFacts['rows'][number];
type Props = { readonly about: MeasureAbout; readonly at: At };

/** Of what records give once their module is there, the figures were brought in. */
const TITLES = { record: 'measure.brought', declared: 'measure.declared', judged: 'measure.judged' } as const;

/** What units declared, by which post and when; or which final results give the figure. */
export function FactsBelow({ about, at }: Props): ReactNode {
  const say = useWords();
  const pages = useInfiniteQuery(factPagesQuery(at));
  const all = pages.data?.pages ?? [];
  const [first] = all;
  const rows = all.flatMap((page) => page.rows);
  const columns = useColumns({ about, at, rows, ofResults: first?.from === 'results' });
  if (first === undefined || first.total === 0) return null;
  const from = about.entry?.source ?? 'record';
  const title = first.from === 'results' ? 'measure.results' : TITLES[from];
  return (
    <Sheet title={say(title)} aside={say('measure.units', { count: numberText(first.total) })} flush>
      {first.from === 'declared' && (
        <p className={styles['quiet']}>{say(from === 'record' ? 'measure.brought.why' : 'measure.declared.why')}</p>
      )}
      <FactsTable label={say(title)} columns={columns} rows={rows} keyOf={({ unit }) => String(unit.id)} />
      <MoreButton pages={pages} shown={rows.length} total={first.total} />
    </Sheet>
  );
}

type ColumnsOf = Props & { readonly rows: readonly Row[]; readonly ofResults: boolean };

function useColumns({ about, at: { period }, rows, ofResults }: ColumnsOf): Column<Row>[] {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const words = { name, none: say('fact.none') };
  const hrefOf = (unit: number): string => measureHref(about.id, { unit, period });
  const common: Column<Row>[] = [
    { id: 'unit', name: say('notice.unit'), cell: ({ unit }) => <a href={hrefOf(unit.id)}>{unit.name}</a> },
    { id: 'above', name: say('measure.above'), cell: ({ above }) => above },
    {
      id: 'figure',
      name: say('facts.count'),
      number: true,
      cell: ({ num, den }) => {
        const mean = ofResults && num !== null && den !== null ? { num: num / den, den: null } : { num, den };
        return figureText(mean, about, words);
      },
    },
  ];
  const at: Column<Row> = { id: 'at', name: say('measure.at'), cell: (row) => momentText(row.at, language) };
  const how: Column<Row> = {
    id: 'confirmed',
    name: say('measure.how'),
    cell: ({ confirmed }) =>
      confirmed === null ? null : (
        <Tag tone={confirmed ? 'ok' : 'mute'}>{say(confirmed ? 'measure.confirmed' : 'measure.entered')}</Tag>
      ),
  };
  if (ofResults)
    return [...common, { id: 'results', name: say('measure.from'), cell: (row) => <Results row={row} /> }, at];
  return [
    ...common,
    {
      id: 'by',
      name: say('measure.by'),
      cell: ({ by }) => (by === null ? say('measure.byPack') : `${by.unit} ${name(by.title)}`),
    },
    at,
    ...(rows.every(({ confirmed }) => confirmed === null) ? [] : [how]),
  ];
}

/** The results that a figure comes from, each with the way to its reasons. */
function Results({ row: { unit, results } }: { readonly row: Row }): ReactNode {
  const named = usePeriodName();
  return (
    <ul className={styles['results']}>
      {results.map(({ evaluation, method, period }) => (
        <li key={evaluation}>
          <a href={unitHref(unit.id, { period, method, evaluation })}>{named(period)}</a>
        </li>
      ))}
    </ul>
  );
}
