// SPDX-License-Identifier: Apache-2.0
import { command, query, type Route } from '@beichen/platform-server/http/route.ts';
import {
  draftParams,
  draftShape,
  draftsShape,
  editionQuery,
  editionShape,
  publishedShape,
  publishInput,
  savedShape,
  saveInput,
  startInput,
  studioQuery,
  studioShape,
  withdrawDraftInput,
} from '../../model/drafts.ts';
import { noInput } from '../../model/results.ts';
import { assessmentErrors } from '../../module.ts';
import type { DraftDeps } from '../actions/drafting.ts';
import { publishDraftAction } from '../actions/publish-draft.ts';
import { saveDraftAction } from '../actions/save-draft.ts';
import { startDraftAction } from '../actions/start-draft.ts';
import { withdrawDraftAction } from '../actions/withdraw-draft.ts';
import { draftPage, draftsOf, editionOf } from '../queries/drafts.ts';
import { type StudioDeps, studioFacts } from '../queries/studio.ts';

const door = { permission: 'assessment.draft', sees: 'assessment.draft' } as const;

function commands(deps: DraftDeps): Route[] {
  const { draftClosed, draftMoved, draftFaulty, termUnfit, noPeriodKind, editionTaken } = assessmentErrors;
  return [
    command({
      path: '/api/assessment/drafts',
      summary: { zh: '起一份草案：由一版改起，或从头写', en: 'Begin a draft, from an edition or from nothing' },
      door,
      params: noInput,
      input: startInput,
      output: savedShape,
      action: startDraftAction(deps),
    }),
    command({
      path: '/api/assessment/drafts/{id}/save',
      summary: { zh: '保存草案', en: 'Save a draft' },
      door,
      params: draftParams,
      input: saveInput,
      output: savedShape,
      errors: [draftClosed, draftMoved],
      action: saveDraftAction(deps),
    }),
    command({
      path: '/api/assessment/drafts/{id}/withdraw',
      summary: { zh: '撤回草案，不再改动', en: 'Withdraw a draft, which changes no more' },
      door,
      params: draftParams,
      input: withdrawDraftInput,
      output: savedShape,
      errors: [draftClosed, draftMoved],
      action: withdrawDraftAction(),
    }),
    command({
      path: '/api/assessment/drafts/{id}/publish',
      summary: { zh: '把草案发布成正式版，此后不再改动', en: 'Publish a draft as an edition, which never changes' },
      door: { permission: 'assessment.publish' },
      params: draftParams,
      input: publishInput,
      output: publishedShape,
      errors: [draftClosed, draftMoved, draftFaulty, termUnfit, noPeriodKind, editionTaken],
      action: publishDraftAction(deps),
    }),
  ];
}

/** Methods in the making: drafts, their publication, and what they are tried on. */
export function draftRoutes(deps: DraftDeps & StudioDeps): readonly Route[] {
  return [
    ...commands(deps),
    query({
      path: '/api/assessment/drafts',
      summary: { zh: '考核办法草案', en: 'Drafts of methods' },
      door,
      params: noInput,
      query: noInput,
      output: draftsShape,
      run: async ({ tx }) => ({ drafts: await draftsOf(tx) }),
    }),
    query({
      path: '/api/assessment/drafts/{id}',
      summary: { zh: '一份草案和它的底本', en: 'A draft and the edition that it was made from' },
      door,
      params: draftParams,
      query: noInput,
      output: draftShape,
      run: ({ tx }, { params }) => draftPage(tx, params.id),
    }),
    query({
      path: '/api/assessment/edition',
      summary: { zh: '一版考核办法的原文', en: 'The text of a published edition' },
      door: { permission: 'assessment.read' },
      params: noInput,
      query: editionQuery,
      output: editionShape,
      run: ({ tx }, { query: asked }) => editionOf(tx, asked),
    }),
    query({
      path: '/api/assessment/studio',
      summary: {
        zh: '试算用的单位和数据，只给看得到的那一部分',
        en: 'What a draft is tried on, as far as the caller sees it',
      },
      door: { permission: 'assessment.draft' },
      params: noInput,
      query: studioQuery,
      output: studioShape,
      errors: [assessmentErrors.notWhole],
      run: (ctx, { query: asked }) => studioFacts(ctx, deps, asked),
    }),
  ];
}
