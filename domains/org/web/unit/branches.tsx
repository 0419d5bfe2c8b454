// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Icon } from '@beichen/platform-web/ui/icon/icon.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { z } from 'zod';
import type { childrenPage } from '../../model/units.ts';
import { unitHref } from '../data/addresses.ts';
import { childrenQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './unit.module.css';

type Child = z.infer<typeof childrenPage>['units'][number];

/** What lies directly below a unit, fetched when it is opened; each branch opens in turn. */
export function Branches({ of, on }: { readonly of: number; readonly on: string | undefined }): ReactNode {
  const say = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    childrenQuery(of, on),
  );
  if (data === undefined)
    return error === null ? (
      <Skeleton>{say('below.loading')}</Skeleton>
    ) : (
      <Failure error={error} doing={say('below.doing')} onAgain={() => void refetch()} />
    );
  return (
    <ul className={styles['branches']}>
      {data.pages
        .flatMap(({ units }) => units)
        .map((child) => (
          <Branch key={child.id} child={child} on={on} />
        ))}
      {hasNextPage && (
        <li className={styles['rest']}>
          <Button size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {say('below.rest')}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Branch({ child, on }: { readonly child: Child; readonly on: string | undefined }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  const inside = useId();
  return (
    <li>
      <div className={styles['branch']}>
        {child.leaf ? (
          <span className={styles['twig']} />
        ) : (
          <button
            type="button"
            className={styles['twig']}
            aria-expanded={open}
            aria-controls={inside}
            aria-label={say('below.open', { unit: child.name })}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'down' : 'right'} />
          </button>
        )}
        <a href={unitHref(child.id, on)}>{child.name}</a>
        {child.closedOn !== null && (
          <Tag tone="pause">{say('below.gone', { date: dateText(child.closedOn, language, true) })}</Tag>
        )}
        <span className={styles['kind']}>{name(child.kindTitle)}</span>
        <span className={styles['code']}>{child.code}</span>
      </div>
      <div id={inside}>{open && <Branches of={child.id} on={on} />}</div>
    </li>
  );
}
