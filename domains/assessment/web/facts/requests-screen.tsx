// SPDX-License-Identifier: Apache-2.0
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note, Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { FactRequest } from '../../model/facts.ts';
import { requestsQuery } from '../data/fact-queries.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import { ApproveRequest } from './approve-request.tsx';
import styles from './facts.module.css';
import { RequestForm } from './request-form.tsx';

/** What was asked, how much of it has come in, and a new request. */
export default function RequestsScreen(): ReactNode {
  const say = useWords();
  const [asking, setAsking] = useState(false);
  const { data, error, refetch } = useQuery(requestsQuery);
  return (
    <>
      <PageTitle
        title={say('request.list')}
        lead={say('request.list.lead')}
        tools={
          <Button look="primary" because={asking ? say('request.below') : undefined} onClick={() => setAsking(true)}>
            {say('request.new')}
          </Button>
        }
      />
      <div className={styles['stack']}>
        {asking && <RequestForm onClose={() => setAsking(false)} />}
        {data !== undefined ? (
          <Requests requests={data.requests} limit={data.limit} />
        ) : error === null ? (
          <Skeleton lines={6}>{say('request.loading')}</Skeleton>
        ) : (
          <Failure error={error} doing={say('request.doing')} onAgain={() => void refetch()} />
        )}
      </div>
    </>
  );
}

function Requests({
  requests,
  limit,
}: {
  readonly requests: readonly FactRequest[];
  readonly limit: number;
}): ReactNode {
  const say = useWords();
  if (requests.length === 0) return <Empty title={say('request.empty')}>{say('request.empty.why')}</Empty>;
  return (
    <Sheet title={say('request.all')} aside={say('request.count', { count: requests.length })} flush>
      <ul className={styles['list']}>
        {requests.map((request) => (
          <RequestRow key={request.id} request={request} limit={limit} />
        ))}
      </ul>
    </Sheet>
  );
}

const TONES = { waiting: 'wait', open: 'info', closed: 'mute' } as const;

function RequestRow({ request, limit }: { readonly request: FactRequest; readonly limit: number }): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { language } = useLanguage();
  const { id, place, period, measures, madeBy, state, lastDay, asked, handed, beyond, mine, approvedBy } = request;
  return (
    <li>
      <span>
        <b>{measures.map(({ title }) => name(title)).join(say('list.comma'))}</b>
        <br />
        <span className="bc-aux">
          {say('request.who', { place, period: named(period), unit: madeBy.unit, post: name(madeBy.title) })}
          {lastDay !== null && say('request.until', { date: dateText(lastDay, language) })}
          {approvedBy !== null && say('request.by', { unit: approvedBy.unit, post: name(approvedBy.title) })}
        </span>
        {beyond > 0 && mine && <Note tone="wait">{say('request.beyond', { count: beyond, limit })}</Note>}
      </span>
      <Tag tone={TONES[state]}>{say(`request.state.${state}`)}</Tag>
      {state !== 'waiting' && <span>{say('request.handed', { handed, asked })}</span>}
      {state === 'waiting' ? (
        <ApproveRequest id={id} mine={mine} />
      ) : (
        <ButtonLink href={`/facts/requests/${id}`}>{say('request.look', { count: asked - handed })}</ButtonLink>
      )}
    </li>
  );
}
