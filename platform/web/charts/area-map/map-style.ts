// SPDX-License-Identifier: Apache-2.0
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { type Colour, colours, type Shade } from '../../ui/tokens.ts';

const NOTHING = { type: 'geojson' as const, data: { type: 'FeatureCollection' as const, features: [] } };

const lettered = (size: number) =>
  ({
    'text-size': size,
    'text-max-width': 9,
    'text-padding': 3,
    'text-line-height': 1.25,
  }) as const;

type Paint = (colour: Colour) => string;

function areaLayers(of: Paint): LayerSpecification[] {
  return [
    { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': ['get', 'fill'], 'fill-opacity': 0.92 } },
    {
      id: 'borders',
      type: 'line',
      source: 'areas',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': of('chart-bg'), 'line-width': 1.4 },
    },
    {
      id: 'shown',
      type: 'line',
      source: 'areas',
      filter: ['==', ['get', 'id'], ''],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': of('ink'), 'line-width': 3 },
    },
  ];
}

function frameLayers(of: Paint): LayerSpecification[] {
  return [
    {
      id: 'beside',
      type: 'line',
      source: 'frames',
      filter: ['get', 'faint'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': of('chart-line'), 'line-width': 1 },
    },
    {
      id: 'frames',
      type: 'line',
      source: 'frames',
      filter: ['!', ['get', 'faint']],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': of('ink-2'), 'line-width': 1.8 },
    },
  ];
}

const NAME_AND_NOTE: ExpressionSpecification = [
  'case',
  ['==', ['get', 'note'], ''],
  ['get', 'name'],
  ['format', ['get', 'name'], {}, '\n', {}, ['get', 'note'], { 'font-scale': 0.88 }],
];

function labelLayers(of: Paint): LayerSpecification[] {
  const halo = { 'text-halo-color': of('surface'), 'text-halo-width': 1.6 };
  return [
    {
      id: 'beside-names',
      type: 'symbol',
      source: 'frame-labels',
      layout: { ...lettered(12), 'text-field': ['get', 'name'] },
      paint: { ...halo, 'text-color': of('ink-3') },
    },
    {
      id: 'names',
      type: 'symbol',
      source: 'labels',
      filter: ['>=', ['zoom'], ['get', 'zoom']],
      layout: { ...lettered(13), 'symbol-sort-key': ['get', 'rank'], 'text-field': NAME_AND_NOTE },
      paint: { ...halo, 'text-color': of('ink') },
    },
    // What is pointed at has its name, whether there is room or not.
    {
      id: 'shown-name',
      type: 'symbol',
      source: 'labels',
      filter: ['==', ['get', 'id'], ''],
      layout: {
        ...lettered(13),
        'text-field': NAME_AND_NOTE,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { ...halo, 'text-halo-width': 2.4, 'text-color': of('ink') },
    },
  ];
}

function drawnLayers(of: Paint): LayerSpecification[] {
  const is = (part: string): ['==', ['get', string], string] => ['==', ['get', 'part'], part];
  return [
    {
      id: 'drawn',
      type: 'fill',
      source: 'drawn',
      filter: is('area'),
      paint: { 'fill-color': of('azure'), 'fill-opacity': 0.14 },
    },
    {
      id: 'drawn-line',
      type: 'line',
      source: 'drawn',
      filter: is('line'),
      paint: { 'line-color': of('azure'), 'line-width': 2.2 },
    },
    {
      id: 'corners',
      type: 'circle',
      source: 'drawn',
      filter: is('corner'),
      paint: {
        'circle-radius': ['case', ['get', 'on'], 8, 6],
        'circle-color': ['case', ['get', 'on'], of('azure'), of('surface')],
        'circle-stroke-color': of('azure'),
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'corner-numbers',
      type: 'symbol',
      source: 'drawn',
      filter: is('corner'),
      layout: { 'text-field': ['get', 'label'], 'text-size': 11, 'text-offset': [0, -1.3], 'text-allow-overlap': true },
      paint: { 'text-color': of('ink'), 'text-halo-color': of('surface'), 'text-halo-width': 1.4 },
    },
  ];
}

/** Our own style, in our colours: no base map, no letters from elsewhere. Filled areas, what frames them, names, and what is being drawn. */
export function mapStyle(shade: Shade): StyleSpecification {
  const of: Paint = (colour) => colours[colour][shade === 'dark' ? 1 : 0];
  return {
    version: 8,
    sources: { areas: NOTHING, frames: NOTHING, labels: NOTHING, 'frame-labels': NOTHING, drawn: NOTHING },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': of('chart-bg') } },
      ...areaLayers(of),
      ...frameLayers(of),
      ...drawnLayers(of).slice(0, 2),
      ...labelLayers(of),
      ...drawnLayers(of).slice(2),
    ],
  };
}
