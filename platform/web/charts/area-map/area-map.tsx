// SPDX-License-Identifier: Apache-2.0
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { Note } from '../../ui/tag/tag.tsx';
import { useWords } from '../../words/words.ts';
import type { AreaMapProps } from './area.ts';
import styles from './area-map.module.css';
import { canDraw } from './can-draw.ts';
import { MapFence } from './map-fence.tsx';

const MapCanvas = lazy(() => import('./map-canvas.tsx'));

type Props = AreaMapProps & {
  /** Whether what is shown was made by a program: then the map always says so. */
  readonly sketch: boolean;
};

/**
 * Areas on a map: names, colours that a legend explains, one opened by a click. What it shows stands in a list beside it, which is all
 * there is where a browser has no WebGL, and all that keys and readers need.
 */
export function AreaMap({ sketch, ...props }: Props): ReactNode {
  const say = useWords();
  const [lost, setLost] = useState(() => !canDraw());
  if (lost) return <Note tone="wait">{say('map.noWebGl')}</Note>;
  return (
    <div className={styles['map']}>
      <MapFence onLost={() => setLost(true)}>
        <Suspense fallback={<Skeleton lines={8}>{say('map.loading')}</Skeleton>}>
          <MapCanvas {...props} onLost={() => setLost(true)} />
        </Suspense>
      </MapFence>
      {sketch && <SketchMark />}
    </div>
  );
}

/** 示意: no border here is a real one. */
function SketchMark(): ReactNode {
  const say = useWords();
  return (
    <p className={styles['sketch']}>
      <b>{say('map.sketch')}</b>
      <span>{say('map.sketch.why')}</span>
    </p>
  );
}
