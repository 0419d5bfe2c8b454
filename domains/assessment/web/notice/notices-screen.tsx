// SPDX-License-Identifier: Apache-2.0
import { useMay } from '@beichen/platform-web/session/session.ts';
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeHref } from '../data/addresses.ts';
import { objectionsQuery, periodsQuery } from '../data/queries.ts';
import styles from '../decide/decide.module.css';
import { usePeriodName } from '../head/period-chooser.tsx';
import { StandingTag } from '../head/standing-tag.tsx';
import { lastDayOf } from '../shape/last-day.ts';
import type { Head } from '../shape/pick-result.ts';
import { useWords } from '../words.ts';
import { ObjectionList } from './objection-list.tsx';

/** Every notice, and the objections that the reader sees: those that wait for an answer first. */
export default function NoticesScreen(): ReactNode {
  const say = useWords();
  const may = useMay();
  const periods = useQuery(periodsQuery);
  const objections = useQuery(objectionsQuery(undefined));
  const error = periods.error ?? objections.error;
  const again = (): void => void Promise.all([periods.refetch(), objections.refetch()]);
  if (periods.data === undefined || objections.data === undefined)
    return (
      <>
        <PageTitle title={say('notices.title')} lead={say('notices.lead')} />
        {error === null ? (
          <Skeleton lines={8}>{say('notices.loading')}</Skeleton>
        ) : (
          <Failure error={error} doing={say('notices.doing')} onAgain={again} />
        )}
      </>
    );
  const notices = periods.data.periods.filter(({ notice }) => notice !== null);
  return (
    <>
      <PageTitle title={say('notices.title')} lead={say('notices.lead')} />
      {notices.length === 0 ? (
        <Empty
          title={say('notices.none')}
          actions={may('assessment.notice') && <ButtonLink href="/assessment">{say('results.to')}</ButtonLink>}
        >
          {say(may('assessment.notice') ? 'notices.none.how' : 'notices.none.why')}
        </Empty>
      ) : (
        <div className={styles['sheets']}>
          <Sheet title={say('objections.title')} flush>
            <ObjectionList objections={objections.data.objections} named />
          </Sheet>
          <Sheet title={say('notices.all')} flush>
            <Notices notices={notices} />
          </Sheet>
        </div>
      )}
    </>
  );
}

function Notices({ notices }: { readonly notices: readonly Head[] }): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { language } = useLanguage();
  const columns: Column<Head>[] = [
    {
      id: 'notice',
      name: say('results.period'),
      cell: ({ id, period }) => <a href={noticeHref(id)}>{named(period)}</a>,
    },
    { id: 'method', name: say('notices.method'), cell: ({ title }) => name(title) },
    { id: 'state', name: say('results.state'), cell: (head) => <StandingTag head={head} /> },
    { id: 'document', name: say('notice.document'), cell: ({ notice }) => notice?.document ?? '' },
    {
      id: 'until',
      name: say('notice.until'),
      cell: ({ notice }) => (notice === null ? '' : dateText(lastDayOf(notice.dueAt), language)),
    },
  ];
  return <FactsTable label={say('notices.all')} columns={columns} rows={notices} keyOf={({ id }) => id} />;
}
