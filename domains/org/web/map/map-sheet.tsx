// SPDX-License-Identifier: Apache-2.0
import type { Frame } from '@beichen/platform-web/charts/area-map/area.ts';
import { AreaMap } from '@beichen/platform-web/charts/area-map/area-map.tsx';
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { mapHref, mapImportHref } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import { alone, areasOf, type Below, besideFrames, isSketch, type MapPage } from './areas.ts';
import { ColourChoice, type Colouring } from './colouring.tsx';
import styles from './map.module.css';

type Props = {
  readonly page: MapPage;
  readonly below: readonly Below[];
  readonly beside: readonly Below[];
  readonly on: string | undefined;
  readonly colouring: Colouring;
  readonly shown: string | undefined;
  readonly onPoint: (id: string | undefined) => void;
  readonly onDraw: (() => void) | undefined;
};

/** The areas and frames of what is known. */
function useAreas({ page, below, beside, colouring: { tallies, noteOf } }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words of a note change with the language alone, and then all is drawn anew
  return useMemo(() => {
    if (below.every(({ boundary }) => boundary === null)) return alone(page, beside);
    const own: Frame[] = page.boundary === null ? [] : [{ shapes: page.boundary.polygons }];
    return { areas: areasOf(below, { tallies, noteOf }), frames: [...besideFrames(beside, page.unit.id), ...own] };
  }, [page, below, beside, tallies]);
}

/** The map, what colours it, or that there are no boundaries yet. */
export function MapSheet(props: Props): ReactNode {
  const say = useWords();
  const navigate = useNavigate();
  const { page, below, beside, on, shown, onPoint, onDraw } = props;
  const { areas, frames } = useAreas(props);
  const { unit } = page;
  if (areas.length === 0) return <NoBoundaries unit={unit.id} onDraw={onDraw} />;
  return (
    <div className={styles['sheet']}>
      <ColourChoice colouring={props.colouring} />
      <AreaMap
        label={say('map.label', { unit: unit.name })}
        areas={areas}
        frames={frames}
        sketch={isSketch(page, [...below, ...beside])}
        shown={shown}
        onPoint={onPoint}
        onPick={(id) => Number(id) !== unit.id && void navigate({ to: mapHref(Number(id), on) })}
      />
    </div>
  );
}

/** What is to be done where nobody has set a boundary. */
function NoBoundaries({
  unit,
  onDraw,
}: {
  readonly unit: number;
  readonly onDraw: (() => void) | undefined;
}): ReactNode {
  const say = useWords();
  return (
    <Empty
      title={say('map.empty')}
      actions={
        onDraw !== undefined && (
          <>
            <ButtonLink look="primary" href={mapImportHref(unit)}>
              {say('map.import')}
            </ButtonLink>
            <Button onClick={onDraw}>{say('map.draw')}</Button>
          </>
        )
      }
    >
      {say(onDraw === undefined ? 'map.empty.why' : 'map.empty.bound')}
    </Empty>
  );
}
