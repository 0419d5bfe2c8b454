// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';

/** What the public pages of notices say. Dates stand in the city's own calendar. */
export const PAGE_WORDS = {
  list: { zh: '考评结果公示', en: 'Public notices of results' },
  all: {
    zh: '正在公示的共{count}份，点开看各单位的结果。',
    en: 'On notice at present: {count}. Open one to see the results of each unit.',
  },
  what: {
    zh: '正式结果定下来以前，初步结果在这里公示，任何人都可以查看、提出异议，不用登录。',
    en: 'Before a result is final it hangs here: anybody may read it and object, without an account.',
  },
  none: { zh: '现在没有正在公示的结果。', en: 'Nothing is on notice at present.' },
  noneWhy: { zh: '公示期满后不再显示。', en: 'A notice is taken down at the end of its last day.' },
  gone: { zh: '没有这份公示，或公示期已满', en: 'There is no such notice, or it is over' },
  titleOf: { zh: '关于{period}{method}结果的公示', en: 'Notice of results: {method}, {period}' },
  document: { zh: '文号', en: 'Document' },
  method: { zh: '考核办法', en: 'Method' },
  edition: { zh: '{method}（{edition}版）', en: '{method}, edition {edition}' },
  window: { zh: '公示期', en: 'On notice' },
  dates: { zh: '{from}至{to}', en: '{from} to {to}' },
  estimated: {
    zh: '（节假日安排未公布，以公布后的为准）',
    en: ' (public holidays are not announced yet; the end may move)',
  },
  to: { zh: '受理单位', en: 'Objections to' },
  asOf: { zh: '数据截至', en: 'Facts as known at' },
  digest: { zh: '校验码', en: 'Digest' },
  digestWhy: {
    zh: 'SHA-256，由考核办法、单位、数据和结果算出。其中任何一处改动，校验码都会不同。',
    en: 'SHA-256 of the method, the units, the facts and the results: a change of any of them gives another.',
  },
  package: { zh: '下载公开数据包，自行重算', en: 'Get the open data package and compute it yourself' },
  results: { zh: '公示的结果', en: 'What is shown' },
  order: { zh: '按单位代码排列，不分先后。', en: 'By code of the unit; no order of merit.' },
  unit: { zh: '单位', en: 'Unit' },
  above: { zh: '所属', en: 'Below' },
  stars: { zh: '得星', en: 'Stars' },
  grade: { zh: '等次', en: 'Grade' },
  won: { zh: '得', en: 'won' },
  not: { zh: '未得', en: 'no' },
  incomplete: { zh: '缺数', en: 'incomplete' },
  count: { zh: '共{count}个单位', en: '{count} units' },
  other: { zh: 'English', en: '中文' },
  back: { zh: '全部公示', en: 'All notices' },
  object: { zh: '提出异议', en: 'Object' },
  objectWhy: {
    zh: '公示期内，任何人都可以对公示的结果提出异议，不用登录，不用留姓名。提交后得到一个查询码，凭它看答复。',
    en: 'Until the end of the notice anybody may object, without an account and without a name. You get a code, by which you read the answer.',
  },
  noScript: {
    zh: '浏览器没有运行脚本，不能在网上提交；请在公示期内向受理单位书面提出。',
    en: 'This browser runs no scripts, so nothing can be sent from here: write to the body named above before the notice ends.',
  },
  which: { zh: '对哪个单位', en: 'Which unit' },
  choose: { zh: '请选择', en: 'Choose' },
  star: { zh: '对哪颗星', en: 'Which star' },
  whole: { zh: '整个结果', en: 'The whole result' },
  reason: { zh: '理由（至少4个字）', en: 'Reason (four characters or more)' },
  phone: { zh: '联系电话（可不填，只存入保密库）', en: 'Phone (optional, kept in the vault alone)' },
  send: { zh: '提交异议', en: 'Send' },
  sent: { zh: '已提交。查询码只显示这一次，请抄下：', en: 'Sent. The code is shown this once; write it down:' },
  failed: { zh: '没有提交：', en: 'Not sent: ' },
  notFound: { zh: '没有查到：', en: 'Not found: ' },
  offline: {
    zh: '网络不通，填写的内容还在，稍后再交。',
    en: 'No connection. What you wrote is still here; send it later.',
  },
  lookWhy: {
    zh: '提过异议的，凭查询码看答复；公示期满以后也能看。',
    en: 'Whoever objected reads the answer by the code, also when the notice is over.',
  },
  look: { zh: '看答复', en: 'Read the answer' },
  code: { zh: '查询码', en: 'Code' },
  find: { zh: '查询', en: 'Look up' },
  waiting: { zh: '正在办理，最迟{to}答复。', en: 'Being looked at; an answer is due by {to}.' },
  upheld: { zh: '异议成立。', en: 'The objection is upheld. ' },
  rejected: { zh: '异议不成立。', en: 'The objection is rejected. ' },
} as const satisfies Record<string, Words>;

export type PageKey = keyof typeof PAGE_WORDS;

/** The words in one language; what stands in braces is filled in. */
export const sayIn =
  (language: 'zh' | 'en') =>
  (key: PageKey, values: Readonly<Record<string, string | number>> = {}): string =>
    PAGE_WORDS[key][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
