// SPDX-License-Identifier: Apache-2.0
import type { Map as Canvas, MapLayerMouseEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import type { AreaMapProps } from './area.ts';

const idIn = ({ features }: MapLayerMouseEvent): string => String(features?.[0]?.properties['id'] ?? '');

type Props = Pick<AreaMapProps, 'shown' | 'onPoint' | 'onPick' | 'drawing'>;

/** What lies under the pointer is shown, and opened by a click; not while a boundary is drawn. */
export function usePointing(map: Canvas | undefined, props: Props): void {
  const { shown, drawing } = props;
  const now = useRef(props);
  now.current = props;
  const isDrawing = drawing !== undefined;
  useEffect(() => {
    for (const layer of ['shown', 'shown-name']) map?.setFilter(layer, ['==', ['get', 'id'], shown ?? '']);
  }, [map, shown]);
  useEffect(() => {
    if (map === undefined || isDrawing) return;
    const over = (event: MapLayerMouseEvent): void => {
      if (now.current.onPick !== undefined) map.getCanvas().style.cursor = 'pointer';
      now.current.onPoint?.(idIn(event));
    };
    const out = (): void => {
      map.getCanvas().style.cursor = '';
      now.current.onPoint?.(undefined);
    };
    const pick = (event: MapLayerMouseEvent): void => now.current.onPick?.(idIn(event));
    map.on('mousemove', 'areas', over);
    map.on('mouseleave', 'areas', out);
    map.on('click', 'areas', pick);
    return () => {
      map.off('mousemove', 'areas', over);
      map.off('mouseleave', 'areas', out);
      map.off('click', 'areas', pick);
    };
  }, [map, isDrawing]);
}
