// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import styles from './measure.module.css';

type Props = {
  readonly pages: { readonly hasNextPage: boolean; readonly isFetchingNextPage: boolean; fetchNextPage(): unknown };
  readonly shown: number;
  readonly total: number;
};

/** The next page of a list, while there is one. */
export function MoreButton({ pages, shown, total }: Props): ReactNode {
  const say = useWords();
  if (!pages.hasNextPage) return null;
  return (
    <div className={styles['more']}>
      <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {say('measure.more')}
      </Button>
      <span className="bc-aux">{say('measure.sofar', { shown: numberText(shown), total: numberText(total) })}</span>
    </div>
  );
}
