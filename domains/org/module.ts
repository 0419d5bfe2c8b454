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
  screens: [
    { id: 'org.home', path: '/units', title: { zh: '组织', en: 'Units' }, permission: 'org.read', menu: 60 },
    { id: 'org.unit', path: '/units/$unit', title: { zh: '单位', en: 'Unit' }, permission: 'org.read', menu: null },
    {
      id: 'org.search',
      path: '/search',
      title: { zh: '找单位', en: 'Find a unit' },
      permission: 'org.read',
      menu: null,
    },
  ],
} as const satisfies ModuleDeclaration;
