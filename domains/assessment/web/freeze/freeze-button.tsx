// SPDX-License-Identifier: Apache-2.0
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { useMay, useSession } from '@beichen/platform-web/session/session.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Dialog } from '@beichen/platform-web/ui/dialog/dialog.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames, type Words } from '@beichen/platform-web/words/language.tsx';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { freezeShape } from '../../model/results.ts';
import { evaluationHref } from '../data/addresses.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import type { Head } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';
import styles from './freeze.module.css';

type Props = {
  readonly head: Pick<Head, 'period' | 'method' | 'treeDate' | 'lacking'>;
  readonly title: Words;
  /** A final result of the period is there: another one takes its place. */
  readonly again?: boolean;
  readonly small?: boolean;
};

/** For whoever may freeze: asks in words that say what happens; before the period's end it says from when it can be done. */
export function FreezeButton({ head, title, again = false, small = false }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { city } = useSession();
  const may = useMay();
  const now = useCityNow();
  const [asking, setAsking] = useState(false);
  if (!may('assessment.freeze')) return null;
  const isOpen = dateOf(now as Instant, city.zone) <= head.treeDate;
  return (
    <>
      <Button
        {...(small ? { size: 'small' as const } : { look: 'primary' as const })}
        because={isOpen ? say('freeze.notYet', { date: dateText(head.treeDate, language) }) : undefined}
        onClick={() => setAsking(true)}
      >
        {say(again ? 'freeze.again' : 'freeze.button')}
      </Button>
      {asking && <Ask head={head} title={title} again={again} onClose={() => setAsking(false)} />}
    </>
  );
}

type AskProps = Pick<Props, 'head' | 'title'> & { readonly again: boolean; readonly onClose: () => void };

function Ask({ head, title, again, onClose }: AskProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const navigate = useNavigate();
  const { period, method, lacking } = head;
  const freeze = useCommand<{ period: string; method: string }, typeof freezeShape>({
    path: '/api/assessment/freeze',
    answer: freezeShape,
    touches: ['assessment'],
    onDone: ({ id }) => void navigate({ to: evaluationHref(id) }),
  });
  return (
    <Dialog title={say('freeze.title', { period: named(period) })} onClose={onClose}>
      <div className={styles['body']}>
        <p>
          <b>{name(title)}</b>
        </p>
        <ul className={styles['what']}>
          <li>{say('freeze.computes')}</li>
          <li>{say('freeze.stays')}</li>
          <li>{say(again ? 'freeze.supersedes' : 'freeze.later')}</li>
          {lacking.length > 0 && <li>{say('freeze.lacking', { count: lacking.length })}</li>}
        </ul>
        {freeze.error !== null && <Failure error={freeze.error} doing={say('freeze.doing')} />}
        <div className={styles['actions']}>
          <Button look="primary" busy={freeze.busy} onClick={() => freeze.run({ period, method })}>
            {say('freeze.confirm', { period: named(period) })}
          </Button>
          <Button onClick={onClose}>{say('freeze.cancel')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
