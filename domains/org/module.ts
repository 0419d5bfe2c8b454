// SPDX-License-Identifier: Apache-2.0
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';

/** The organisation: units, their places in the tree, and how they are found. */
export const orgModule = {
  id: 'org',
  title: { zh: '组织与区划', en: 'Organisation' },
  needs: [],
  permissions: [{ id: 'org.read', title: { zh: '查看单位', en: 'See units' } }],
  events: [],
  measures: [],
  errors: [],
  screens: [],
} as const satisfies ModuleDeclaration;
