// SPDX-License-Identifier: Apache-2.0
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { command, type QueryContext, query, type Route } from '@beichen/platform-server/http/route.ts';
import { burdenQuery, burdenShape } from '../../model/burden.ts';
import { catalogueShape } from '../../model/catalogue.ts';
import {
  doneShape,
  draftInput,
  factNoInput,
  formPage,
  formParams,
  formsShape,
  grantInput,
  handInInput,
  lateInput,
  madeShape,
  offerQuery,
  offerShape,
  requestInput,
  requestPage,
  requestParams,
  requestsShape,
  savedShape,
} from '../../model/facts.ts';
import { measureFactsQuery, measureFactsShape, measureParams } from '../../model/measure-facts.ts';
import { factErrors } from '../../module/fact-errors.ts';
import { approveRequestAction } from '../actions/approve-request.ts';
import { askFactsAction, monthOf } from '../actions/ask-facts.ts';
import type { FactDeps } from '../actions/fact-deps.ts';
import { handInAction, saveDraftAction } from '../actions/fill-form.ts';
import { askLateAction, grantLateAction, urgeAction } from '../actions/late-form.ts';
import { burdenOf } from '../queries/burden.ts';
import { catalogueEntries } from '../queries/catalogue.ts';
import { factOffer, factRequests, formPageOf, ownForms, requestPageOf } from '../queries/fact-pages.ts';
import { measureFacts } from '../queries/measure-facts.ts';
import { factBookRoutes } from './fact-book.ts';

const asking = { permission: 'assessment.ask', sees: 'assessment.ask' } as const;
const declaring = { permission: 'assessment.declare', sees: 'assessment.declare' } as const;
const allowing = { permission: 'assessment.allow' } as const;
const reading = { permission: 'assessment.read' } as const;

const personOf = ({ actor }: QueryContext): string => (actor.kind === 'person' ? actor.person : '');

function requestRoutes(deps: FactDeps): Route[] {
  return [
    query({
      path: '/api/assessment/facts/offer',
      summary: {
        zh: '一项办法要用的数：哪些可以要，哪些已有',
        en: 'What a method needs: what may be asked, what is known',
      },
      door: asking,
      params: factNoInput,
      query: offerQuery,
      output: offerShape,
      run: ({ tx, now }, { query: asked }) => factOffer(tx, deps, { ...asked, month: monthOf(now, deps.time.zone) }),
    }),
    query({
      path: '/api/assessment/facts/requests',
      summary: { zh: '填报要求', en: 'Requests for facts' },
      door: asking,
      params: factNoInput,
      query: factNoInput,
      output: requestsShape,
      async run(ctx) {
        const requests = await factRequests(ctx.tx, deps, { person: personOf(ctx), now: ctx.now });
        return { requests, limit: deps.limit };
      },
    }),
    query({
      path: '/api/assessment/facts/requests/{id}',
      summary: { zh: '一项填报要求和还没有报的单位', en: 'A request, and the units that have not handed in' },
      door: asking,
      params: requestParams,
      query: factNoInput,
      output: requestPage,
      run: (ctx, { params }) => requestPageOf(ctx.tx, deps, { person: personOf(ctx), now: ctx.now, id: params.id }),
    }),
    command({
      path: '/api/assessment/facts/requests',
      summary: { zh: '要求填报', en: 'Ask for facts' },
      door: { permission: 'assessment.ask' },
      params: factNoInput,
      input: requestInput,
      output: madeShape,
      errors: [factErrors.knownMeasure, factErrors.askedAlready, factErrors.notStarted, factErrors.nobodyToAsk],
      action: askFactsAction(deps),
    }),
    command({
      path: '/api/assessment/facts/requests/{id}/approve',
      summary: { zh: '批准超出上限的填报要求', en: 'Let a request open that goes beyond the limit' },
      door: allowing,
      params: requestParams,
      input: factNoInput,
      output: madeShape,
      errors: [factErrors.ownApproval, factErrors.alreadyOpen, factErrors.nobodyToAsk],
      action: approveRequestAction(deps),
    }),
  ];
}

