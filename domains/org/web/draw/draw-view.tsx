// SPDX-License-Identifier: Apache-2.0
import type { Drawing, Frame } from '@beichen/platform-web/charts/area-map/area.ts';
import { AreaMap } from '@beichen/platform-web/charts/area-map/area-map.tsx';
import { Columns } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { type ReactNode, useMemo, useReducer } from 'react';
import { type Below, besideFrames, cornersIn, isSketch, type MapPage } from '../map/areas.ts';
import styles from '../map/map.module.css';
import { useWords } from '../words.ts';
import { DrawPanel } from './draw-panel.tsx';
import { begun, draw, startOf } from './drawn.ts';

type Props = {
  readonly page: MapPage;
  readonly below: readonly Below[];
  readonly beside: readonly Below[];
  /** With the day from which it holds, where one was set. */
  readonly onClose: (from?: string) => void;
};

/** A boundary is drawn on the map, among those beside it, or written as coordinates; checked; set. */
export function DrawView({ page, below, beside, onClose }: Props): ReactNode {
  const say = useWords();
  const [drawn, step] = useReducer(draw, page.boundary?.polygons, (polygons) => begun(startOf(polygons)));
  const frames = useMemo(
    (): Frame[] => [...besideFrames(beside, page.unit.id), ...inside(below), ...before(page)],
    [beside, below, page],
  );
  const holds = useMemo(
    () =>
      cornersIn(
        [...beside, ...below].flatMap(({ unit, boundary }) =>
          boundary === null || unit.id === page.unit.id ? [] : [boundary.polygons],
        ),
      ),
    [beside, below, page],
  );
  const { corners, at } = drawn;
  const drawing = useMemo(
    (): Drawing => ({
      corners,
      at,
      holds,
      onChoose: (chosen) => step({ do: 'choose', at: chosen }),
      onAdd: (corner, place) => step({ do: 'add', corner, at: place }),
      onMove: (corner, place) => step({ do: 'move', corner, at: place }),
    }),
    [corners, at, holds],
  );
  return (
    <Columns
      main={
        <div className={styles['sheet']}>
          <AreaMap
            label={say('map.label', { unit: page.unit.name })}
            areas={NONE}
            frames={frames}
            sketch={isSketch(page, [...below, ...beside])}
            drawing={drawing}
          />
        </div>
      }
      side={<DrawPanel unit={page.unit} drawn={drawn} step={step} onClose={onClose} />}
    />
  );
}

const NONE: [] = [];

/** What lies below it stays in sight: it should lie within. */
const inside = (below: readonly Below[]): Frame[] =>
  below.flatMap(({ unit, boundary }) =>
    boundary === null ? [] : [{ shapes: boundary.polygons, name: unit.name, faint: true }],
  );

/** What holds until now stays in sight too. */
const before = ({ boundary }: MapPage): Frame[] =>
  boundary === null ? [] : [{ shapes: boundary.polygons, faint: true }];
