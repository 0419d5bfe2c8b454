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
  noticeRuns: {
    status: 409,
    title: { zh: '没有冻结', en: 'Not frozen' },
    why: { zh: '这一期正在公示', en: 'The period is on public notice' },
    mend: {
      zh: '公示期满、异议都答复以后再冻结',
      en: 'Freeze when the notice is over and every objection is answered',
    },
  },
  objectionsOpen: {
    status: 409,
    title: { zh: '没有冻结', en: 'Not frozen' },
    why: { zh: '还有异议没有答复', en: 'An objection has not been answered yet' },
    mend: { zh: '到“公示与异议”里逐件答复后再冻结', en: 'Answer each under “Notices”, then freeze' },
  },
  noNoticeRule: {
    status: 409,
    title: { zh: '没有公示', en: 'No notice was opened' },
    why: {
      zh: '本城还没有定公示几天、异议由谁受理',
      en: 'The city has not laid down how long a notice runs and to whom objections go',
    },
    mend: { zh: '在数据包pack.yaml的assessment.notice里写明', en: 'Write it into assessment.notice of pack.yaml' },
  },
  noticeOver: {
    status: 409,
    title: { zh: '没有提交异议', en: 'The objection was not taken' },
    why: { zh: '公示期已满', en: 'The notice is over' },
    mend: { zh: '有新情况的，向所在街道反映', en: 'Tell the street of what is new' },
  },
  unknownItem: {
    status: 400,
    title: { zh: '没有提交异议', en: 'The objection was not taken' },
    why: { zh: '考核办法里没有这颗星或这一项', en: 'The method has no such star or item' },
    mend: { zh: '从列表里重新选择', en: 'Choose again from the list' },
  },
  alreadyAnswered: {
    status: 409,
    title: { zh: '没有答复', en: 'Not answered' },
    why: { zh: '这件异议已经答复', en: 'The objection has been answered' },
    mend: { zh: '查看已有的答复', en: 'See that answer' },
  },
  ownUnit: {
    status: 403,
    title: { zh: '没有答复', en: 'Not answered' },
    why: { zh: '您在这个单位任职，不能答复对它的异议', en: 'You hold a post in this unit and cannot answer for it' },
    mend: { zh: '请由其他人答复', en: 'Let somebody else answer' },
  },
  draftClosed: {
    status: 409,
    title: { zh: '没有保存', en: 'Not saved' },
    why: {
      zh: '这份草案已经发布成正式版，正式版不再改动',
      en: 'The draft has been published, and an edition never changes',
    },
    mend: { zh: '由正式版另起一份草案', en: 'Start another draft from the edition' },
  },
  draftMoved: {
    status: 409,
    title: { zh: '没有保存', en: 'Not saved' },
    why: { zh: '您打开以后，别人保存过这份草案', en: 'Somebody saved the draft after you opened it' },
    mend: { zh: '对照两份，留下一份再保存', en: 'Compare the two, keep one and save again' },
  },
  draftFaulty: {
    status: 422,
    title: { zh: '没有发布', en: 'Not published' },
    why: { zh: '草案还有错误', en: 'The draft still has faults' },
    mend: { zh: '逐处改正，检查通过后再发布', en: 'Mend each of them, then publish' },
  },
  termUnfit: {
    status: 422,
    title: { zh: '没有发布', en: 'Not published' },
    why: { zh: '创建周期的起止日期不合适', en: 'The term cannot be as it is given' },
    mend: { zh: '按下面的说明改正日期', en: 'Correct the dates as said below' },
  },
  noPeriodKind: {
    status: 422,
    title: { zh: '没有发布', en: 'Not published' },
    why: { zh: '草案没有写考核周期（period）', en: 'The draft does not say its period' },
    mend: { zh: '在开头补上period，如period: quarter', en: 'Add period at its head, such as period: quarter' },
  },
  editionTaken: {
    status: 409,
    title: { zh: '没有发布', en: 'Not published' },
    why: { zh: '这个办法已经有同名的版本', en: 'The method has an edition of that name' },
    mend: { zh: '改动另立新版：给edition换一个名称', en: 'A change is a new edition: give it another name' },
  },
  notWhole: {
    status: 403,
    title: { zh: '不能在这里试算', en: 'No trial here' },
    why: {
      zh: '试算要用全部考核对象的数据，您的岗位看不到全部',
      en: 'A trial takes the facts of every unit, which your post does not see',
    },
    mend: { zh: '请能看到全部的组织者试算', en: 'Ask an organiser who sees all of them' },
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
    { id: 'assessment.notice', title: { zh: '公示考评结果', en: 'Open a public notice' } },
    { id: 'assessment.object', title: { zh: '对本单位结果提出异议', en: "Object to one's own result" } },
    { id: 'assessment.answer', title: { zh: '答复异议', en: 'Answer objections' } },
    { id: 'assessment.draft', title: { zh: '起草考核办法', en: 'Draft methods' } },
    { id: 'assessment.publish', title: { zh: '发布考核办法', en: 'Publish methods' } },
    { id: 'assessment.export', title: { zh: '导出公开数据包', en: 'Export the open data package' } },
  ],
  events: [
    { name: 'assessment.requested', title: { zh: '要求冻结结果', en: 'A freeze was asked for' } },
    { name: 'assessment.noticed', title: { zh: '结果开始公示', en: 'A result is on notice' } },
    { name: 'assessment.notice-closed', title: { zh: '公示期满', en: 'A notice ended' } },
    { name: 'assessment.objected', title: { zh: '有人提出异议', en: 'An objection was made' } },
    { name: 'assessment.objection-due', title: { zh: '异议到期未答复', en: 'An objection fell due' } },
    { name: 'assessment.objection-settled', title: { zh: '异议已答复', en: 'An objection was answered' } },
    { name: 'assessment.published', title: { zh: '考核办法已发布', en: 'A method was published' } },
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
