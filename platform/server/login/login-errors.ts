// SPDX-License-Identifier: Apache-2.0
import type { ErrorDeclaration } from '@beichen/kernel/errors.ts';

type Row = Omit<ErrorDeclaration, 'code'>;

const row = (status: number, [title, why, mend]: readonly (readonly [zh: string, en: string])[]): Row => {
  const words = ([zh, en]: readonly [string, string] = ['', '']) => ({ zh, en });
  return { status, title: words(title), why: words(why), mend: words(mend) };
};

/** What may be answered on the way in, and about accounts: rows of the platform's table. */
export const loginErrors = {
  sessionLocked: row(401, [
    ['屏幕已锁定', 'The screen is locked'],
    ['这次登录已由本人锁定', 'Whoever is signed in here locked the screen'],
    ['输入本人密码解锁，或由其他人登录', 'Enter the password to unlock, or let somebody else sign in'],
  ]),
  passwordWanted: row(401, [
    ['还没有登录完', 'Not signed in yet'],
    ['凭条已使用，还没有设置自己的密码', 'The slip was used, and no password of your own is set yet'],
    ['先设置密码', 'Choose a password first'],
  ]),
  factorWanted: row(401, [
    ['还没有登录完', 'Not signed in yet'],
    ['这个账号还要第二步验证', 'The account wants its second factor'],
    ['完成第二步验证', 'Give the second factor'],
  ]),
  enrolmentWanted: row(401, [
    ['还没有登录完', 'Not signed in yet'],
    ['这个岗位要求第二步验证，账号还没有设置', 'The post requires a second factor, and the account has none yet'],
    ['先设置第二步验证', 'Set one up first'],
  ]),
  wrongSlip: row(401, [
    ['没有登录成功', 'Not signed in'],
    [
      '账号或一次性口令不对，或口令已用过、已过期',
      'The account or the one-time code is wrong, or the code was used or has ended',
    ],
    [
      '核对凭条后重试；不行的，请管理员重新开凭条',
      'Check the slip and try again; else ask the administrator for a new one',
    ],
  ]),
  wrongPassword: row(403, [
    ['没有执行，密码不对', 'Not done: the password is wrong'],
    ['输入的不是本账号现在的密码', 'It is not the present password of this account'],
    ['核对后重试', 'Check and try again'],
  ]),
  wrongFactor: row(403, [
    ['没有通过，验证码不对', 'Not passed: the code is wrong'],
    ['验证码不对、已过期或已用过', 'The code is wrong, has ended, or was used'],
    [
      '换一个新的验证码再试；手机时间不准也会不对',
      'Try again with a new code; a phone whose clock is off gives wrong ones',
    ],
  ]),
  weakPassword: row(400, [
    ['密码没有设置，太容易猜到', 'The password is not set: it is too easy to guess'],
    ['这个密码不符合要求', 'It does not meet the requirements'],
    [
      '换一个；几个不相干的词连起来，好记又难猜',
      'Choose another; a few unrelated words in a row are easy to keep and hard to guess',
    ],
  ]),
  stale: row(403, [
    ['没有执行，请再确认是本人', 'Not done: please prove that it is you'],
    ['改动登录方式之前要再验证一次', 'Changing how you sign in asks for proof once more'],
    ['输入密码后再做', 'Enter the password, then do it again'],
  ]),
  factorRequired: row(403, [
    ['没有移除', 'Not removed'],
    ['现任岗位要求第二步验证，这是最后一种', 'The post requires a second factor, and this is the last one'],
    ['先添加另一种，再移除这一种', 'Add another before you remove this one'],
  ]),
  ownAccount: row(403, [
    ['没有执行', 'Not carried out'],
    ['自己的账号由别的管理员管理', 'Your own account is for another administrator'],
    ['自己的密码和登录方式在“我的账号”里改', 'Change your own password and factors under “My account”'],
  ]),
  loginTaken: row(409, [
    ['没有开通，账号名已有人用', 'Not opened: the account name is taken'],
    ['账号名在全市不能重复', 'Account names are unique in the city'],
    ['换一个账号名', 'Choose another'],
  ]),
} as const satisfies Record<string, Row>;
