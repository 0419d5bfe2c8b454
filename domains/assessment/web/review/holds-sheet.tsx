// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { momentText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { ReviewPage } from '../../model/review.ts';
import { useWords } from '../words.ts';
import styles from './review.module.css';
import { gridHref } from './review-queries.ts';

/** What is held, whose turn it is, and since when: nothing becomes final as long as one is left. */
export function HoldsSheet({ review, sections, holds }: ReviewPage): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  return (
    <Sheet title={say('holds.title', { count: numberText(holds.length) })} flush>
      {holds.length === 0 ? (
        <p className={styles['quiet']}>{say('holds.none')}</p>
      ) : (
        <ul className={styles['list']}>
          {holds.map((hold) => (
            <li key={hold.id}>
              <div className={styles['line']}>
                <a href={gridHref(review.id, hold.section, hold.unit)}>{hold.unitName}</a>
                <Tag tone="pause">{say('holds.turn', { unit: hold.owner?.name ?? '' })}</Tag>
              </div>
              <p>{hold.reason}</p>
              <p className="bc-aux">
                {[
                  name(sections.find(({ id }) => id === hold.section)?.title ?? { zh: hold.section, en: hold.section }),
                  momentText(hold.at, language),
                  ...(hold.urged > 0 ? [say('holds.urged', { count: numberText(hold.urged) })] : []),
                ].join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
