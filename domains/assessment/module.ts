// SPDX-License-Identifier: Apache-2.0
import { errorTable } from '@beichen/kernel/errors.ts';
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';

export const assessmentErrors = errorTable('assessment', {
  periodOpen: {
    status: 409,
    title: { zh: '没有冻结', en: 'Not frozen' },
    why: { zh: '这个考核周期还没有结束', en: 'The period has not ended yet' },
    mend: { zh: '周期结束后再冻结', en: 'Freeze after its last day' },
  },
  alreadyRequested: {
    status: 409,
    title: { zh: '没有再次冻结', en: 'Not frozen again' },
    why: { zh: '同一周期的冻结正在进行', en: 'A freeze of the same period is under way' },
    mend: { zh: '等它完成后再看是否还需要', en: 'Wait until it is done, then see whether another is needed' },
  },
  notFinal: {
    status: 409,
    title: { zh: '没有数据包', en: 'No data package' },
    why: { zh: '只有冻结后的正式结果才有数据包', en: 'Only a final result has one' },
    mend: { zh: '先冻结这个周期的结果', en: 'Freeze the result of this period first' },
  },
});

export const assessmentModule = {
  id: 'assessment',
  title: { zh: '考评', en: 'Assessment' },
  needs: ['org'],
  permissions: [
    { id: 'assessment.read', title: { zh: '查看考评结果', en: 'See results' } },
    { id: 'assessment.freeze', title: { zh: '冻结考评结果', en: 'Freeze a result' } },
    { id: 'assessment.export', title: { zh: '导出公开数据包', en: 'Export the open data package' } },
  ],
  events: [
    { name: 'assessment.requested', title: { zh: '要求冻结结果', en: 'A freeze was asked for' } },
    { name: 'assessment.finalised', title: { zh: '结果已冻结', en: 'A result became final' } },
  ],
  measures: [],
  errors: Object.values(assessmentErrors),
  screens: [
    {
      id: 'assessment.chart',
      path: '/',
      title: { zh: '星图', en: 'Star chart' },
      permission: 'assessment.read',
      menu: 10,
    },
    {
      id: 'assessment.results',
      path: '/assessment',
      title: { zh: '考评', en: 'Assessment' },
      permission: 'assessment.read',
      menu: 20,
    },
    {
      id: 'assessment.unit',
      path: '/assessment/units/$unit',
      title: { zh: '单位结果', en: 'Result of a unit' },
      permission: 'assessment.read',
      menu: null,
    },
    {
      id: 'assessment.evaluation',
      path: '/assessment/evaluations/$evaluation',
      title: { zh: '一次结果', en: 'A result' },
      permission: 'assessment.read',
      menu: null,
    },
  ],
} as const satisfies ModuleDeclaration;
