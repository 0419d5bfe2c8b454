// SPDX-License-Identifier: Apache-2.0
import { canDraw } from '@beichen/platform-web/charts/area-map/can-draw.ts';
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { Columns, PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { mapHref, mapImportHref, unitHref } from '../data/addresses.ts';
import { DrawView } from '../draw/draw-view.tsx';
import { DayChoice, PastNote, useDay } from '../unit/day.tsx';
import { useWords } from '../words.ts';
import type { MapPage } from './areas.ts';
import { BoundaryFacts } from './boundary-facts.tsx';
import { useColouring } from './colouring.tsx';
import { FindOnMap } from './find-on-map.tsx';
import styles from './map.module.css';
import { MapSheet } from './map-sheet.tsx';
import { UnitList } from './unit-list.tsx';
import { useMap } from './use-map.ts';

/** Where a unit and those directly below it lie: as a map, and always as a list. */
export function MapView({ unit }: { readonly unit: number }): ReactNode {
  const say = useWords();
  const { on, choose } = useDay();
  const known = useMap(unit, on);
  const { page, error, again } = known;
  if (page === undefined)
    return error === null ? (
      <Skeleton lines={8}>{say('map.loading')}</Skeleton>
    ) : (
      <Failure error={error} doing={say('map.doing')} onAgain={again} />
    );
  return (
    <>
      <Title page={page} on={on} onDay={choose} />
      {on !== undefined && <PastNote on={on} onToday={() => choose(undefined)} />}
      <Body {...known} page={page} on={on} />
    </>
  );
}

type TitleProps = {
  readonly page: MapPage;
  readonly on: string | undefined;
  readonly onDay: (day: string | undefined) => void;
};

function Title({ page: { unit, chain }, on, onDay }: TitleProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const path = chain.map((above) => ({ label: above.name, href: mapHref(above.id, on) }));
  return (
    <PageTitle
      title={say('map.title', { unit: unit.name })}
      crumbs={path.length > 0 && <Crumbs path={path} />}
      lead={name(unit.kindTitle)}
      tools={
        <>
          <DayChoice on={on} onChoose={onDay} />
          <ButtonLink href={unitHref(unit.id, on)}>{say('map.open')}</ButtonLink>
        </>
      }
    />
  );
}

type Known = Omit<ReturnType<typeof useMap>, 'page'> & { readonly page: MapPage; readonly on: string | undefined };

/** What is seen, or, by whoever may, drawn. */
function Body(known: Known): ReactNode {
  const say = useWords();
  const [drawing, setDrawing] = useState(false);
  const { language } = useLanguage();
  const [done, setDone] = useState('');
  const { page, below, beside, on } = known;
  if (drawing)
    return (
      <DrawView
        page={page}
        below={below}
        beside={beside}
        onClose={(told = '') => {
          setDone(told);
          setDrawing(false);
        }}
      />
    );
  const mayBound = on === undefined && page.abilities.includes('org.bound') && page.unit.closedOn === null;
  return (
    <>
      {done !== '' && (
        <div className={styles['done']} role="status">
          <Note tone="ok">{say('draw.set.done', { date: dateText(done, language, true) })}</Note>
        </div>
      )}
      <Seen known={known} onDraw={mayBound ? () => setDrawing(true) : undefined} />
    </>
  );
}

type SeenProps = { readonly known: Known; readonly onDraw: (() => void) | undefined };

function Seen({ known, onDraw }: SeenProps): ReactNode {
  const { page, below, on, coverage } = known;
  const colouring = useColouring(coverage);
  const [shown, setShown] = useState<string>();
  const list = <UnitList below={below} on={on} colouring={colouring} shown={shown} onPoint={setShown} />;
  const map = <MapSheet {...known} colouring={colouring} shown={shown} onPoint={setShown} onDraw={onDraw} />;
  const side = (
    <>
      <FindOnMap />
      <BoundaryFacts boundary={page.boundary} importHref={onDraw && mapImportHref(page.unit.id)} onDraw={onDraw} />
    </>
  );
  // Without a map the list is the screen.
  if (!canDraw())
    return (
      <Columns
        main={
          <>
            {map}
            {list}
          </>
        }
        side={side}
      />
    );
  return (
    <Columns
      main={map}
      side={
        <>
          {list}
          {side}
        </>
      }
    />
  );
}
