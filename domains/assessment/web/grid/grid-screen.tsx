// SPDX-License-Identifier: Apache-2.0
import { SegmentedLinks } from '@beichen/platform-web/ui/action/segmented.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { AsOf } from '@beichen/platform-web/ui/stamp/as-of.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Grid, ReviewPage } from '../../model/review.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { gridHref, gridQuery, reviewHref, reviewQuery } from '../review/review-queries.ts';
import { StepNow } from '../review/step-now.tsx';
import { useWords } from '../words.ts';
import { GridWork } from './grid-work.tsx';
import { SheetFoot, SheetHead } from './sheet-foot.tsx';

/** A star of the units of one place under review, item by item. */
export default function GridScreen(): ReactNode {
  const say = useWords();
  const { review = '' } = useParams({ strict: false });
  const asked = new URLSearchParams(useLocation().searchStr);
  const section = asked.get('section') ?? '';
  const unit = asked.get('unit') ?? '';
  const page = useQuery(reviewQuery(review));
  // On the way out the address has none of them any more, and the page is still drawn once.
  const grid = useQuery({ ...gridQuery({ review, section, unit }), enabled: section !== '' && unit !== '' });
  const failed = page.error ?? grid.error;
  if (page.data !== undefined && grid.data !== undefined)
    return <Shown key={`${section} ${unit}`} page={page.data} grid={grid.data} unit={unit} />;
  if (failed === null) return <Skeleton lines={10}>{say('grid.loading')}</Skeleton>;
  return (
    <Failure
      error={failed}
      doing={say('grid.doing')}
      onAgain={() => void Promise.all([page.refetch(), grid.refetch()])}
    />
  );
}

type Props = { readonly page: ReviewPage; readonly grid: Grid; readonly unit: string };

function Shown({ page, grid, unit }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { review, section, place } = grid;
  return (
    <>
      <PageTitle
        crumbs={
          <Crumbs
            path={[
              { label: say('reviews.title'), href: '/assessment/reviews' },
              { label: named(review.period), href: reviewHref(review.id) },
              { label: place.name },
            ]}
          />
        }
        title={say('grid.title', { star: name(section.title), place: place.name })}
        tools={
          <>
            <StepNow review={review} />
            <AsOf at={grid.asOf} edition={review.edition} />
          </>
        }
      />
      <SheetHead grid={grid} />
      <Choosers page={page} grid={grid} unit={unit} />
      {grid.units.length === 0 ? (
        <Empty title={say('grid.none')}>{say('grid.none.why')}</Empty>
      ) : (
        <GridWork grid={grid} />
      )}
      <SheetFoot grid={grid} />
    </>
  );
}

/** Another star, or another place. */
function Choosers({ page, grid, unit }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const navigate = useNavigate();
  const { review, section } = grid;
  return (
    <div className="bc-noprint" style={{ display: 'flex', flexWrap: 'wrap', gap: 12, marginBottom: 12 }}>
      <SegmentedLinks
        label={say('grid.stars')}
        options={page.sections.map(({ id, title }) => ({
          label: name(title),
          href: gridHref(review.id, id, unit),
          current: id === section.id,
        }))}
      />
      {page.places.length > 1 && (
        <label>
          <span className="bc-hidden">{say('grid.place')}</span>
          <select
            value={unit}
            onChange={(event) => void navigate({ to: gridHref(review.id, section.id, event.target.value) })}
          >
            {!page.places.some(({ id }) => `${id}` === unit) && <option value={unit}>{grid.place.name}</option>}
            {page.places.map((place) => (
              <option key={place.id} value={place.id}>
                {place.name}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
