// SPDX-License-Identifier: Apache-2.0
import type { Column } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { type ItemReason, isMeanItem, type MeasureTitles, readingOf } from '@beichen/platform-web/why/item-words.ts';
import { changeText, dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { LastYear } from '../../model/last-year.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import styles from './unit.module.css';

/** Why there is no comparison with the year before; nothing where there is one. */
export function WhyNotCompared({ lastYear }: { readonly lastYear: LastYear }): ReactNode {
  const say = useWords();
  const named = usePeriodName();
  const { language } = useLanguage();
  const { has, changes } = lastYear;
  if (changes.length > 0) {
    const each = changes.map(({ on, kind }) => say(`lastYear.${kind}`, { day: dateText(on, language, true) }));
    return <p className={styles['quiet']}>{say('lastYear.otherScope', { changes: each.join(say('list.comma')) })}</p>;
  }
  if (has === 'result') return null;
  return <p className={styles['quiet']}>{say(`lastYear.${has}`, { period: named(lastYear.period) })}</p>;
}

/** The figure of the year before, and by how much this one differs: a ratio in percentage points. */
export function lastYearColumns<Row>(
  lastYear: LastYear,
  about: {
    readonly itemOf: (row: Row) => ItemReason;
    readonly titles: MeasureTitles;
    readonly say: ReturnType<typeof useWords>;
  },
): Column<Row>[] {
  const { itemOf, titles, say } = about;
  if (lastYear.has !== 'result' || lastYear.changes.length > 0) return [];
  const before = new Map(lastYear.facts.map((fact) => [fact.measure, fact]));
  const was = (item: ItemReason) => (item.measure === null ? undefined : before.get(item.measure));
  return [
    {
      id: 'was',
      name: say('lastYear.was'),
      number: true,
      cell: (row) => {
        const item = itemOf(row);
        const fact = was(item);
        return fact === undefined ? '—' : readingOf(fact.value, item, titles);
      },
    },
    {
      id: 'change',
      name: say('lastYear.change'),
      number: true,
      cell: (row) => {
        const item = itemOf(row);
        const fact = was(item);
        if (fact === undefined || item.value === null) return '—';
        const change = item.value - fact.value;
        if (isMeanItem(item, titles)) return changeText(change, 2);
        return item.den === null
          ? changeText(rounded(change))
          : say('lastYear.points', { points: changeText(change * 100, 2) });
      },
    },
  ];
}

const rounded = (change: number): number => Number(change.toFixed(4));
