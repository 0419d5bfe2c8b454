// SPDX-License-Identifier: Apache-2.0
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';
import { caseErrors } from './module/errors.ts';

/** Working days from dispatch to close: the upper bounds of the histogram's buckets. */
export const CLOSING_BOUNDS = [0.5, 1, 2, 3, 5, 10, 20] as const;

const cases = { zh: '件', en: 'cases' };

export const casesModule = {
  id: 'cases',
  title: { zh: '事项', en: 'Cases' },
  needs: ['org'],
  permissions: [
    { id: 'cases.read', title: { zh: '查看事项', en: 'See cases' } },
    { id: 'cases.report', title: { zh: '上报事项', en: 'Report cases' } },
    { id: 'cases.dispatch', title: { zh: '派遣事项', en: 'Dispatch cases' } },
    { id: 'cases.close', title: { zh: '办结事项', en: 'Close cases' } },
    { id: 'cases.defer', title: { zh: '批准缓办', en: 'Let cases be deferred' } },
    { id: 'cases.answer', title: { zh: '回访并记录答复', en: 'Call back and record answers' } },
    { id: 'cases.attach', title: { zh: '添加和移除事项的文件', en: 'Add files to cases and take them away' } },
    { id: 'cases.contact', title: { zh: '查看上报人联系方式', en: "See a reporter's contact" } },
  ],
  events: [
    { name: 'cases.reported', title: { zh: '事项已上报', en: 'A case was reported' } },
    { name: 'cases.dispatched', title: { zh: '事项已派遣', en: 'A case was dispatched' } },
    { name: 'cases.closed', title: { zh: '事项已办结', en: 'A case was closed' } },
    { name: 'cases.deferred', title: { zh: '事项已缓办', en: 'A case was deferred' } },
    { name: 'cases.answered', title: { zh: '上报人已答复', en: 'A reporter answered' } },
    {
      name: 'cases.passed',
      title: { zh: '事项随区划调整转出或转入', en: 'A case went to another unit as the tree changed' },
    },
    { name: 'cases.redated', title: { zh: '事项到期时间已重算', en: "A case's due time was computed again" } },
    { name: 'cases.overdue', title: { zh: '事项已超期', en: 'A case became overdue' } },
  ],
  measures: [
    {
      id: 'cases.reported',
      title: { zh: '上报事项', en: 'Cases reported' },
      combine: 'sum',
      form: 'count',
      unit: cases,
      changedBy: ['cases.reported'],
    },
    {
      id: 'cases.closed_on_time',
      title: { zh: '事项按期办结率', en: 'Cases closed in time' },
      combine: 'sum',
      form: 'ratio',
      unit: cases,
      changedBy: ['cases.closed', 'cases.deferred', 'cases.redated', 'cases.overdue', 'cases.passed'],
    },
    {
      id: 'cases.solved',
      title: { zh: '事项解决率', en: 'Cases solved' },
      combine: 'sum',
      form: 'ratio',
      unit: cases,
      changedBy: ['cases.answered', 'cases.passed'],
    },
    {
      id: 'cases.reporters',
      title: { zh: '上报人数', en: 'Reporters' },
      combine: 'distinct',
      form: 'count',
      unit: { zh: '人', en: 'persons' },
      changedBy: ['cases.reported'],
    },
    {
      id: 'cases.closing_days',
      title: { zh: '办结用时', en: 'Time to close' },
      combine: 'histogram',
      form: 'value',
      unit: { zh: '工作日', en: 'working days' },
      changedBy: ['cases.closed', 'cases.passed'],
      buckets: CLOSING_BOUNDS,
    },
  ],
  errors: Object.values(caseErrors),
  screens: [
    {
      id: 'cases.board',
      path: '/cases',
      title: { zh: '事项', en: 'Cases' },
      permission: 'cases.read',
      menu: 30,
    },
    {
      id: 'cases.mine',
      path: '/cases/mine',
      title: { zh: '待我办理', en: 'Waiting for me' },
      permission: 'cases.read',
      menu: null,
    },
    {
      id: 'cases.report',
      path: '/cases/report',
      title: { zh: '上报事项', en: 'Report a case' },
      permission: 'cases.report',
      menu: null,
    },
    {
      id: 'cases.case',
      path: '/cases/$case',
      title: { zh: '事项详情', en: 'A case' },
      permission: 'cases.read',
      menu: null,
    },
  ],
} as const satisfies ModuleDeclaration;
