// SPDX-License-Identifier: Apache-2.0
import { errorTable } from '@beichen/kernel/errors.ts';

/** What cases may answer beside the platform's own. The `why` of an obstacle is also what a disabled button says. */
export const caseErrors = errorTable('cases', {
  unknownCategory: {
    status: 400,
    title: { zh: '没有上报，类别不对', en: 'Not reported: the category is wrong' },
    why: { zh: '本城的事项种类里没有这一类别', en: "The city's list of cases has no such category" },
    mend: { zh: '从列表里重新选择类别', en: 'Choose a category from the list' },
  },
  wrongUnit: {
    status: 400,
    title: { zh: '没有上报，地点不对', en: 'Not reported: the place is wrong' },
    why: { zh: '这类事项只能报到社区', en: 'Such a case is reported to a community' },
    mend: { zh: '选择事发社区', en: 'Choose the community where it is' },
  },
  inFuture: {
    status: 400,
    title: { zh: '没有保存，发生时间不对', en: 'Not saved: the time is wrong' },
    why: { zh: '填写的发生时间晚于现在', en: 'The time entered lies in the future' },
    mend: { zh: '改正时间，或留空', en: 'Correct the time, or leave it empty' },
  },
  unknownHandler: {
    status: 400,
    title: { zh: '没有派遣，处置单位不对', en: 'Not dispatched: the handling unit is wrong' },
    why: { zh: '没有这个单位，或本岗位看不到它', en: 'There is no such unit, or none that you may see' },
    mend: { zh: '从列表里重新选择处置单位', en: 'Choose a handling unit from the list' },
  },
  notDispatched: {
    status: 409,
    title: { zh: '现在不能这样做', en: 'Not possible now' },
    why: { zh: '事项还没有派遣', en: 'The case has not been dispatched yet' },
    mend: { zh: '先派遣到处置单位', en: 'Dispatch it to a unit first' },
  },
  alreadyDispatched: {
    status: 409,
    title: { zh: '没有派遣', en: 'Not dispatched' },
    why: { zh: '事项已经派遣', en: 'The case has been dispatched already' },
    mend: {
      zh: '由处置单位办理；不属其职责的，请它注明后办结',
      en: 'Let that unit handle it, or close it as not its own',
    },
  },
  notClosed: {
    status: 409,
    title: { zh: '没有记录答复', en: 'The answer was not recorded' },
    why: { zh: '事项尚未办结', en: 'The case has not been closed yet' },
    mend: { zh: '办结之后再回访', en: 'Call back after it is closed' },
  },
  alreadyClosed: {
    status: 409,
    title: { zh: '现在不能这样做', en: 'Not possible now' },
    why: { zh: '事项已经办结', en: 'The case has been closed' },
    mend: { zh: '仍有问题的，另报一件', en: 'Report a new case if something is left' },
  },
  alreadyAnswered: {
    status: 409,
    title: { zh: '没有记录答复', en: 'The answer was not recorded' },
    why: { zh: '上报人已经答复过', en: 'The reporter has answered already' },
    mend: { zh: '查看已有的答复；问题又出现的，另报一件', en: 'See that answer; report a new case if it came back' },
  },
  alreadyDeferred: {
    status: 409,
    title: { zh: '没有缓办', en: 'Not deferred' },
    why: { zh: '事项已经缓办', en: 'The case has been deferred already' },
    mend: { zh: '查看已批准的缓办理由', en: 'See the reason that was approved' },
  },
  pastDue: {
    status: 409,
    title: { zh: '没有缓办', en: 'Not deferred' },
    why: { zh: '事项已超期，缓办要在到期之前批准', en: 'The case is overdue; leave must be given before the due time' },
    mend: { zh: '尽快办结，并注明原因', en: 'Close it soon and note the reason' },
  },
});
