// SPDX-License-Identifier: Apache-2.0

import { toWgs84 } from '@beichen/engines/ground/datum.ts';
import type { Datum } from '@beichen/engines/ground/datums.ts';
import {
  countCorners,
  micro,
  type Outline,
  type Position,
  type Ring,
  ringFrom,
} from '@beichen/engines/ground/micro.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { type MapFault, MOST_CORNERS, MOST_CORNERS_EACH, MOST_FEATURES } from '../model/boundaries.ts';

/** A feature of a file: what it calls itself, and its outline where it could be read. */
export type Feature = {
  /** From 1 on. */
  readonly at: number;
  readonly code: string;
  readonly name: string;
  readonly outline: Outline | undefined;
};

export type ReadFile = { readonly features: readonly Feature[]; readonly faults: readonly MapFault[] };

/** Names of properties by which files say what a feature is. */
const CODE_KEYS = ['code', '代码', '单位代码', '区划代码', 'adcode', 'gid', 'id'];
const NAME_KEYS = ['name', '名称', '单位名称', '单位', 'title'];

type Sorted = { readonly [key: string]: unknown };
const isObject = (value: unknown): value is Sorted =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is said under the first of these keys, in whichever case they are written. */
function saidIn(properties: Sorted, keys: readonly string[]): string {
  const lower = new Map(Object.entries(properties).map(([key, value]) => [key.toLowerCase(), value]));
  const value = keys
    .map((key) => lower.get(key))
    .find((one) => (typeof one === 'string' && one.trim() !== '') || typeof one === 'number');
  return value === undefined ? '' : String(value).normalize('NFC').trim();
}

const whole = (what: Words, mend: Words): MapFault => ({ feature: null, unit: '', what, mend });

/** Faults of a file as they are found, each at its feature. */
class Reading {
  readonly faults: MapFault[] = [];
  private readonly datum: Datum;
  private feature = 0;
  private unit = '';

  constructor(datum: Datum) {
    this.datum = datum;
  }

  at(feature: number, unit: string): void {
    this.feature = feature;
    this.unit = unit;
  }

  fault(what: Words, mend: Words): undefined {
    this.faults.push({ feature: this.feature, unit: this.unit, what, mend });
    return undefined;
  }

  private place(value: unknown): Position | undefined {
    if (!Array.isArray(value)) return undefined;
    const [lng, lat]: unknown[] = value;
    if (typeof lng !== 'number' || typeof lat !== 'number' || !(Math.abs(lng) <= 180) || !(Math.abs(lat) <= 85))
      return undefined;
    return toWgs84([lng, lat], this.datum);
  }

  ring(value: unknown): Ring | undefined {
    if (!Array.isArray(value)) return this.fault(NO_RING, AS_GEOJSON);
    const places: Position[] = [];
    for (const [n, one] of value.entries()) {
      const place = this.place(one);
      if (place === undefined) return this.fault(badPlace(n + 1, one), IN_DEGREES);
      places.push(place);
    }
    const [first, last] = [places[0], places.at(-1)];
    if (first === undefined || last === undefined) return this.fault(NO_RING, AS_GEOJSON);
    if (micro(first[0]) !== micro(last[0]) || micro(first[1]) !== micro(last[1]))
      return this.fault(notClosed(value[0], value.at(-1)), CLOSE);
    const ring = ringFrom(places);
    return ring.length < 6 ? this.fault(TOO_FEW, AS_GEOJSON) : ring;
  }

  outline(geometry: unknown): Outline | undefined {
    const { type, coordinates } = isObject(geometry) ? geometry : {};
    if (type !== 'Polygon' && type !== 'MultiPolygon') return this.fault(notArea(type), ONLY_AREAS);
    const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates;
    if (!Array.isArray(polygons) || polygons.length === 0) return this.fault(NO_RING, AS_GEOJSON);
    const before = this.faults.length;
    const outline = polygons.map((polygon: unknown) =>
      (Array.isArray(polygon) ? polygon : []).flatMap((ring) => {
        const read = this.ring(ring);
        return read === undefined ? [] : [read];
      }),
    );
    if (this.faults.length > before) return undefined;
    if (outline.some((polygon) => polygon.length === 0)) return this.fault(NO_RING, AS_GEOJSON);
    const corners = countCorners(outline);
    return corners > MOST_CORNERS_EACH ? this.fault(tooMany(corners), FEWER) : outline;
  }
}

