// SPDX-License-Identifier: Apache-2.0
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { coveragePage } from '../../model/coverage.ts';
import { coverageHref, unitHref } from '../data/addresses.ts';
import { gapsQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './coverage.module.css';

type Props = { readonly unit: number; readonly due: z.infer<typeof coveragePage>['lists'][number] };

/** The units that lack something; the number above them is the length of the list. */
export function Gaps({ unit, due }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    gapsQuery(unit, due.list),
  );
  const rows = data?.pages.flatMap(({ units }) => units) ?? [];
  const title = name(due.title);
  return (
    <div className={styles['gaps']}>
      <Sheet
        title={say('coverage.gaps', { title, count: due.lacking })}
        aside={
          <ButtonLink size="small" href={coverageHref(unit)}>
            {say('coverage.gaps.close')}
          </ButtonLink>
        }
        flush
      >
        {data === undefined &&
          (error === null ? (
            <Skeleton lines={3}>{say('coverage.gaps.loading')}</Skeleton>
          ) : (
            <Failure error={error} doing={say('coverage.gaps.doing')} onAgain={() => void refetch()} />
          ))}
        {data !== undefined && rows.length === 0 && (
          <p className={styles['foot']}>{say('coverage.gaps.none', { title })}</p>
        )}
        <ul>
          {rows.map((row) => (
            <li key={row.id} className={styles['gap']}>
              <a href={unitHref(row.id)}>{row.name}</a>
              <span>{row.above.join(' › ')}</span>
            </li>
          ))}
        </ul>
        {hasNextPage && (
          <p className={styles['foot']}>
            <Button size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {say('below.rest')}
            </Button>
          </p>
        )}
      </Sheet>
    </div>
  );
}
