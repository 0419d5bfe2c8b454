// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { command, type QueryContext, query, type Route } from '@beichen/platform-server/http/route.ts';
import type { VaultField } from '@beichen/platform-server/vault/vault.ts';
import { z } from 'zod';
import {
  answerInput,
  caseParams,
  closeInput,
  deferInput,
  dispatchInput,
  ownAnswerInput,
  reportInput,
} from '../model/case.ts';
import { daysAsked, listAsked, mineAsked } from '../model/list-asked.ts';
import {
  casePage as casePageShape,
  caseView,
  contactView,
  dueDays,
  kindView,
  mineView,
  moved,
  ownCase,
} from '../model/views.ts';
import { caseErrors } from '../module/errors.ts';
import { answerAction, ownAnswerAction } from './actions/answer.ts';
import { closeAction } from './actions/close.ts';
import { deferAction } from './actions/defer.ts';
import type { CaseDeps } from './actions/deps.ts';
import { dispatchAction } from './actions/dispatch.ts';
import { reportAction } from './actions/report.ts';
import { casePage, getCase, mayContact, ownCasePage } from './queries/case-page.ts';
import { dueDaysOf, listCases } from './queries/list-cases.ts';
import { myCases } from './queries/my-cases.ts';

const none = z.strictObject({});
const { badInput, conflict } = platformErrors;

function commands(deps: CaseDeps): Route[] {
  const { unknownCategory, wrongUnit, inFuture, unknownHandler, pastDue } = caseErrors;
  const { notDispatched, alreadyDispatched, alreadyClosed, alreadyDeferred } = caseErrors;
  return [
    command({
      path: '/api/cases',
      summary: { zh: '上报一件事项', en: 'Report a case' },
      door: { permission: 'cases.report' },
      params: none,
      input: reportInput,
      output: moved,
      errors: [badInput, unknownCategory, wrongUnit, inFuture],
      action: reportAction(deps),
    }),
    command({
      path: '/api/cases/{id}/dispatch',
      summary: { zh: '派遣到处置单位，开始计时', en: 'Dispatch to a unit; the clock starts' },
      door: { permission: 'cases.dispatch' },
      params: caseParams,
      input: dispatchInput,
      output: moved,
      errors: [badInput, conflict, unknownHandler, inFuture, alreadyDispatched, alreadyClosed],
      action: dispatchAction(deps),
    }),
    command({
      path: '/api/cases/{id}/close',
      summary: { zh: '办结：处置方的结果', en: "Close: the handler's outcome" },
      door: { permission: 'cases.close' },
      params: caseParams,
      input: closeInput,
      output: moved,
      errors: [conflict, inFuture, notDispatched, alreadyClosed],
      action: closeAction(deps),
    }),
    command({
      path: '/api/cases/{id}/defer',
      summary: { zh: '批准缓办，不再计入应办结', en: 'Let a case be deferred: it is no longer due' },
      door: { permission: 'cases.defer' },
      params: caseParams,
      input: deferInput,
      output: moved,
      errors: [conflict, inFuture, notDispatched, alreadyClosed, alreadyDeferred, pastDue],
      action: deferAction(deps),
    }),
  ];
}

/** The moves of whoever answers for the reporter, or is the reporter. */
function answers(deps: CaseDeps): Route[] {
  const { notClosed, alreadyAnswered, inFuture } = caseErrors;
  return [
    command({
      path: '/api/cases/{id}/answer',
      summary: { zh: '记录上报人的答复', en: "Record the reporter's answer" },
      door: 'signed-in',
      params: caseParams,
      input: answerInput,
      output: moved,
      errors: [conflict, inFuture, notClosed, alreadyAnswered],
      action: answerAction(deps),
    }),
    command({
      path: '/api/public/cases/answer',
      summary: { zh: '凭查询码答复：解决了没有', en: 'Answer with a tracking code: is it solved?' },
      door: 'token',
      params: none,
      input: ownAnswerInput,
      output: moved,
      errors: [conflict, notClosed, alreadyAnswered],
      action: ownAnswerAction(deps),
    }),
  ];
}