const AS_GEOJSON = { zh: '按GeoJSON（RFC 7946）重新导出', en: 'Export it again as GeoJSON (RFC 7946)' };
const NO_RING = { zh: '没有坐标', en: 'It has no coordinates' };
const TOO_FEW = { zh: '不同的折点不到3个', en: 'It has fewer than three different corners' };
const IN_DEGREES = {
  zh: '用经纬度（度），经度在前；投影坐标须先换算',
  en: 'Use degrees, longitude first; convert projected coordinates before',
};
const CLOSE = {
  zh: '让最后一点与第一点相同；检查中间是否漏了点',
  en: 'Let the last point be the first again; see whether points are missing',
};
const ONLY_AREAS = {
  zh: '只收Polygon和MultiPolygon；线、点去掉',
  en: 'Only Polygon and MultiPolygon are taken; remove lines and points',
};
const FEWER = { zh: '先抽稀，或分成几个要素', en: 'Simplify it first' };

const shortly = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 40);
const badPlace = (n: number, value: unknown): Words => ({
  zh: `第${n}个折点${shortly(value)}不是经纬度`,
  en: `Corner ${n}, ${shortly(value)}, is no longitude and latitude`,
});
const notClosed = (first: unknown, last: unknown): Words => ({
  zh: `边界没有闭合：从${shortly(first)}起，到${shortly(last)}止`,
  en: `The boundary is not closed: it begins at ${shortly(first)} and ends at ${shortly(last)}`,
});
const notArea = (type: unknown): Words => ({
  zh: `几何类型是${shortly(type)}，不是面`,
  en: `Its geometry is ${shortly(type)}, no area`,
});
const tooMany = (corners: number): Words => ({
  zh: `有${corners}个折点，最多${MOST_CORNERS_EACH}个`,
  en: `It has ${corners} corners; ${MOST_CORNERS_EACH} are the most`,
});

function collectionIn(text: string): readonly unknown[] | MapFault {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return whole({ zh: '文件不是JSON', en: 'The file is not JSON' }, AS_GEOJSON);
  }
  const features = isObject(value) && value['type'] === 'FeatureCollection' ? value['features'] : undefined;
  if (!Array.isArray(features))
    return whole(
      { zh: '文件不是GeoJSON的FeatureCollection', en: 'The file is no GeoJSON FeatureCollection' },
      AS_GEOJSON,
    );
  if (features.length === 0) return whole({ zh: '文件里没有要素', en: 'The file has no features' }, AS_GEOJSON);
  if (features.length > MOST_FEATURES)
    return whole(
      {
        zh: `文件有${features.length}个要素，最多${MOST_FEATURES}个`,
        en: `The file has ${features.length} features; ${MOST_FEATURES} are the most`,
      },
      { zh: '按县区分成几个文件', en: 'Split it by county' },
    );
  return features;
}

/** Reads a GeoJSON FeatureCollection in the given system; all that is wrong with its writing comes at once, by feature. */
export function readFeatures(text: string, datum: Datum): ReadFile {
  const collection = collectionIn(text);
  if (!Array.isArray(collection)) return { features: [], faults: [collection as MapFault] };
  const reading = new Reading(datum);
  const features: Feature[] = [];
  let corners = 0;
  for (const [n, one] of collection.entries()) {
    const { properties, geometry, id } = isObject(one) ? one : {};
    const said = isObject(properties) ? properties : {};
    const code = saidIn(said, CODE_KEYS) || (typeof id === 'string' || typeof id === 'number' ? String(id) : '');
    const name = saidIn(said, NAME_KEYS);
    reading.at(n + 1, code || name);
    const outline = reading.outline(geometry);
    corners += outline === undefined ? 0 : countCorners(outline);
    features.push({ at: n + 1, code, name, outline });
  }
  if (corners > MOST_CORNERS)
    reading.faults.push(
      whole(
        {
          zh: `共有${corners}个折点，最多${MOST_CORNERS}个`,
          en: `There are ${corners} corners in all; ${MOST_CORNERS} are the most`,
        },
        { zh: '先抽稀，或按县区分成几个文件', en: 'Simplify it, or split it by county' },
      ),
    );
  return { features, faults: reading.faults };
}
