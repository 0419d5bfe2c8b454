// SPDX-License-Identifier: Apache-2.0
import type { Map as Canvas, GeoJSONSource, LngLat, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import type { Drawing, Position } from './area.ts';
import { drawnFeatures } from './features.ts';
import { cornerPlace, held } from './pointing.ts';

type Pointed = MapMouseEvent | MapTouchEvent;

/** A micro-degree is as exact as a boundary is kept. */
const placeOf = ({ lng, lat }: LngLat): Position => [Number(lng.toFixed(6)), Number(lat.toFixed(6))];

function cornerAt(map: Canvas, { point }: Pointed): number | undefined {
  const reach = 9;
  const box: [[number, number], [number, number]] = [
    [point.x - reach, point.y - reach],
    [point.x + reach, point.y + reach],
  ];
  const [found] = map.queryRenderedFeatures(box, { layers: ['corners'] });
  const n: unknown = found?.properties['n'];
  return typeof n === 'number' ? n : undefined;
}

/** Corners are set by a click and moved by dragging, with a mouse or a finger. */
class Hand {
  private dragged: { readonly at: number; place: Position } | undefined;
  private readonly map: Canvas;
  private readonly now: () => Drawing;

  constructor(map: Canvas, now: () => Drawing) {
    this.map = map;
    this.now = now;
  }

  private onScreen = (place: Position): Position => {
    const { x, y } = this.map.project([place[0], place[1]]);
    return [x, y];
  };

  click = (event: MapMouseEvent): void => {
    const { corners, holds, onAdd, onChoose } = this.now();
    const at = cornerAt(this.map, event);
    const place = held(placeOf(event.lngLat), holds, this.onScreen);
    if (at === undefined) onAdd(place, cornerPlace(corners.map(this.onScreen), [event.point.x, event.point.y]));
    else onChoose(at);
  };

  take = (event: Pointed): void => {
    const at = cornerAt(this.map, event);
    const place = at === undefined ? undefined : this.now().corners[at];
    if (at === undefined || place === undefined) return;
    event.preventDefault();
    this.now().onChoose(at);
    this.dragged = { at, place };
  };

  drag = (event: Pointed): void => {
    const { dragged } = this;
    if (dragged === undefined) return;
    const { corners, holds } = this.now();
    dragged.place = held(placeOf(event.lngLat), holds, this.onScreen);
    const moved = corners.map((corner, n) => (n === dragged.at ? dragged.place : corner));
    this.map.getSource<GeoJSONSource>('drawn')?.setData(drawnFeatures({ corners: moved, at: dragged.at }));
  };

  drop = (): void => {
    const { dragged } = this;
    this.dragged = undefined;
    if (dragged !== undefined && dragged.place !== this.now().corners[dragged.at])
      this.now().onMove(dragged.place, dragged.at);
  };
}

/** Lets a boundary be drawn on the map, as long as one is. */
export function useDrawing(map: Canvas | undefined, drawing: Drawing | undefined): void {
  const now = useRef(drawing);
  now.current = drawing;
  const isDrawing = drawing !== undefined;
  useEffect(() => {
    if (map === undefined || !isDrawing) return;
    const hand = new Hand(map, () => now.current as Drawing);
    map.doubleClickZoom.disable();
    map.on('click', hand.click);
    map.on('mousedown', hand.take);
    map.on('touchstart', hand.take);
    map.on('mousemove', hand.drag);
    map.on('touchmove', hand.drag);
    map.on('mouseup', hand.drop);
    map.on('touchend', hand.drop);
    return () => {
      map.doubleClickZoom.enable();
      map.off('click', hand.click);
      map.off('mousedown', hand.take);
      map.off('touchstart', hand.take);
      map.off('mousemove', hand.drag);
      map.off('touchmove', hand.drag);
      map.off('mouseup', hand.drop);
      map.off('touchend', hand.drop);
    };
  }, [map, isDrawing]);
}
