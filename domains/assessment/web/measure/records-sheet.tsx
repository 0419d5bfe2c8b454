// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { RecordTable } from '../unit/record-table.tsx';
import { useWords } from '../words.ts';
import styles from './measure.module.css';
import type { MeasureAbout } from './measure-about.ts';
import { type At, recordPagesQuery } from './measure-queries.ts';
import { MoreButton } from './more-button.tsx';

/** The list behind a figure, a page at a time. What lies outside the reader's sight is counted and not shown. */
export function RecordsSheet({ about, at }: { readonly about: MeasureAbout; readonly at: At }): ReactNode {
  const say = useWords();
  const pages = useInfiniteQuery(recordPagesQuery(at));
  const all = pages.data?.pages;
  const [first] = all ?? [];
  // Why there is no list is said beside the figure that is refused with it.
  if (pages.isError) return null;
  if (all === undefined || first === undefined)
    return (
      <Sheet title={say('measure.list')}>
        <Skeleton lines={4}>{say('records.loading')}</Skeleton>
      </Sheet>
    );
  const rows = all.flatMap((page) => page.rows);
  const hidden = all.reduce((sum, page) => sum + page.hidden, 0);
  const { total, counting } = first;
  const count = numberText(total);
  return (
    <Sheet
      title={say('measure.list')}
      aside={
        about.form === 'ratio'
          ? say('measure.list.ratio', { counting: numberText(counting), count })
          : say('measure.list.count', { count })
      }
      flush
    >
      {total === 0 && <p className={styles['quiet']}>{say('records.none')}</p>}
      {hidden > 0 && <p className={styles['quiet']}>{say('records.hidden', { count: numberText(hidden) })}</p>}
      {rows.length > 0 && <RecordTable rows={rows} marked={about.form === 'ratio'} titled={say('measure.title')} />}
      <MoreButton pages={pages} shown={rows.length + hidden} total={total} />
    </Sheet>
  );
}
