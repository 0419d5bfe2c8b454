// SPDX-License-Identifier: Apache-2.0
import { addDays, civilDate } from '@beichen/kernel/time.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { relationsPage } from '../../model/relations.ts';
import { unitHref } from '../data/addresses.ts';
import { useToday } from '../data/today.ts';
import { useWords } from '../words.ts';
import { Answering } from './answering.tsx';
import styles from './ties.module.css';

type Tie = z.infer<typeof relationsPage>['held'][number];

type Props = {
  readonly tie: Tie;
  readonly other: Tie['over'];
  /** Whether the row says what the tie is: where several kinds stand together. */
  readonly does?: boolean;
  readonly on: string | undefined;
  readonly onEnd: ((tie: Tie) => void) | undefined;
};

/** A tie, by the unit at its other end. */
export function TieRow({ tie, other, does = false, on, onEnd }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const today = useToday();
  const from = dateText(tie.from, language, true);
  return (
    <li className={styles['tie']}>
      <div>
        <p className={styles['other']}>
          {other.seen ? <a href={unitHref(other.id, on)}>{other.name}</a> : <span>{other.name}</span>}
          <span className={styles['kind']}>{name(other.kindTitle)}</span>
          <Answering tie={tie} />
          {tie.from > today && <Tag tone="wait">{say('ties.tocome')}</Tag>}
        </p>
        <p className="bc-aux">
          {does && `${say(`ties.did.${tie.kind}`)}${say('dot')}`}
          {tie.until === null
            ? say('posts.since', { from })
            : say('posts.term', { from, last: dateText(addDays(civilDate(tie.until), -1), language, true) })}
          {tie.reason !== null && `${say('dot')}${say('ties.because', { reason: tie.reason })}`}
        </p>
      </div>
      {onEnd !== undefined && tie.endable && (
        <Button size="small" onClick={() => onEnd(tie)}>
          {say('ties.end')}
          <span className="bc-hidden">{say('ties.of', { unit: other.name })}</span>
        </Button>
      )}
    </li>
  );
}
