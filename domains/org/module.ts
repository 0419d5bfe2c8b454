// SPDX-License-Identifier: Apache-2.0
import { errorTable } from '@beichen/kernel/errors.ts';
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';

/** What the organisation may answer beside the platform's own. */
export const orgErrors = errorTable('org', {
  notThen: {
    status: 404,
    title: { zh: '这一天没有这个单位', en: 'There was no such unit on that day' },
    why: { zh: '它那时还没有设立，或已经撤销', en: 'It had not been opened yet, or was closed already' },
    mend: { zh: '换一个日期，或看它的沿革', en: 'Choose another day, or see its history' },
  },
  alreadyConfirmed: {
    status: 409,
    title: { zh: '已经确认过', en: 'Confirmed already' },
    why: { zh: '这份交接已由接任者确认', en: 'The new holder has confirmed this handover' },
    mend: { zh: '不用再确认', en: 'Nothing is left to do' },
  },
  tooManyCorners: {
    status: 413,
    title: { zh: '边界太多，不能一次导出', en: 'Too many boundaries for one file' },
    why: { zh: '折点超过一百万个', en: 'They have more than a million corners' },
    mend: { zh: '按县区或街道分别导出', en: 'Export them county by county' },
  },
  tooManyOutlines: {
    status: 413,
    title: { zh: '边界太多，一张图画不下', en: 'Too many boundaries for one map' },
    why: { zh: '折点超过六十万个', en: 'They have more than 600,000 corners' },
    mend: { zh: '到县（市、区）或街道再看地图', en: 'See the map of a county or a street' },
  },
  notPlanned: {
    status: 409,
    title: { zh: '没有撤回', en: 'Not withdrawn' },
    why: { zh: '这次调整已经生效，或已撤回', en: 'The change has been carried out, or withdrawn' },
    mend: { zh: '已生效的，另提一次调整来撤销', en: 'Undo by a new change what was carried out' },
  },
});

const units = { zh: '个', en: 'units' };

/** What changes how units are covered, staffed and sponsored. */
const STATE_EVENTS = ['org.related', 'org.appointed', 'org.post-ended', 'org.changed'];

/** The organisation: units, their places in the tree, and how they are found. */
export const orgModule = {
  id: 'org',
  title: { zh: '组织与区划', en: 'Organisation' },
  needs: [],
  permissions: [
    { id: 'org.read', title: { zh: '查看单位', en: 'See units' } },
    { id: 'org.appoint', title: { zh: '任免岗位', en: 'Give and end posts' } },
    {
      id: 'org.relate',
      title: {
        zh: '设定党组织覆盖、联系服务、分包和责任',
        en: 'Say which body covers what, who serves, is patron and answers',
      },
    },
    { id: 'org.count', title: { zh: '登记户数', en: 'Enter households' } },
    { id: 'org.import', title: { zh: '用文件导入单位、岗位和人员', en: 'Import units, posts and people by file' } },
    { id: 'org.export', title: { zh: '导出单位、岗位和人员', en: 'Export units, posts and people' } },
    { id: 'org.bound', title: { zh: '设定单位的边界', en: 'Set the boundaries of units' } },
    { id: 'org.change', title: { zh: '调整区划和单位', en: 'Change the tree' } },
  ],
  events: [
    { name: 'org.change-due', title: { zh: '区划调整到期生效', en: 'A change of the tree is due' } },
    { name: 'org.day-began', title: { zh: '新的一天', en: 'A day has begun' } },
    { name: 'org.appointed', title: { zh: '有人任职', en: 'Somebody was given a post' } },
    { name: 'org.post-ended', title: { zh: '任职结束', en: 'A post ended' } },
    {
      name: 'org.related',
      title: { zh: '覆盖、联系服务、分包或责任有变', en: 'A unit is covered, served or answered for otherwise' },
    },
    { name: 'org.counted', title: { zh: '单位的户数有变', en: 'The households of a unit are entered' } },
    { name: 'org.bounded', title: { zh: '单位的边界有变', en: 'A unit is bounded otherwise' } },
    { name: 'org.changed', title: { zh: '单位的归属或名称已变', en: 'A unit lies or is called otherwise' } },
  ],
  measures: [
    {
      id: 'org.units_covered',
      title: { zh: '党组织覆盖率', en: 'Units covered by a Party body' },
      combine: 'sum',
      form: 'ratio',
      unit: units,
      changedBy: STATE_EVENTS,
    },
    {
      id: 'org.units_staffed',
      title: { zh: '人员配备率', en: 'Units with somebody in their post' },
      combine: 'sum',
      form: 'ratio',
      unit: units,
      changedBy: STATE_EVENTS,
    },
    {
      id: 'org.units_sponsored',
      title: { zh: '分包率', en: 'Units with a patron' },
      combine: 'sum',
      form: 'ratio',
      unit: units,
      changedBy: STATE_EVENTS,
    },
  ],
  errors: Object.values(orgErrors),
  screens: [
    { id: 'org.home', path: '/units', title: { zh: '组织', en: 'Units' }, permission: 'org.read', menu: 60 },
    { id: 'org.coverage', path: '/coverage', title: { zh: '覆盖', en: 'Coverage' }, permission: 'org.read', menu: 61 },
    { id: 'org.map', path: '/map', title: { zh: '地图', en: 'Map' }, permission: 'org.read', menu: 61 },
    { id: 'org.unit-map', path: '/map/$unit', title: { zh: '地图', en: 'Map' }, permission: 'org.read', menu: null },
    {
      id: 'org.import-map',
      path: '/map/$unit/import',
      title: { zh: '导入边界', en: 'Import boundaries' },
      permission: 'org.bound',
      menu: null,
    },
    {
      id: 'org.changes',
      path: '/units/changes',
      title: { zh: '区划调整', en: 'Changes' },
      permission: 'org.change',
      menu: 62,
    },
    {
      id: 'org.import',
      path: '/units/import',
      title: { zh: '导入', en: 'Import' },
      permission: 'org.import',
      menu: 64,
    },
    {
      id: 'org.change-unit',
      path: '/units/$unit/change',
      title: { zh: '提出区划调整', en: 'Change a unit' },
      permission: 'org.change',
      menu: null,
    },
    {
      id: 'org.handovers',
      path: '/handovers',
      title: { zh: '岗位交接', en: 'Handovers' },
      permission: 'org.read',
      menu: 64,
    },
    { id: 'org.unit', path: '/units/$unit', title: { zh: '单位', en: 'Unit' }, permission: 'org.read', menu: null },
    {
      id: 'org.search',
      path: '/search',
      title: { zh: '找单位', en: 'Find a unit' },
      permission: 'org.read',
      menu: null,
    },
  ],
} as const satisfies ModuleDeclaration;
