// SPDX-License-Identifier: Apache-2.0
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { platformErrors } from '../errors.ts';

const SHORTEST = 10;
/** Of the scale 0 to 4: safely unguessable for an attacker who must ask the server. */
const SAFE = 3;

/** What people here put into passwords beside what leaked lists hold: words of the office, of the country, of love and luck. */
const HERE = [
  ...['beichen', 'shequ', 'wangge', 'wanggeyuan', 'jiedao', 'zhengfu', 'dangjian', 'zuzhibu', 'shizhi', 'zhili'],
  ...['zhongguo', 'china', 'beijing', 'henan', 'nanyang', 'wanchengqu', 'wolong'],
  ...['woaini', 'woaizhongguo', 'aini', 'mima', 'wodemima', 'ceshi', 'huanying', 'guanliyuan', 'yonghu', 'denglu'],
  ...['5201314', '1314520', '520520', '666888', '888666', '168168', '147258369', '112233', 'qwe123', 'a123456'],
  ...['wang', 'zhang', 'liu', 'chen', 'yang', 'zhao', 'huang', 'zhou', 'xiao', 'ming', 'jiang', 'zhonghua'],
];

const meter = new ZxcvbnFactory({
  dictionary: { ...dictionary, here: HERE },
  graphs: adjacencyGraphs,
  maxLength: 128,
});

const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/;
/** Eight digits that are a day of this or the last century: a birthday. */
const DAY = /(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;
/** Eighteen places of an identity card. */
const CARD = /\d{17}[\dXx]/;

const fault = (zh: string, en: string): InputFault => {
  const mend: Words = { zh: '换一个', en: 'Choose another' };
  return { path: 'body/password', what: { zh, en }, mend };
};

/** The password without what is the same for everybody who knows the person: what is left has to carry it. */
function own(password: string, words: readonly string[]): string {
  const small = password.toLowerCase();
  return words.reduce((text, word) => (word.length < 3 ? text : text.replaceAll(word.toLowerCase(), '')), small);
}

/** What is wrong with a password: nothing, or the first fault. `words` are the login and other words that belong to the account. */
function passwordFault(password: string, words: readonly string[]): InputFault | undefined {
  const length = [...password].length;
  if (length < SHORTEST)
    return fault(`至少${SHORTEST}个字符，现在${length}个`, `At least ${SHORTEST} characters; it has ${length}`);
  if (CARD.test(password)) return fault('里面有身份证号', 'It holds an identity number');
  if (PHONE.test(password)) return fault('里面有手机号', 'It holds a phone number');
  if (DAY.test(password) && own(password.replace(DAY, ''), words).length < SHORTEST)
    return fault('主要是一个日期', 'It is mostly a date');
  if ([...own(password, words)].length < SHORTEST / 2)
    return fault('主要是账号名', 'It is mostly the name of the account');
  // Characters beyond ASCII are no part of leaked lists; what they add, length says.
  const { score } = meter.check(password, [...words]);
  return score < SAFE
    ? fault('和常用、泄露过的密码太像', 'It is too much like passwords that are common or were leaked')
    : undefined;
}

/** @throws Refusal */
export function refuseWeak(password: string, words: readonly string[]): void {
  const found = passwordFault(password, words);
  if (found !== undefined) throw new Refusal(platformErrors.weakPassword, { faults: [found] });
}
