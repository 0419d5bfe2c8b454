// SPDX-License-Identifier: Apache-2.0
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { command, query, type Route } from '@beichen/platform-server/http/route.ts';
import {
  contactAsked,
  contactShape,
  noticeInput,
  noticePage as noticePageShape,
  noticeParams,
  objectedShape,
  objectionInput,
  objectionParams,
  objectionsQuery,
  objectionsShape,
  ownObjection,
  publicNoticePage,
  publicNoticesShape,
  publicObjectionInput,
  settleInput,
} from '../../model/notice.ts';
import { freezeShape, noInput } from '../../model/results.ts';
import { assessmentErrors } from '../../module.ts';
import { type ObjectionDeps, objectAction, objectPubliclyAction } from '../actions/object.ts';
import { type NoticeDeps, openNoticeAction } from '../actions/open-notice.ts';
import { settleObjectionAction } from '../actions/settle-objection.ts';
import { noticePage, publicNotice, publicNotices } from '../queries/notices.ts';
import { contactOf, objectionsOf, ownObjectionPage } from '../queries/objections.ts';

const door = { permission: 'assessment.read' } as const;

function commands(deps: NoticeDeps & ObjectionDeps): Route[] {
  const { periodOpen, alreadyRequested, noticeRuns, objectionsOpen, noNoticeRule } = assessmentErrors;
  const { noticeOver, unknownItem, alreadyAnswered, ownUnit } = assessmentErrors;
  return [
    command({
      path: '/api/assessment/notices',
      summary: { zh: '冻结结果并公示', en: 'Freeze a result and show it for notice' },
      door: { permission: 'assessment.notice' },
      params: noInput,
      input: noticeInput,
      output: freezeShape,
      errors: [periodOpen, alreadyRequested, noticeRuns, objectionsOpen, noNoticeRule],
      action: openNoticeAction(deps),
    }),
    command({
      path: '/api/assessment/objections',
      summary: { zh: '单位对本单位的公示结果提出异议', en: 'A unit objects to its own result' },
      door: { permission: 'assessment.object' },
      params: noInput,
      input: objectionInput,
      output: objectedShape,
      errors: [noticeOver, unknownItem],
      action: objectAction(deps),
    }),
    command({
      path: '/api/assessment/objections/{id}/answer',
      summary: { zh: '答复异议：成立或不成立', en: 'Answer an objection: upheld or rejected' },
      door: { permission: 'assessment.answer' },
      params: objectionParams,
      input: settleInput,
      output: objectedShape,
      errors: [alreadyAnswered, ownUnit],
      action: settleObjectionAction(deps),
    }),
    command({
      path: '/api/public/objections',
      summary: {
        zh: '群众对公示结果提出异议，凭查询码看答复',
        en: 'Anybody objects to what a notice shows; the code tells the answer',
      },
      door: 'public',
      params: noInput,
      input: publicObjectionInput,
      output: objectedShape,
      errors: [noticeOver, unknownItem, platformErrors.tooMany],
      action: objectPubliclyAction(deps),
    }),
  ];
}

/** What people without an account see: units and stars of what hangs out now. */
const publicQueries: readonly Route[] = [
  query({
    path: '/api/public/notices',
    summary: { zh: '正在公示的考评结果', en: 'Results that are on notice now' },
    door: 'public',
    params: noInput,
    query: noInput,
    output: publicNoticesShape,
    run: ({ tx, now }) => publicNotices(tx, now),
  }),
  query({
    path: '/api/public/notices/{id}',
    summary: { zh: '一份公示：各单位的星', en: 'A notice: the stars of each unit' },
    door: 'public',
    params: noticeParams,
    query: noInput,
    output: publicNoticePage,
    run: ({ tx, now }, { params }) => publicNotice(tx, params.id, now),
  }),
  query({
    path: '/api/public/objections',
    summary: { zh: '凭查询码查看自己的异议和答复', en: 'See the objection of a tracking code, and its answer' },
    door: 'token',
    params: noInput,
    query: noInput,
    output: ownObjection,
    run: ({ tx, now }) => ownObjectionPage(tx, now),
  }),
];

/** Notices, objections to them, and their answers. */
export function noticeRoutes(deps: NoticeDeps & ObjectionDeps): readonly Route[] {
  return [
    ...commands(deps),
    ...publicQueries,
    query({
      path: '/api/assessment/notices/{id}',
      summary: { zh: '一份公示', en: 'A notice' },
      door,
      params: noticeParams,
      query: noInput,
      output: noticePageShape,
      run: (ctx, { params }) => noticePage(ctx, params.id),
    }),
    query({
      path: '/api/assessment/objections',
      summary: {
        zh: '异议：轮到谁、几时到期、怎么答复的',
        en: 'Objections: whose turn, by when, and how they were answered',
      },
      door,
      params: noInput,
      query: objectionsQuery,
      output: objectionsShape,
      run: async (ctx, { query: { notice } }) => ({ objections: await objectionsOf(ctx, { notice, zone: deps.zone }) }),
    }),
    query({
      path: '/api/assessment/objections/{id}/contact',
      summary: {
        zh: '异议人的联系方式，每次查看都记入审计',
        en: "The objector's contact; each reading goes into the audit",
      },
      door: { permission: 'assessment.answer' },
      params: objectionParams,
      query: contactAsked,
      output: contactShape,
      errors: [assessmentErrors.ownUnit],
      run: (ctx, { params }) => contactOf(ctx, deps, params.id),
    }),
  ];
}
