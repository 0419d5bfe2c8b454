// SPDX-License-Identifier: Apache-2.0
import { may } from '@beichen/engines/access/may.ts';
import { toWgs84 } from '@beichen/engines/ground/datum.ts';
import { micro } from '@beichen/engines/ground/micro.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { dateOf } from '@beichen/kernel/time.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { command, query, type Route, type Taken, upload } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import {
  drawInput,
  drawn,
  drawnCheck,
  drawnChecked,
  MOST_MAP_FILE,
  mapAsked,
  mapCarried,
  mapCarryQuery,
  mapChecked,
  mapExportQuery,
  mapFileQuery,
  mapPage,
  outlinesAsked,
  outlinesPage,
  placeAsked,
  placeFound,
} from '../../model/boundaries.ts';
import { unitId } from '../../model/units.ts';
import { orgErrors } from '../../module.ts';
import { readFeatures } from '../../rules/read-features.ts';
import { checkDrawnAction, drawBoundaryAction } from '../actions/draw-boundary.ts';
import { checkMapAction, importMapAction } from '../actions/import-map.ts';
import { getUnit } from '../public.ts';
import { chainOn, findUnitOn } from '../queries/as-of.ts';
import { areasOn, boundariesOn, groundKinds, outlinesBelow, unitAround } from '../queries/boundaries.ts';
import { exportMap } from '../queries/export-map.ts';
import { shownUnit } from '../queries/shown-unit.ts';
import { chainOf } from '../queries/units.ts';
import type { ChangeDeps } from '../queries/world.ts';

const none = z.strictObject({});
const byId = z.object({ id: unitId });
const read = { permission: 'org.read' };
const door = { permission: 'org.bound' };
const file = z.instanceof(Response).describe('一个文件');

function mapRoute(deps: ChangeDeps): Route {
  return query({
    path: '/api/org/units/{id}/map',
    summary: { zh: '一个单位和下一级单位的边界', en: 'The boundaries of a unit and of those directly below' },
    door: read,
    revalidated: true,
    params: byId,
    query: mapAsked,
    output: mapPage,
    errors: [orgErrors.notThen],
    async run({ tx, actor, now }, { params, query: { on, after, limit } }) {
      const day = on ?? dateOf(now, deps.zone);
      const unit = await findUnitOn(tx, day, params.id);
      if (unit === undefined) throw new Refusal(on === undefined ? platformErrors.notFound : orgErrors.notThen);
      const chain = await chainOn(tx, day, unit);
      const { units, next } = await areasOn(tx, day, { parent: unit.id, kinds: groundKinds(deps.kinds), after, limit });
      const found = await boundariesOn(tx, day, [unit.id, ...units.map(({ id }) => id)]);
      const record = { paths: [unit.path], line: null, sensitivity: 'open' } as const;
      return {
        unit: shownUnit(unit, deps.kinds),
        boundary: found.get(unit.id) ?? null,
        chain: chain.map((above) => shownUnit(above, deps.kinds)),
        areas: units.map((one) => ({
          unit: { ...shownUnit(one, deps.kinds), leaf: one.leaf },
          boundary: found.get(one.id) ?? null,
        })),
        next,
        abilities: ['org.bound', 'org.export'].filter((permission) => may(actor, permission, record)),
      };
    },
  });
}

function outlinesRoute(deps: ChangeDeps): Route {
  return query({
    path: '/api/org/units/{id}/outlines',
    summary: { zh: '一个单位之下某一类单位的边界，显示用', en: 'Boundaries of the units of a kind below a unit' },
    door: read,
    revalidated: true,
    params: byId,
    query: outlinesAsked,
    output: outlinesPage,
    errors: [orgErrors.notThen, orgErrors.tooManyOutlines],
    async run({ tx, now }, { params, query: { kind, on } }) {
      const day = on ?? dateOf(now, deps.zone);
      const unit = await findUnitOn(tx, day, params.id);
      if (unit === undefined) throw new Refusal(on === undefined ? platformErrors.notFound : orgErrors.notThen);
      const areas = await outlinesBelow(tx, day, { unit, kind });
      return {
        sketch: areas.some(({ origin }) => origin === 'sketch'),
        areas: areas.map(({ outline, ...area }) => ({
          ...area,
          outline: outline.map((rings) => rings.map((ring) => [...ring])),
        })),
      };
    },
  });
}