const contactAsked = z.strictObject({ purpose: z.literal('contact-reporter').describe('用途，记入审计') });

/** The values themselves. A query, since a command keeps its answer; the vault writes each reading into the audit. */
async function contactOf(ctx: QueryContext, deps: CaseDeps, id: string): Promise<z.infer<typeof contactView>> {
  const { tx, actor, now } = ctx;
  const found = await getCase(ctx, deps, id);
  if (!mayContact(found, actor)) throw new Refusal(platformErrors.forbidden);
  const { reporter: subject } = found.row;
  if (subject === null) return { name: null, phone: null };
  const reveal = async (field: VaultField): Promise<string | null> => {
    const asked = { subject, field, purpose: 'contact-reporter', now } as const;
    return (await deps.vault.reveal(tx, asked)) ?? null;
  };
  return { name: await reveal('name'), phone: await reveal('phone') };
}

function kindsOf({ kinds }: CaseDeps): z.infer<typeof kindView> {
  return {
    kinds: kinds.map(({ id, title, units, categories }) => ({
      id,
      title,
      units,
      categories: categories.map((category) => ({
        id: category.id,
        title: category.title,
        limit: category.clock.limit,
      })),
    })),
  };
}

function queries(deps: CaseDeps): Route[] {
  return [
    query({
      path: '/api/cases',
      summary: { zh: '事项列表', en: 'List cases' },
      door: { permission: 'cases.read' },
      params: none,
      query: listAsked,
      output: casePageShape,
      run: ({ tx, now }, { query: asked }) => listCases(tx, deps, { asked, now }),
    }),
    query({
      path: '/api/cases/days',
      summary: { zh: '办理中的事项各在哪天到期', en: 'On which days cases in hand are due' },
      door: { permission: 'cases.read' },
      params: none,
      query: daysAsked,
      output: dueDays,
      run: ({ tx, now }, { query: asked }) => dueDaysOf(tx, deps, { asked, now }),
    }),
    query({
      path: '/api/cases/mine',
      summary: { zh: '待我办理的事项', en: 'Cases that wait for me' },
      door: { permission: 'cases.read' },
      params: none,
      query: mineAsked,
      output: mineView,
      run: ({ tx, actor, now }, { query: asked }) => myCases(tx, deps, { actor, asked, now }),
    }),
    query({
      path: '/api/cases/kinds',
      summary: { zh: '事项种类、类别和时限', en: 'Kinds and categories of cases, with their limits' },
      door: 'public',
      params: none,
      query: none,
      output: kindView,
      run: async () => kindsOf(deps),
    }),
  ];
}

function single(deps: CaseDeps): Route[] {
  return [
    query({
      path: '/api/cases/{id}',
      summary: {
        zh: '一件事项：经过、时限、现在可以做什么',
        en: 'A case: what happened, its clock, what may be done now',
      },
      door: { permission: 'cases.read' },
      params: caseParams,
      query: none,
      output: caseView,
      run: (ctx, { params }) => casePage(ctx, deps, params.id),
    }),
    query({
      path: '/api/cases/{id}/contact',
      summary: {
        zh: '上报人的联系方式，每次查看都记入审计',
        en: "The reporter's contact; each reading goes into the audit",
      },
      door: { permission: 'cases.contact' },
      params: caseParams,
      query: contactAsked,
      output: contactView,
      run: (ctx, { params }) => contactOf(ctx, deps, params.id),
    }),
    query({
      path: '/api/public/cases',
      summary: { zh: '凭查询码查看自己上报的事项', en: 'See the case of a tracking code' },
      door: 'token',
      params: none,
      query: none,
      output: ownCase,
      run: (ctx) => ownCasePage(ctx, deps),
    }),
  ];
}

export function caseRoutes(deps: CaseDeps): readonly Route[] {
  return [...queries(deps), ...single(deps), ...commands(deps), ...answers(deps)];
}
