// SPDX-License-Identifier: Apache-2.0
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { changeView, historyPage } from '../../model/changes.ts';
import { historyQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './history.module.css';
import { StepsList } from './steps-list.tsx';

type Props = { readonly unit: { readonly id: number; readonly name: string } };

/** How a unit came to be what it is, the latest first. Changes of the future do not stand here. */
export function History({ unit }: Props): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(historyQuery(unit.id));
  return (
    <Sheet title={say('history.title')}>
      {data !== undefined ? (
        <Past history={data} unit={unit} />
      ) : error === null ? (
        <Skeleton lines={2}>{say('history.loading')}</Skeleton>
      ) : (
        <Failure error={error} doing={say('history.doing')} onAgain={() => void refetch()} />
      )}
    </Sheet>
  );
}

function Past({ history, unit }: Props & { readonly history: z.infer<typeof historyPage> }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { changes, deciders } = history;
  return (
    <>
      {changes.length === 0 ? (
        <p className={styles['none']}>{say('history.none', { unit: unit.name })}</p>
      ) : (
        <ol className={styles['past']}>
          {changes.map((change) => (
            <Entry key={change.id} change={change} />
          ))}
        </ol>
      )}
      {deciders.length > 0 && (
        <p className={styles['who']}>{say('history.who', { who: deciders.map(name).join(say('list.comma')) })}</p>
      )}
    </>
  );
}

function Entry({ change }: { readonly change: z.infer<typeof changeView> }): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <li>
      <p className={styles['when']}>
        <time dateTime={change.from}>{dateText(change.from, language, true)}</time>
        <Tag plain>{say(`kind.${change.kind}`)}</Tag>
        {change.undoneBy !== null && <Tag tone="pause">{say('history.undone')}</Tag>}
      </p>
      <StepsList steps={change.steps} />
      <p className={styles['basis']}>{say('history.basis', { basis: change.basis })}</p>
    </li>
  );
}
