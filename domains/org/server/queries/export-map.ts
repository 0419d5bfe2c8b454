// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { coordinatesOf, type Outline } from '@beichen/engines/ground/micro.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { rangeOf } from '@beichen/kernel/paths.ts';
import { type CivilDate, dateOf, millisOf } from '@beichen/kernel/time.ts';
import { nameOf } from '@beichen/platform-server/action/perform.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import { MOST_EXPORTED } from '../../model/boundaries.ts';
import { orgErrors } from '../../module.ts';
import { findUnitOn } from './as-of.ts';
import { titleOf } from './shown-unit.ts';
import { isInside, rootsOf } from './units.ts';
import type { ChangeDeps } from './world.ts';

const EXPORT = 'org.export';

type Row = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly origin: string;
  readonly basis: string;
  readonly from: CivilDate;
  readonly outline: Outline;
};

const below = (day: CivilDate, { low, high }: ReturnType<typeof rangeOf>) => {
  const held = (table: string) =>
    sql`${sql.ref(`${table}.from`)} <= ${day} AND (${sql.ref(`${table}.to`)} IS NULL OR ${sql.ref(`${table}.to`)} > ${day})`;
  return sql`FROM unit_place p JOIN unit_boundary b ON b.unit_id = p.unit_id AND ${held('b')} JOIN unit u ON u.id = p.unit_id
    JOIN unit_version v ON v.unit_id = u.id AND ${held('v')} LEFT JOIN unit above ON above.id = p.parent_id
    WHERE p.path >= ${low} AND p.path < ${high} AND ${held('p')}`;
};

async function audit(
  { tx, actor, now }: QueryContext,
  about: { readonly unit: number; readonly on: CivilDate; readonly boundaries: number },
): Promise<void> {
  const { unit, on, boundaries } = about;
  const id = uuidv7From(millisOf(now), randomBytes(16));
  const detail = JSON.stringify({ on, boundaries });
  await tx
    .insertInto('audit_entry')
    .values({ id, at: now, actor: nameOf(actor), action: EXPORT, record: id, unit_id: unit, detail })
    .execute();
}

/** The boundaries of a unit and all below it as GeoJSON in WGS-84, which can be imported again. @throws Refusal */
export async function exportMap(
  ctx: QueryContext,
  deps: ChangeDeps,
  asked: { readonly unit: number; readonly on: CivilDate | undefined },
): Promise<Response> {
  const { tx, actor, now } = ctx;
  const on = asked.on ?? dateOf(now, deps.zone);
  const unit = await findUnitOn(tx, on, asked.unit);
  if (unit === undefined) throw new Refusal(asked.on === undefined ? platformErrors.notFound : orgErrors.notThen);
  if (!isInside(unit.path, rootsOf(actor, EXPORT))) throw new Refusal(platformErrors.forbidden);
  const from = below(on, rangeOf(unit.path));
  const { rows: sums } = await sql<{
    corners: number;
  }>`SELECT COALESCE(sum(b.corners), 0)::integer AS corners ${from}`.execute(tx);
  if ((sums[0]?.corners ?? 0) > MOST_EXPORTED) throw new Refusal(orgErrors.tooManyCorners);
  const { rows } = await sql<Row>`
    SELECT u.code, v.name, v.kind, above.code AS parent, b.origin, b.basis, b."from", b.outline ${from} ORDER BY p.level, u.code COLLATE "C"`.execute(
    tx,
  );
  await audit(ctx, { unit: unit.id, on, boundaries: rows.length });
  const features = rows.map(({ outline, kind, ...properties }) => ({
    type: 'Feature',
    properties: { ...properties, kind: titleOf(deps.kinds, kind).zh },
    geometry: { type: 'MultiPolygon', coordinates: coordinatesOf(outline) },
  }));
  const name = encodeURIComponent(`${unit.name}边界-${on}.geojson`);
  return new Response(JSON.stringify({ type: 'FeatureCollection', features }), {
    headers: {
      'Content-Type': 'application/geo+json',
      'Content-Disposition': `attachment; filename="${unit.code}-${on}.geojson"; filename*=UTF-8''${name}`,
      'Cache-Control': 'no-store',
    },
  });
}
