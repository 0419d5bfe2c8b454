// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MeasureFacts } from '../../model/measure-facts.ts';
import { unitHref } from '../data/addresses.ts';
import { figureText } from '../grid/figure-text.ts';
import { useWords } from '../words.ts';
import styles from './measure.module.css';
import type { MeasureAbout } from './measure-about.ts';
import { type At, factPagesQuery } from './measure-queries.ts';

type Row = MeasureFacts['corrections'][number];
type Props = { readonly about: MeasureAbout; readonly at: At };

/** Figures that a review put in the place of others: a result takes them, and the record stays as it was. Nothing where there are none. */
export function CorrectionsBelow({ about, at }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const rows = useInfiniteQuery(factPagesQuery(at)).data?.pages[0]?.corrections ?? [];
  if (rows.length === 0) return null;
  const words = { name, none: say('fact.none') };
  const columns: Column<Row>[] = [
    {
      id: 'unit',
      name: say('notice.unit'),
      cell: ({ unit, method }) => <a href={unitHref(unit.id, { period: at.period, method })}>{unit.name}</a>,
    },
    { id: 'was', name: say('measure.was'), number: true, cell: ({ was }) => figureText(was, about, words) },
    { id: 'now', name: say('measure.now'), number: true, cell: (row) => figureText(row, about, words) },
    { id: 'reason', name: say('measure.reason'), cell: ({ reason }) => reason },
    {
      id: 'by',
      name: say('measure.correctedBy'),
      cell: ({ by, at: when }) => `${by.unit} ${name(by.title)} · ${momentText(when, language)}`,
    },
  ];
  return (
    <Sheet title={say('correction.title')} flush>
      <p className={styles['quiet']}>{say('measure.corrected.why')}</p>
      <FactsTable
        label={say('correction.title')}
        columns={columns}
        rows={rows}
        keyOf={({ unit, method }) => `${unit.id} ${method}`}
      />
    </Sheet>
  );
}