const of = '/api/assessment/facts/forms/{id}';

function formRoutes(deps: FactDeps): Route[] {
  return [
    query({
      path: '/api/assessment/facts/forms',
      summary: { zh: '要本单位填报的表', en: 'Forms of the own unit' },
      door: declaring,
      params: factNoInput,
      query: factNoInput,
      output: formsShape,
      run: async ({ tx, now }) => ({ forms: await ownForms(tx, now) }),
    }),
    query({
      path: of,
      summary: { zh: '一张填报表', en: 'A form' },
      door: declaring,
      params: formParams,
      query: factNoInput,
      output: formPage,
      run: ({ tx, now }, { params }) => formPageOf(tx, deps, { id: params.id, now }),
    }),
    command({
      path: `${of}/draft`,
      summary: { zh: '保存草稿', en: 'Keep a draft' },
      door: { permission: 'assessment.declare' },
      params: formParams,
      input: draftInput,
      output: savedShape,
      errors: [factErrors.formLocked, platformErrors.conflict],
      action: saveDraftAction(deps),
    }),
    command({
      path: `${of}/hand-in`,
      summary: { zh: '上报', en: 'Hand a form in' },
      door: { permission: 'assessment.declare' },
      params: formParams,
      input: handInInput,
      output: savedShape,
      errors: [factErrors.formLocked, platformErrors.conflict, platformErrors.badInput],
      action: handInAction(deps),
    }),
  ];
}

function lateRoutes(deps: FactDeps): Route[] {
  return [
    command({
      path: `${of}/urge`,
      summary: { zh: '催一次', en: 'Urge once' },
      door: { permission: 'assessment.ask' },
      params: formParams,
      input: factNoInput,
      output: doneShape,
      errors: [factErrors.urgedAlready, factErrors.handedAlready],
      action: urgeAction(),
    }),
    command({
      path: `${of}/late`,
      summary: { zh: '申请补报', en: 'Ask to hand in after the due time' },
      door: { permission: 'assessment.declare' },
      params: formParams,
      input: lateInput,
      output: doneShape,
      errors: [factErrors.notLocked, factErrors.lateAlready],
      action: askLateAction(),
    }),
    command({
      path: `${of}/late/grant`,
      summary: { zh: '批准补报', en: 'Grant it until a day' },
      door: allowing,
      params: formParams,
      input: grantInput,
      output: doneShape,
      errors: [factErrors.nothingAsked, factErrors.ownApproval, factErrors.untilPast],
      action: grantLateAction(deps),
    }),
  ];
}

/** Asking for facts, declaring them, what a month asks, and the catalogue of measures. */
export function factRoutes(deps: FactDeps): readonly Route[] {
  return [
    ...requestRoutes(deps),
    ...formRoutes(deps),
    ...lateRoutes(deps),
    ...factBookRoutes(deps),
    query({
      path: '/api/assessment/burden',
      summary: { zh: '一个月向社区要了多少', en: 'How much a month asks of communities' },
      door: reading,
      params: factNoInput,
      query: burdenQuery,
      output: burdenShape,
      run: (ctx, { query: { month } }) => burdenOf(ctx.tx, deps, { month, person: personOf(ctx) || null }),
    }),
    query({
      path: '/api/assessment/catalogue',
      summary: { zh: '指标目录', en: 'The catalogue of measures' },
      door: reading,
      params: factNoInput,
      query: factNoInput,
      output: catalogueShape,
      run: async ({ tx }) => ({ retention: deps.retention ?? null, measures: await catalogueEntries(tx, deps) }),
    }),
    query({
      path: '/api/assessment/measures/{id}/facts',
      summary: {
        zh: '一个指标在一个单位及其以下：谁报的、取自哪些结果、评审更正了什么',
        en: 'A measure at a unit and below: what was declared, by whom, which results give it, what a review corrected',
      },
      door: reading,
      params: measureParams,
      query: measureFactsQuery,
      output: measureFactsShape,
      run: (ctx, { params, query: asked }) => measureFacts(ctx, deps, { id: params.id, query: asked }),
    }),
  ];
}
