// SPDX-License-Identifier: Apache-2.0
import { errorTable } from '@beichen/kernel/errors.ts';
import { loginErrors } from './login/login-errors.ts';

/** What the platform itself may answer, whatever the domain. */
export const platformErrors = errorTable('platform', {
  badInput: {
    status: 400,
    title: { zh: '没有保存，填写有误', en: 'Not saved: some entries are wrong' },
    why: { zh: '下列各处与要求不符', en: 'The places below do not meet the requirements' },
    mend: { zh: '逐处改正后再提交，已填内容不会丢失', en: 'Put each right and send again; nothing entered is lost' },
  },
  notJson: {
    status: 400,
    title: { zh: '没有收到可读的内容', en: 'Nothing readable was received' },
    why: { zh: '请求的正文不是JSON', en: 'The body of the request is not JSON' },
    mend: { zh: '以JSON发送，编码为UTF-8', en: 'Send JSON in UTF-8' },
  },
  tooLarge: {
    status: 413,
    title: { zh: '内容过大，没有接收', en: 'Too large: not received' },
    why: { zh: '超过了单次提交的上限', en: 'It exceeds what one request may carry' },
    mend: { zh: '分几次提交，或减小文件', en: 'Send it in parts, or make it smaller' },
  },
  noKey: {
    status: 400,
    title: { zh: '没有执行', en: 'Not carried out' },
    why: {
      zh: '请求头缺少Idempotency-Key（UUIDv7），重复提交会重复记录',
      en: 'The header Idempotency-Key (a UUIDv7) is missing; sending twice would record twice',
    },
    mend: {
      zh: '每次操作生成一个标识，重试时沿用',
      en: 'Make one id for each intention and keep it when trying again',
    },
  },
  notSignedIn: {
    status: 401,
    title: { zh: '请先登录', en: 'Please sign in' },
    why: { zh: '没有登录，或登录已到期', en: 'You are not signed in, or the session has ended' },
    mend: { zh: '登录后会回到这一页', en: 'Sign in; you will come back to this page' },
  },
  wrongLogin: {
    status: 401,
    title: { zh: '没有登录成功', en: 'Not signed in' },
    why: { zh: '账号或密码不对', en: 'The account or the password is wrong' },
    mend: {
      zh: '核对后重试；忘记密码请找街道管理员',
      en: "Check both and try again; if the password is lost, ask your street's administrator",
    },
  },
  locked: {
    status: 429,
    title: { zh: '暂时不能登录', en: 'Signing in is on hold' },
    why: {
      zh: '连续输错密码，账号已暂时锁定',
      en: 'The password was wrong several times; the account is locked for a while',
    },
    mend: {
      zh: '稍后再试，或请街道管理员重置密码',
      en: "Try again later, or let your street's administrator reset the password",
    },
  },
  tooMany: {
    status: 429,
    title: { zh: '没有提交，次数过多', en: 'Not taken: too many in a short time' },
    why: { zh: '同一网络短时间内提交得太多', en: 'Too much came from the same network within minutes' },
    mend: { zh: '过十分钟再提交，已填内容不会丢失', en: 'Try again in ten minutes; nothing entered is lost' },
  },
  ...loginErrors,
  forbidden: {
    status: 403,
    title: { zh: '没有执行，这个岗位不能这样做', en: 'Not carried out: your post does not allow it' },
    why: { zh: '这项操作不在本岗位的授权范围内', en: 'The action lies outside what you are granted' },
    mend: {
      zh: '请由有权限的岗位办理，或向上一级申请授权',
      en: 'Let the post in charge do it, or ask the level above for the grant',
    },
  },
  notWhole: {
    status: 403,
    title: { zh: '没有给出数字', en: 'No figure is given' },
    why: {
      zh: '这个单位以下有本岗位看不到的部分，只算看得到的会是错数',
      en: 'You do not see all that lies below this unit, and a figure of a part would be wrong',
    },
    mend: {
      zh: '改看能看到全部的单位；需要全数的，请由上一级查看',
      en: 'Ask for a unit that you see as a whole; for the whole figure, let the level above look',
    },
  },
  otherSite: {
    status: 403,
    title: { zh: '没有执行', en: 'Not carried out' },
    why: { zh: '请求来自另一个网站', en: 'The request came from another site' },
    mend: { zh: '请在本系统的页面上操作', en: 'Do it on a page of this system' },
  },
  notFound: {
    status: 404,
    title: { zh: '没有找到', en: 'Not found' },
    why: { zh: '不存在，或不在授权范围内', en: 'It does not exist, or lies outside what you may see' },
    mend: {
      zh: '核对链接；应当看得到的，请向上一级申请授权',
      en: 'Check the address; if you should see it, ask the level above for the grant',
    },
  },
  conflict: {
    status: 409,
    title: { zh: '没有保存，内容刚被别人改过', en: 'Not saved: somebody changed it meanwhile' },
    why: { zh: '看到的是较早的版本', en: 'What you saw was an earlier version' },
    mend: { zh: '对照两个版本后再提交', en: 'Compare the two versions and send again' },
  },
  usedKey: {
    status: 409,
    title: { zh: '没有执行', en: 'Not carried out' },
    why: { zh: '这个操作标识已用于另一项内容', en: 'The id of this intention was used for other content' },
    mend: { zh: '刷新页面后重新提交', en: 'Reload the page and send again' },
  },
  internal: {
    status: 500,
    title: { zh: '没有完成，问题在系统', en: 'Not done: the fault is ours' },
    why: { zh: '系统出错，已经记录', en: 'The system failed; it has been recorded' },
    mend: {
      zh: '稍后重试；仍不行，请把编号告诉管理员',
      en: 'Try again later; if it stays, give the number to your administrator',
    },
  },
  unavailable: {
    status: 503,
    title: { zh: '暂时不能使用', en: 'Not available for the moment' },
    why: { zh: '数据库连接中断，或系统正在停止', en: 'The database is not reachable, or the system is stopping' },
    mend: { zh: '稍等片刻再试，没有提交成功的内容请保留', en: 'Wait a moment and try again; keep what was not sent' },
  },
});
