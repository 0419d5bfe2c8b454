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
    { id: 'platform.accounts', title: { zh: '管理账号', en: 'Administer accounts' } },
    { id: 'platform.review', title: { zh: '复核账号', en: 'Review accounts' } },
    { id: 'platform.audit', title: { zh: '查看审计记录', en: 'See the audit' } },
  ],
  events: [],
  measures: [],
  errors: [],
  screens: [
    { id: 'platform.week', path: '/week', title: { zh: '我的本周', en: 'My week' }, permission: null, menu: 15 },
    {
      id: 'platform.accounts',
      path: '/accounts',
      title: { zh: '账号', en: 'Accounts' },
      permission: 'platform.accounts',
      menu: 80,
    },
    {
      id: 'platform.review',
      path: '/accounts/review',
      title: { zh: '账号复核', en: 'Account review' },
      permission: 'platform.review',
      menu: 81,
    },
    {
      id: 'platform.account',
      path: '/accounts/$id',
      title: { zh: '账号', en: 'Account' },
      permission: 'platform.accounts',
      menu: null,
    },
    { id: 'platform.me', path: '/me', title: { zh: '我的账号', en: 'My account' }, permission: null, menu: null },
    {
      id: 'platform.jobs',
      path: '/jobs',
      title: { zh: '后台任务', en: 'Background jobs' },
      permission: 'platform.jobs',
      menu: 90,
    },
  ],
} as const satisfies ModuleDeclaration;
