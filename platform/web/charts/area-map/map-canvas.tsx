// SPDX-License-Identifier: Apache-2.0
import type { Map as Canvas, GeoJSONSource } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTheme } from '../../ui/theme/theme.tsx';
import { useWords } from '../../words/words.ts';
import type { AreaMapProps, Drawing } from './area.ts';
import styles from './area-map.module.css';
import { useDrawing } from './drawing.ts';
import { areaFeatures, boundsOf, drawnFeatures, frameFeatures, frameLabels, labelFeatures } from './features.ts';
import { MapTools } from './map-tools.tsx';
import { openMap } from './open-map.ts';
import { usePointing } from './use-pointing.ts';

/** The map itself; loaded when one is shown. Given up, it leaves the list. */
export default function MapCanvas(props: AreaMapProps & { readonly onLost: () => void }): ReactNode {
  const { shade } = useTheme();
  // Another shade is another style: the map is opened anew.
  return <Opened key={shade} {...props} />;
}

function Opened({ onLost, ...props }: AreaMapProps & { readonly onLost: () => void }): ReactNode {
  const say = useWords();
  const { map, box } = useOpened(props.label, onLost);
  useContent(map, props);
  usePointing(map, props);
  useDrawing(map, props.drawing);
  const fit = (): void => fitTo(map, props);
  const what = [...props.areas, ...(props.frames ?? [])].map(({ shapes }) => boundsOf([shapes])?.join(' ')).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it fits to what is shown whenever that changes, and to nothing else
  useEffect(fit, [map, what]);
  return (
    <div className={styles['stage']}>
      <div ref={box} className={styles['canvas']} data-drawing={props.drawing !== undefined || undefined} />
      {map !== undefined && <MapTools map={map} onFit={fit} hint={say('map.keys')} />}
    </div>
  );
}

/** Milliseconds until a map that does not come is given up. */
const PATIENCE = 25_000;

/** Opens the map in its box, and closes it. It is there once its style is. */
function useOpened(label: string, onLost: () => void) {
  const say = useWords();
  const { shade } = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<Canvas>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a map is opened once; its label is that of the first moment
  useEffect(() => {
    const container = box.current;
    if (container === null) return;
    let opened: Canvas;
    try {
      opened = openMap({ container, shade, label, twoFingers: say('map.twoFingers') });
    } catch {
      onLost();
      return;
    }
    // A worker that does not start says nothing: the list is there for whoever would wait in vain.
    const waiting = setTimeout(onLost, PATIENCE);
    opened.once('load', () => {
      clearTimeout(waiting);
      // Its box may have got its size only after it was opened.
      opened.resize();
      setMap(opened);
    });
    return () => {
      clearTimeout(waiting);
      opened.remove();
    };
  }, []);
  return { map, box };
}

function put(map: Canvas, source: string, data: Parameters<GeoJSONSource['setData']>[0]): void {
  map.getSource<GeoJSONSource>(source)?.setData(data);
}

/** Brings what is to be shown onto the map. */
function useContent(map: Canvas | undefined, { areas, frames = [], drawing }: AreaMapProps): void {
  const { shade } = useTheme();
  useEffect(() => {
    if (map === undefined) return;
    put(map, 'areas', areaFeatures(areas, shade));
    put(map, 'labels', labelFeatures(areas));
  }, [map, areas, shade]);
  useEffect(() => {
    if (map === undefined) return;
    put(map, 'frames', frameFeatures(frames));
    put(map, 'frame-labels', frameLabels(frames));
  }, [map, frames]);
  useEffect(() => {
    if (map !== undefined) put(map, 'drawn', drawnFeatures(drawing ?? NOT_DRAWING));
  }, [map, drawing]);
}

const NOT_DRAWING: Pick<Drawing, 'corners' | 'at'> = { corners: [], at: undefined };

/** Below, the mark of a sketch has its place. */
const PADDING = { top: 28, left: 28, right: 28, bottom: 52 };

/** All of it in sight; at once, where nothing may move. */
function fitTo(map: Canvas | undefined, { areas, frames = [], drawing }: AreaMapProps): void {
  const solid = frames.filter(({ faint }) => faint !== true);
  const bounds = boundsOf(
    [...areas, ...(areas.length + solid.length > 0 ? solid : frames)].map(({ shapes }) => shapes),
  );
  const around = bounds ?? boundsOf([[[drawing?.corners ?? []]]]);
  if (map === undefined || around === undefined) return;
  map.fitBounds([...around] as [number, number, number, number], { padding: PADDING, maxZoom: 16, animate: false });
}
