// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { ReviewPage } from '../../model/review.ts';
import { useWords } from '../words.ts';
import styles from './review.module.css';

type Section = ReviewPage['sections'][number];

/** Steps by stars: how many units each step is done with. */
export function ProgressSheet({ review, sections, units, progress, corrections, mine }: ReviewPage): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const doneWith = (section: string, step: string): number =>
    progress.find((one) => one.section === section && one.step === step)?.passed ?? 0;
  const isMine = (section: string, step: string): boolean =>
    mine.some((one) => one.section === section && one.step === step);
  const columns: Column<Section>[] = [
    { id: 'section', name: say('review.star'), cell: ({ title }) => name(title) },
    ...review.steps.slice(0, -1).map(
      (step): Column<Section> => ({
        id: step.id,
        name: say('review.stepDue', { step: name(step.title), date: dateText(step.due, language) }),
        number: true,
        cell: ({ id }) => (
          <span className={isMine(id, step.id) ? styles['mine'] : undefined}>
            {say('review.doneOf', { done: numberText(doneWith(id, step.id)), all: numberText(units) })}
          </span>
        ),
      }),
    ),
  ];
  const last = review.steps.at(-1);
  return (
    <Sheet
      title={say('review.progress')}
      aside={
        corrections > 0 ? (
          <Tag tone="info">{say('review.corrections', { count: numberText(corrections) })}</Tag>
        ) : (
          say('review.noCorrections')
        )
      }
      flush
    >
      <FactsTable label={say('review.progress')} columns={columns} rows={sections} keyOf={({ id }) => id} />
      <p className={styles['note']}>
        {say('review.order')}
        {last !== undefined && say('review.last', { step: name(last.title), date: dateText(last.due, language) })}
        {mine.length > 0 && say('review.mineMarked')}
      </p>
    </Sheet>
  );
}
