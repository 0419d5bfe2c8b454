// SPDX-License-Identifier: Apache-2.0
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { changeView } from '../../model/changes.ts';
import { SEARCH_HREF } from '../data/addresses.ts';
import { changesQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import { ChangeRow } from './change-row.tsx';
import styles from './changes.module.css';

/** Changes of the tree: those that wait for their day, then all others. */
export default function ChangesScreen(): ReactNode {
  const say = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(changesQuery);
  const changes = data?.pages.flatMap((page) => page.changes);
  return (
    <>
      <PageTitle
        title={say('changes.title')}
        lead={say('changes.lead')}
        tools={<ButtonLink href={SEARCH_HREF}>{say('changes.find')}</ButtonLink>}
      />
      {changes !== undefined ? (
        <div className={styles['groups']}>
          <Changes changes={changes} />
          {hasNextPage && (
            <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {say('changes.more')}
            </Button>
          )}
        </div>
      ) : error === null ? (
        <Skeleton lines={6}>{say('changes.loading')}</Skeleton>
      ) : (
        <Failure error={error} doing={say('changes.doing')} onAgain={() => void refetch()} />
      )}
    </>
  );
}

function Changes({ changes }: { readonly changes: readonly z.infer<typeof changeView>[] }): ReactNode {
  const say = useWords();
  if (changes.length === 0) return <Empty title={say('changes.none')}>{say('changes.none.why')}</Empty>;
  const groups = [
    { key: 'planned', rows: changes.filter(({ state }) => state === 'planned') },
    { key: 'settled', rows: changes.filter(({ state }) => state !== 'planned') },
  ] as const;
  return groups
    .filter(({ rows }) => rows.length > 0)
    .map(({ key, rows }) => (
      <Sheet key={key} title={say(`changes.${key}`)} flush>
        <ul>
          {rows.map((change) => (
            <ChangeRow key={change.id} change={change} />
          ))}
        </ul>
      </Sheet>
    ));
}
