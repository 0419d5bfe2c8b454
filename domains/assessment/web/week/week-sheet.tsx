// SPDX-License-Identifier: Apache-2.0
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import type { WeekItem } from '@beichen/platform-web/week/week-found.ts';
import { numberText } from '@beichen/platform-web/words/format.ts';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import styles from './week.module.css';
import AssessmentWeek from './week-source.tsx';

/** Rows on the first page; the week has the rest. */
const SHOWN = 3;
const WEEK_HREF = '/week';

/** On the first page: what the assessment waits for from the reader, the earliest last day first. Nothing where nothing waits. */
export function WeekSheet(): ReactNode {
  return (
    <AssessmentWeek>
      {({ items, pending }) => (pending || items.length === 0 ? null : <Waiting items={items} />)}
    </AssessmentWeek>
  );
}

function Waiting({ items }: { readonly items: readonly WeekItem[] }): ReactNode {
  const say = useWords();
  const never = '9999-12-31';
  const sorted = items.toSorted((a, b) => (a.lastDay ?? never).localeCompare(b.lastDay ?? never));
  return (
    <div className={styles['above']}>
      <Sheet
        title={say('week.sheet')}
        aside={
          <a href={WEEK_HREF}>{say('week.sheet.all', { count: items.length, shown: numberText(items.length) })}</a>
        }
        flush
      >
        <ul className={styles['rows']}>
          {sorted.slice(0, SHOWN).map(({ key, title, about, time, href, doing }) => (
            <li key={key}>
              <span>
                {title} <span className="bc-aux">{about}</span>
              </span>
              <span className="bc-aux">{time}</span>
              <ButtonLink href={href} look="primary" size="small">
                {doing}
              </ButtonLink>
            </li>
          ))}
        </ul>
      </Sheet>
    </div>
  );
}
