// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { CaseOutcome, ReporterAnswer, Stage } from './case.ts';

/** How staff call them. 办结 is the handler's word, 解决 the reporter's. */
export const stageWords: Readonly<Record<Stage, Words>> = {
  reported: { zh: '待派遣', en: 'To dispatch' },
  dispatched: { zh: '办理中', en: 'In hand' },
  closed: { zh: '已办结', en: 'Closed' },
  answered: { zh: '已答复', en: 'Answered' },
};

export const outcomeWords: Readonly<Record<CaseOutcome, Words>> = {
  done: { zh: '已处置', en: 'Done' },
  cannot: { zh: '不能处置', en: 'Cannot be done' },
  'not-ours': { zh: '不属本单位职责', en: "Not the handler's duty" },
};

export const answerWords: Readonly<Record<ReporterAnswer, Words>> = {
  solved: { zh: '已解决', en: 'Solved' },
  unsolved: { zh: '未解决', en: 'Not solved' },
  unreached: { zh: '未联系上', en: 'Not reached' },
  'not-ours': { zh: '不属职责范围', en: 'Outside competence' },
};

/** How the reporter is told, in everyday words. */
export const plainStageWords: Readonly<Record<Stage, Words>> = {
  reported: { zh: '已经收到，正在安排单位办理', en: 'Received; we are finding the unit in charge' },
  dispatched: { zh: '正在办理', en: 'Being dealt with' },
  closed: { zh: '办理单位说办完了，解决了没有？', en: 'The unit says it is done. Is it solved?' },
  answered: { zh: '已经记下您的答复', en: 'Your answer is recorded' },
};
