// SPDX-License-Identifier: Apache-2.0
import { useMay } from '@beichen/platform-web/session/session.ts';
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { methodsQuery, periodsQuery } from '../data/queries.ts';
import { methodRows } from '../shape/method-rows.ts';
import { draftsHref } from '../studio/studio-queries.ts';
import { useWords } from '../words.ts';
import { MethodSheet } from './method-sheet.tsx';
import styles from './results.module.css';

/** Every method that is published, with its periods and how far each has come. Nobody is ranked here. */
export default function ResultsScreen(): ReactNode {
  const say = useWords();
  const may = useMay();
  const periods = useQuery(periodsQuery);
  const methods = useQuery(methodsQuery);
  const error = periods.error ?? methods.error;
  return (
    <>
      <PageTitle
        title={say('results.title')}
        lead={say('results.lead')}
        tools={may('assessment.draft') ? <ButtonLink href={draftsHref}>{say('drafts.title')}</ButtonLink> : undefined}
      />
      {periods.data === undefined || methods.data === undefined ? (
        error === null ? (
          <Skeleton lines={8}>{say('results.loading')}</Skeleton>
        ) : (
          <Failure
            error={error}
            doing={say('results.doing')}
            onAgain={() => void Promise.all([periods.refetch(), methods.refetch()])}
          />
        )
      ) : methods.data.methods.length === 0 ? (
        <Empty title={say('results.none')}>{say('home.none.why')}</Empty>
      ) : (
        <div className={styles['sheets']}>
          {methodRows(methods.data.methods, periods.data.periods).map((row) => (
            <MethodSheet key={row.entry.method} {...row} />
          ))}
        </div>
      )}
    </>
  );
}
