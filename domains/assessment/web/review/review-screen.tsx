// SPDX-License-Identifier: Apache-2.0
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { Columns, PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ReviewPage } from '../../model/review.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import { HoldsSheet } from './holds-sheet.tsx';
import { MeetingsSheet } from './meetings-sheet.tsx';
import { PlacesSheet } from './places-sheet.tsx';
import { ProgressSheet } from './progress-sheet.tsx';
import { ReviewNext } from './review-next.tsx';
import { reviewQuery } from './review-queries.ts';
import { StepNow } from './step-now.tsx';

/** One review: how far each step is, what is held and by whom, where to go on, and its meetings. */
export default function ReviewScreen(): ReactNode {
  const say = useWords();
  const { review: id = '' } = useParams({ strict: false });
  const page = useQuery(reviewQuery(id));
  if (page.data !== undefined) return <Shown {...page.data} />;
  if (!page.isError) return <Skeleton lines={8}>{say('review.loading')}</Skeleton>;
  return <Failure error={page.error} doing={say('review.doing')} onAgain={() => void page.refetch()} />;
}

function Shown(page: ReviewPage): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { review } = page;
  return (
    <>
      <PageTitle
        crumbs={
          <Crumbs
            path={[{ label: say('reviews.title'), href: '/assessment/reviews' }, { label: name(review.title) }]}
          />
        }
        title={say('review.title', { period: named(review.period) })}
        tools={
          <>
            <StepNow review={review} />
            <ReviewNext review={review} />
          </>
        }
      />
      <Columns
        main={
          <>
            <ProgressSheet {...page} />
            <div className="bc-noprint">
              <PlacesSheet {...page} />
            </div>
          </>
        }
        side={
          <>
            <HoldsSheet {...page} />
            <MeetingsSheet {...page} />
          </>
        }
      />
    </>
  );
}
