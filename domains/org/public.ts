// SPDX-License-Identifier: Apache-2.0

export type { OrgUnit } from './model.ts';
export { unitId, unitShape } from './model.ts';
