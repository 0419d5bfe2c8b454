// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { ReviewPage } from '../../model/review.ts';
import { useWords } from '../words.ts';
import { gridHref } from './review-queries.ts';

type Place = ReviewPage['places'][number];

/** Where to judge: a place and a star. */
export function PlacesSheet({ review, sections, places, mine }: ReviewPage): ReactNode {
  const say = useWords();
  const name = useNames();
  if (places.length === 0)
    return (
      <Sheet title={say('review.places')}>
        <Empty title={say('review.noUnits')}>{say('review.noUnits.why')}</Empty>
      </Sheet>
    );
  const wanted = sections.filter(({ id }) => mine.length === 0 || mine.some(({ section }) => section === id));
  const columns: Column<Place>[] = [
    { id: 'place', name: say('review.place'), cell: (place) => place.name },
    { id: 'units', name: say('review.unitCount'), number: true, cell: ({ units }) => numberText(units) },
    ...wanted.map(
      (section): Column<Place> => ({
        id: section.id,
        name: name(section.title),
        cell: (place) => (
          <a
            href={gridHref(review.id, section.id, place.id)}
            aria-label={say('review.openGrid', { place: place.name, star: name(section.title) })}
          >
            {say('review.look')}
          </a>
        ),
      }),
    ),
  ];
  return (
    <Sheet title={say('review.places')} aside={say('review.places.order')} flush>
      <FactsTable label={say('review.places')} columns={columns} rows={places} keyOf={({ id }) => `${id}`} />
    </Sheet>
  );
}
