// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { OrgPack } from '../../model/pack.ts';
import type { OrgUnit, unitShape } from '../../model/units.ts';

/** A unit as it is sent: with the title of its kind, without its path. */
export function shownUnit(
  unit: Pick<OrgUnit, 'id' | 'code' | 'kind' | 'name' | 'level' | 'closedOn'>,
  kinds: OrgPack['kinds'],
): z.infer<typeof unitShape> {
  const { id, code, kind, name, level, closedOn } = unit;
  const { zh, en } = kinds[kind] ?? { zh: kind, en: kind };
  return { id, code, kind, kindTitle: { zh, en }, name, level, closedOn };
}
