// SPDX-License-Identifier: Apache-2.0

/** What stands in the way of releasing ranks, giving names and taking stars back. */
export const namingErrors = {
  notNameable: {
    status: 409,
    title: { zh: '没有执行', en: 'Not carried out' },
    why: { zh: '这不是现行的正式结果', en: 'It is not the final result that stands' },
    mend: {
      zh: '先定为正式结果；已被取代的，用新的那一次',
      en: 'Make the result final first; where another took its place, use that one',
    },
  },
  alreadyReleased: {
    status: 409,
    title: { zh: '没有再次公布', en: 'Not released again' },
    why: { zh: '这次结果的排名已经公布', en: 'The ranks of this result have been released' },
    mend: { zh: '查看已公布的排名和批准文号', en: 'See the ranks and their approval' },
  },
  datedLater: {
    status: 400,
    title: { zh: '没有保存，日期不对', en: 'Not saved: the date is wrong' },
    why: { zh: '填写的日期晚于今天', en: 'The date entered lies in the future' },
    mend: { zh: '改正日期', en: 'Correct the date' },
  },
  notApproved: {
    status: 409,
    title: { zh: '没有命名', en: 'Nobody was named' },
    why: { zh: '考核办法里没有写明批准文号和批准机关', en: 'The method names no approval of its programme' },
    mend: {
      zh: '由发布机关在新版本的办法里填好依据和批准，再命名',
      en: 'Let the issuing office enter document and approval in a new edition, then name',
    },
  },
  termOver: {
    status: 409,
    title: { zh: '没有命名', en: 'Nobody was named' },
    why: { zh: '今天不在项目批准的期限以内', en: 'Today lies outside the term of the programme' },
    mend: {
      zh: '报批延期，发布新版本的办法以后再命名',
      en: 'Have the term extended and publish a new edition, then name',
    },
  },
  noHonours: {
    status: 409,
    title: { zh: '没有命名', en: 'Nobody was named' },
    why: { zh: '本城还没有定这项考核授予什么称号', en: 'The city has not laid down what this method names' },
    mend: { zh: '在数据包pack.yaml的assessment.naming里写明', en: 'Write it into assessment.naming of pack.yaml' },
  },
  nobodyToName: {
    status: 409,
    title: { zh: '没有命名', en: 'Nobody was named' },
    why: { zh: '没有单位达到可以命名的等次', en: 'No unit holds a grade that is named' },
    mend: { zh: '核对结果和命名的等次', en: 'Check the result and the grades that are named' },
  },
  starNotNamed: {
    status: 400,
    title: { zh: '没有摘星', en: 'No star was taken back' },
    why: { zh: '这个单位没有被命名过这颗星', en: 'The unit was not named for this star' },
    mend: { zh: '从名单里重新选择', en: 'Choose again from the list' },
  },
  alreadyWithdrawn: {
    status: 409,
    title: { zh: '没有摘星', en: 'No star was taken back' },
    why: { zh: '这颗星已经摘下', en: 'The star has been taken back already' },
    mend: { zh: '查看摘星的理由和依据', en: 'See the reason and the basis' },
  },
  namedAgain: {
    status: 409,
    title: { zh: '没有摘星', en: 'No star was taken back' },
    why: {
      zh: '这个单位后来又被命名，这份名单不再有效',
      en: 'The unit was named again later; this list holds no more',
    },
    mend: { zh: '到最近一次命名里办理', en: 'Do it in the latest batch' },
  },
} as const;