function placeRoute(deps: ChangeDeps): Route {
  return query({
    path: '/api/org/place',
    summary: { zh: '一个地点在哪个单位', en: 'Which unit a place lies in' },
    door: read,
    params: none,
    query: placeAsked,
    output: placeFound,
    async run({ tx, now }, { query: { lng, lat, datum } }) {
      const [x, y] = toWgs84([lng, lat], datum);
      const id = await unitAround(tx, dateOf(now, deps.zone), [micro(x), micro(y)]);
      if (id === undefined) return { unit: null, chain: [] };
      const unit = await getUnit(tx, id);
      const chain = await chainOf(tx, unit);
      return { unit: shownUnit(unit, deps.kinds), chain: chain.map((above) => shownUnit(above, deps.kinds)) };
    },
  });
}

const taken = (action: unknown, input: object): Taken => ({
  action: action as Taken['action'],
  input,
  // Nothing is kept of a file, so nothing is let go of.
  release: async () => undefined,
});

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function drawnRoutes(deps: ChangeDeps): Route[] {
  return [
    command({
      path: '/api/org/units/{unit}/boundary',
      summary: { zh: '手绘一个单位的边界', en: 'Draw the boundary of a unit' },
      door,
      params: z.object({ unit: unitId }),
      input: drawInput,
      output: drawn,
      errors: [platformErrors.badInput],
      action: drawBoundaryAction(deps),
    }),
    command({
      path: '/api/org/units/{unit}/boundary/check',
      summary: { zh: '检查手绘的边界：有什么问题，什么要留意', en: 'Check a boundary that was drawn' },
      door,
      params: z.object({ unit: unitId }),
      input: drawnCheck,
      output: drawnChecked,
      errors: [platformErrors.badInput],
      action: checkDrawnAction(deps),
    }),
  ];
}

export function mapRoutes(deps: ChangeDeps): Route[] {
  return [
    mapRoute(deps),
    outlinesRoute(deps),
    placeRoute(deps),
    query({
      path: '/api/org/boundaries',
      summary: { zh: '导出边界（GeoJSON，WGS-84）', en: 'Boundaries as GeoJSON in WGS-84' },
      door: { permission: 'org.export' },
      params: none,
      query: mapExportQuery,
      output: file,
      errors: [platformErrors.forbidden, orgErrors.notThen, orgErrors.tooManyCorners],
      run: (ctx, { query: { unit, on } }) => exportMap(ctx, deps, { unit, on }),
    }),
    ...drawnRoutes(deps),
    upload({
      path: '/api/org/boundaries/check',
      summary: { zh: '检查边界文件：会设定哪些，有什么问题', en: 'Check a file of boundaries' },
      door,
      params: none,
      query: mapFileQuery,
      output: mapChecked,
      most: MOST_MAP_FILE,
      async take(bytes, { query: { datum, under, from } }, key) {
        return taken(checkMapAction(deps), { id: key, under, from, read: readFeatures(textOf(bytes), datum) });
      },
    }),
    upload({
      path: '/api/org/boundaries/import',
      summary: { zh: '导入边界文件', en: 'Import a file of boundaries' },
      door,
      params: none,
      query: mapCarryQuery,
      output: mapCarried,
      most: MOST_MAP_FILE,
      errors: [platformErrors.badInput],
      async take(bytes, { query: { id, basis, datum, under, from } }) {
        return taken(importMapAction(deps), { id, basis, under, from, read: readFeatures(textOf(bytes), datum) });
      },
    }),
  ];
}
