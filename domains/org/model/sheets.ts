// SPDX-License-Identifier: Apache-2.0

import { sheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import { recordId } from '@beichen/kernel/ids.ts';
import { civilDateSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { CHANGE_STATES } from './changes.ts';

/** The sheets by which the tree, posts and people go out and come in. Headings are stable: files are kept for years. */
export const SHEETS = { units: '单位', posts: '岗位与人员', ties: '关系', notes: '说明' } as const;

/** The columns of the sheet of units. `shown` ones are there for the reader and are not read back. */
export const UNIT_COLUMNS = [
  { id: 'code', heading: '代码', needed: true, note: '单位代码，一个单位一行；不改' },
  { id: 'name', heading: '名称', needed: true, note: '单位全称，照文件写；改了就是更名' },
  { id: 'kind', heading: '类别', needed: true, note: '单位的类别；已有的单位不能改' },
  { id: 'parent', heading: '上级代码', needed: true, note: '由哪个单位管；改了就是划转' },
  { id: 'parentName', heading: '上级名称', needed: false, note: '只供阅读，不读入' },
  { id: 'class', heading: '类型', needed: false, note: '分组用；只在新设时读入' },
  { id: 'households', heading: '户数', needed: false, note: '这类单位登记户数的填写；留空的不动，改了就从今天起改登' },
  { id: 'close', heading: '撤销', needed: false, note: '写“是”的撤销；表里没有的单位不动' },
  { id: 'to', heading: '名下事项归', needed: false, note: '撤销的单位名下的事项、岗位等归哪个单位，写代码' },
] as const;

export const POST_COLUMNS = [
  { id: 'unit', heading: '单位代码', needed: true, note: '在哪个单位任职' },
  { id: 'unitName', heading: '单位名称', needed: false, note: '只供阅读，不读入' },
  { id: 'role', heading: '岗位', needed: true, note: '岗位名称' },
  { id: 'line', heading: '条线', needed: false, note: '不分条线的留空' },
  { id: 'name', heading: '姓名', needed: true, note: '带*号的是隐去的，照原样留着' },
  { id: 'phone', heading: '电话', needed: false, note: '手机或座机号码' },
  { id: 'from', heading: '任职起', needed: false, note: '形如2026-10-12；新任命留空为今天' },
  { id: 'until', heading: '任职止', needed: false, note: '从这一天起不再任职；填上就是免职' },
  { id: 'actsFor', heading: '代理', needed: false, note: '代理岗位（AB岗）写被代理人的姓名' },
  { id: 'employment', heading: '用工', needed: false, note: '专职或兼职；留空为专职' },
  { id: 'source', heading: '来源', needed: false, note: '兼职人员的来源' },
  { id: 'login', heading: '账号', needed: false, note: '给新任职的人开通的账号名：小写字母、数字；凭条由账号管理员开' },
  { id: 'hasAccount', heading: '已有账号', needed: false, note: '只供阅读，不读入' },
  { id: 'id', heading: '任职编号', needed: false, note: '系统给出，不改；新任命留空' },
] as const;

/** Who covers, serves, is patron of or answers for whom. */
export const TIE_COLUMNS = [
  { id: 'kind', heading: '关系', needed: true, note: '覆盖、联系服务、分包、指导、培训、落实或考核' },
  { id: 'unit', heading: '由谁（代码）', needed: true, note: '覆盖的党组织，联系服务、分包的单位，或负责的一级' },
  { id: 'unitName', heading: '由谁', needed: false, note: '只供阅读，不读入' },
  { id: 'post', heading: '以哪个岗位', needed: false, note: '岗位名称；以单位名义的留空' },
  { id: 'over', heading: '对谁（代码）', needed: true, note: '被覆盖、服务、分包的单位，或责任及于的单位' },
  { id: 'overName', heading: '对谁', needed: false, note: '只供阅读，不读入' },
  { id: 'from', heading: '起', needed: false, note: '形如2026-10-12；新设定留空为今天' },
  { id: 'until', heading: '止', needed: false, note: '从这一天起不再；填上就是结束' },
  { id: 'id', heading: '关系编号', needed: false, note: '系统给出，不改；新设定留空' },
] as const;

export type TieColumn = (typeof TIE_COLUMNS)[number]['id'];
export type UnitColumn = (typeof UNIT_COLUMNS)[number]['id'];
export type PostColumn = (typeof POST_COLUMNS)[number]['id'];

/** Rows of one sheet, and posts given by one file, at most. */
export const MOST_LINES = 50_000;
export const MOST_POSTS = 2_000;

const words = z.object({ zh: z.string(), en: z.string() });

const IMPORT_DOES = [
  'opened',
  'moved',
  'renamed',
  'counted',
  'closed',
  'passed',
  'given',
  'ended',
  'tied',
  'untied',
  'accounts',
] as const;
export type ImportDoes = (typeof IMPORT_DOES)[number];

const preview = z.object({
  faults: z.array(sheetFault).describe('须先改正的'),
  faultCount: z.int(),
  warnings: z.array(sheetFault).describe('请留意的，不妨碍导入'),
  warningCount: z.int(),
  does: z
    .array(z.object({ what: z.enum(IMPORT_DOES), count: z.int(), some: z.array(words).describe('前若干项') }))
    .describe('会做什么；空的就是没有变化'),
  rows: z.object({ units: z.int(), posts: z.int(), ties: z.int() }).describe('读到的行数'),
});

/** What a file would do, and what stands against it. It may name people, so it is sent this once and kept nowhere. */
export type ImportPreview = z.infer<typeof preview>;

/** The check of a file; `preview` is missing where the request was sent before. */
export const checkAnswer = z.object({ checked: z.literal(true), preview: preview.optional() });

export const importQuery = z.object({ name: z.string().min(1).max(200).describe('文件名') });
export const carryQuery = importQuery.extend({
  id: recordId.describe('这次导入的标识'),
  basis: z.string().trim().min(2).max(200).describe('依据：批复、文件的名称和文号'),
});

export const importStarted = z.object({
  id: recordId,
  state: z.enum([...CHANGE_STATES, 'nothing']).describe('nothing：文件与在册的一致，没有要做的'),
});

export const importState = z.object({
  id: recordId,
  state: z.enum(CHANGE_STATES),
  does: z.array(z.object({ what: z.enum(IMPORT_DOES), count: z.int() })),
  faults: z.array(z.object({ what: words, mend: words })).describe('没有生效的原因'),
  accounts: z.array(z.object({ id: z.uuid(), login: z.string() })).describe('随之开通的账号'),
});

export const exportQuery = z.object({
  unit: z.coerce.number().int().positive().max(2_147_483_647).describe('哪个单位及其以下'),
  on: civilDateSchema.optional().describe('哪一天的；不写为今天'),
});
