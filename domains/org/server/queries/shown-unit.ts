// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { z } from 'zod';
import type { OrgPack } from '../../model/pack.ts';
import type { OrgUnit, unitShape } from '../../model/units.ts';

/** The title of a kind, without what else the pack says of it. */
export function titleOf(kinds: OrgPack['kinds'], kind: string): Words {
  const { zh, en } = kinds[kind] ?? { zh: kind, en: kind };
  return { zh, en };
}

/** A unit as it is sent: with the title of its kind, without its path. */
export function shownUnit(
  unit: Pick<OrgUnit, 'id' | 'code' | 'kind' | 'name' | 'level' | 'closedOn'>,
  kinds: OrgPack['kinds'],
): z.infer<typeof unitShape> {
  const { id, code, kind, name, level, closedOn } = unit;
  return { id, code, kind, kindTitle: titleOf(kinds, kind), name, level, closedOn };
}
