// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { momentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { ReviewHead, reviewsShape } from '../../model/review.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import styles from './review.module.css';
import { reviewHref, reviewsQuery } from './review-queries.ts';
import { StepNow } from './step-now.tsx';

/** The reviews of all periods, and those that could begin. */
export default function ReviewsScreen(): ReactNode {
  const say = useWords();
  const reviews = useQuery(reviewsQuery);
  return (
    <>
      <PageTitle title={say('reviews.title')} lead={say('reviews.lead')} />
      {reviews.data === undefined ? (
        reviews.isError ? (
          <Failure error={reviews.error} doing={say('reviews.doing')} onAgain={() => void reviews.refetch()} />
        ) : (
          <Skeleton lines={6}>{say('reviews.loading')}</Skeleton>
        )
      ) : (
        <Shown {...reviews.data} />
      )}
    </>
  );
}

type Reviews = z.infer<typeof reviewsShape>;

function Shown({ reviews, ready }: Reviews): ReactNode {
  const say = useWords();
  return (
    <div className={styles['stack']}>
      {ready.map((one) => (
        <Ready key={`${one.method} ${one.period}`} {...one} />
      ))}
      {reviews.length > 0 ? (
        <Sheet title={say('reviews.all')} flush>
          <ReviewTable reviews={reviews} />
        </Sheet>
      ) : (
        <Empty title={say('reviews.none')}>{say('reviews.none.why')}</Empty>
      )}
    </div>
  );
}

function ReviewTable({ reviews }: Pick<Reviews, 'reviews'>): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { language } = useLanguage();
  const columns: Column<ReviewHead>[] = [
    {
      id: 'period',
      name: say('reviews.period'),
      cell: ({ id, period }) => <a href={reviewHref(id)}>{named(period)}</a>,
    },
    { id: 'method', name: say('reviews.method'), cell: ({ title }) => name(title) },
    { id: 'now', name: say('reviews.now'), cell: (review) => <StepNow review={review} /> },
    { id: 'opened', name: say('reviews.opened'), cell: ({ openedAt }) => momentText(openedAt, language) },
  ];
  return <FactsTable label={say('reviews.all')} columns={columns} rows={reviews} keyOf={({ id }) => id} />;
}

/** A period that is over and not under review yet, for whoever may open it. */
function Ready({ method, period, title }: Reviews['ready'][number]): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const navigate = useNavigate();
  const open = useCommand<{ method: string; period: string }, z.ZodObject<{ id: z.ZodUUID }>>({
    path: '/api/assessment/reviews',
    answer: z.object({ id: z.uuid() }),
    touches: ['assessment'],
    onDone: ({ id }) => void navigate({ to: reviewHref(id) }),
  });
  return (
    <Sheet title={say('reviews.ready', { period: named(period) })} aside={name(title)}>
      <p className={styles['lead']}>{say('reviews.ready.what')}</p>
      {open.error !== null && <Failure error={open.error} doing={say('reviews.open.doing')} />}
      <Button look="primary" busy={open.busy} onClick={() => open.run({ method, period })}>
        {say('reviews.open', { period: named(period) })}
      </Button>
    </Sheet>
  );
}
