// SPDX-License-Identifier: Apache-2.0
import * as gcoord from 'gcoord';
import type { Datum } from './datums.ts';
import type { Position } from './micro.ts';

// The package is CommonJS that describes itself as a module: what its types call "default" twice is there once.
const { transform, GCJ02, BD09, WGS84 } = gcoord.default as unknown as typeof gcoord.default.default;

const SYSTEMS = { gcj02: GCJ02, bd09: BD09 } as const;

/** A place in WGS-84, whichever system it was given in. */
export function toWgs84([lng, lat]: Position, from: Datum): Position {
  if (from === 'wgs84' || from === 'cgcs2000') return [lng, lat];
  const [x, y] = transform([lng, lat], SYSTEMS[from], WGS84);
  return [x, y];
}
