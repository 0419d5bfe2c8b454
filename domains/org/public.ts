// SPDX-License-Identifier: Apache-2.0

export { scopeChangeShape } from './model/scope.ts';
export type { OrgUnit } from './model/units.ts';
export { unitId, unitShape } from './model/units.ts';
