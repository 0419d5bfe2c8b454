// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { OrgUnit } from '../model/units.ts';
import { findUnit } from './queries/units.ts';

export { scopeChangesOf } from './queries/scope-changes.ts';
export { successorsOf } from './queries/successors.ts';
export { chainOf, findUnit, unitsByCode } from './queries/units.ts';

/** The unit with this id. @throws Refusal platform.not-found where there is none, or none that the transaction may see */
export async function getUnit(tx: Database, id: number): Promise<OrgUnit> {
  const unit = await findUnit(tx, id);
  if (unit === undefined) throw new Refusal(platformErrors.notFound);
  return unit;
}
