// SPDX-License-Identifier: Apache-2.0
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';

/** What the platform declares as a domain does; its errors are added by its server, which alone meets them. */
export const platformModule = {
  id: 'platform',
  title: { zh: '平台', en: 'Platform' },
  needs: [],
  permissions: [
    { id: 'platform.read', title: { zh: '查看系统运行情况', en: 'See how the system runs' } },
    { id: 'platform.jobs', title: { zh: '查看后台任务', en: 'See background jobs' } },
    { id: 'platform.audit', title: { zh: '查看审计记录', en: 'See the audit' } },
  ],
  events: [],
  measures: [],
  errors: [],
  screens: [
    {
      id: 'platform.jobs',
      path: '/jobs',
      title: { zh: '后台任务', en: 'Background jobs' },
      permission: 'platform.jobs',
      menu: 90,
    },
  ],
} as const satisfies ModuleDeclaration;
