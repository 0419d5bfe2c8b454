// SPDX-License-Identifier: Apache-2.0
import { errorTable } from '@beichen/kernel/errors.ts';

/** What can stand against asking for facts, declaring them, and what belongs to both. */
export const factErrors = errorTable('assessment', {
  knownMeasure: {
    status: 409,
    title: { zh: '没有发出，其中有不必问的', en: 'Not sent: some of it need not be asked' },
    why: {
      zh: '记录里已经有这些数，或由评审组评定，现值列在下面',
      en: 'Records give these figures, or a panel judges them; what they are stands below',
    },
    mend: { zh: '从要求里去掉它们，直接用现值', en: 'Take them out and use what is there' },
  },
  notStarted: {
    status: 409,
    title: { zh: '没有发出', en: 'Not sent' },
    why: { zh: '这个周期还没有开始', en: 'The period has not begun' },
    mend: { zh: '周期开始后再要', en: 'Ask once it has begun' },
  },
  nobodyToAsk: {
    status: 409,
    title: { zh: '没有发出', en: 'Not sent' },
    why: { zh: '这个范围内没有这项办法的考核对象', en: 'The method assesses no unit there' },
    mend: { zh: '换一个范围', en: 'Choose another place' },
  },
  askedAlready: {
    status: 409,
    title: { zh: '没有发出', en: 'Not sent' },
    why: { zh: '同一周期的这些数已经有一项要求在收', en: 'The same figures of the period are being asked for already' },
    mend: { zh: '用那一项要求收上来的数', en: 'Use what that request brings in' },
  },
  alreadyOpen: {
    status: 409,
    title: { zh: '没有再次批准', en: 'Not approved again' },
    why: { zh: '这项要求已经发出', en: 'The request is open already' },
    mend: { zh: '不必再批', en: 'Nothing more is needed' },
  },
  ownApproval: {
    status: 403,
    title: { zh: '没有批准', en: 'Not approved' },
    why: { zh: '提要求的人不能批准自己的要求', en: 'Whoever asks does not approve' },
    mend: { zh: '请另一位有批准权限的人批准', en: 'Ask somebody else who may approve' },
  },
  formLocked: {
    status: 409,
    title: { zh: '没有收下，已经截止', en: 'Not taken: it is past the due time' },
    why: { zh: '截止后表就锁定了', en: 'After the due time a form is locked' },
    mend: { zh: '写明原因，申请补报', en: 'Say why, and ask for an exception' },
  },
  urgedAlready: {
    status: 409,
    title: { zh: '没有再催', en: 'Not urged again' },
    why: { zh: '同一项要求只能催一次', en: 'A unit is urged once for a request' },
    mend: { zh: '打个电话问问有什么难处', en: 'Call and ask what holds it up' },
  },
  handedAlready: {
    status: 409,
    title: { zh: '没有催', en: 'Not urged' },
    why: { zh: '这个单位已经报了', en: 'It has handed in' },
    mend: { zh: '不必催', en: 'Nothing is wanting' },
  },
  notLocked: {
    status: 409,
    title: { zh: '没有申请', en: 'Not asked' },
    why: { zh: '这张表没有锁定，或已经报了', en: 'The form is not locked, or has been handed in' },
    mend: { zh: '直接填报', en: 'Fill it in and hand it in' },
  },
  lateAlready: {
    status: 409,
    title: { zh: '没有再申请', en: 'Not asked again' },
    why: { zh: '补报申请正在等批准', en: 'An exception is waiting to be granted' },
    mend: { zh: '等批准，或联系审批人', en: 'Wait, or call the approver' },
  },
  nothingAsked: {
    status: 409,
    title: { zh: '没有批准', en: 'Not granted' },
    why: { zh: '没有等待批准的补报申请', en: 'No exception is waiting' },
    mend: { zh: '由填报单位先申请', en: 'The unit asks first' },
  },
  untilPast: {
    status: 409,
    title: { zh: '没有批准', en: 'Not granted' },
    why: { zh: '新的截止日已经过了', en: 'The new last day is past' },
    mend: { zh: '写今天或以后的日期', en: 'Name today or a later day' },
  },
});
