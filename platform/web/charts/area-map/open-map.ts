// SPDX-License-Identifier: Apache-2.0
import { Map as Canvas, setWorkerUrl } from 'maplibre-gl';
// The package finds its worker beside itself, which no bundler follows.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import './older-browsers.ts';
import { fonts, type Shade } from '../../ui/tokens.ts';
import { mapStyle } from './map-style.ts';

setWorkerUrl(workerUrl);

type Opened = {
  readonly container: HTMLElement;
  readonly shade: Shade;
  readonly label: string;
  /** What a finger must do to move the map, while one finger moves the page. */
  readonly twoFingers: string;
};

/** A map without anything on it. */
export function openMap({ container, shade, label, twoFingers }: Opened): Canvas {
  const map = new Canvas({
    container,
    style: mapStyle(shade),
    center: [112.5, 33],
    zoom: 7,
    maxZoom: 18,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    localIdeographFontFamily: fonts.sans,
    cooperativeGestures: matchMedia('(pointer: coarse)').matches,
    locale: { 'Map.Title': label, 'CooperativeGesturesHandler.MobileHelpText': twoFingers },
  });
  map.touchZoomRotate.disableRotation();
  return map;
}
