// SPDX-License-Identifier: Apache-2.0
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { command, query, type Route } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import {
  evaluationPage as evaluationPageShape,
  evaluationParams,
  evaluationsQuery,
  evaluationsShape,
  freezeInput,
  freezeShape,
  measuresShape,
  methodsShape,
  noInput,
  recordsQuery,
  recordsShape,
  unitParams,
} from '../../model/results.ts';
import { assessmentErrors } from '../../module.ts';
import { freezeAction } from '../actions/freeze.ts';
import type { FreezeDeps } from '../actions/freezing.ts';
import { publishedEditions } from '../queries/editions.ts';
import { evaluationPage } from '../queries/evaluation-page.ts';
import { measuresOfEvaluation } from '../queries/measures.ts';
import { openDataPackage } from '../queries/open-data-package.ts';
import { type RecordsDeps, recordsBehind } from '../queries/records-behind.ts';
import { headRows, titledHead } from '../queries/results.ts';

const door = { permission: 'assessment.read' } as const;

const methods = query({
  path: '/api/assessment/methods',
  summary: { zh: '已发布的考核办法', en: 'Published assessment methods' },
  door,
  params: noInput,
  query: noInput,
  output: methodsShape,
  run: async ({ tx }) => ({ methods: await publishedEditions(tx) }),
});

const measures = query({
  path: '/api/assessment/evaluations/{id}/measures',
  summary: { zh: '一次结果用到的指标', en: 'The measures that a run looks at' },
  door,
  params: evaluationParams,
  query: noInput,
  output: measuresShape,
  run: async ({ tx }, { params }) => ({ measures: await measuresOfEvaluation(tx, params.id) }),
});

/** Freezing, what was frozen, and what stands behind each fact. */
export function evaluationRoutes(deps: RecordsDeps & FreezeDeps): readonly Route[] {
  return [
    methods,
    measures,
    command({
      path: '/api/assessment/freeze',
      summary: { zh: '冻结一个周期的结果', en: 'Freeze the result of a period' },
      door: { permission: 'assessment.freeze' },
      params: noInput,
      input: freezeInput,
      output: freezeShape,
      errors: [
        assessmentErrors.periodOpen,
        assessmentErrors.alreadyRequested,
        assessmentErrors.noticeRuns,
        assessmentErrors.objectionsOpen,
      ],
      action: freezeAction(deps),
    }),
    query({
      path: '/api/assessment/evaluations',
      summary: { zh: '一个周期的历次结果', en: 'All runs over a period' },
      door,
      params: noInput,
      query: evaluationsQuery,
      output: evaluationsShape,
      run: async ({ tx }, { query: asked }) => ({ evaluations: (await headRows(tx, asked)).map(titledHead) }),
    }),
    query({
      path: '/api/assessment/evaluations/{id}',
      summary: { zh: '一次结果的依据和计数', en: 'One run: what it rests on, and its counts' },
      door,
      params: evaluationParams,
      query: noInput,
      output: evaluationPageShape,
      run: ({ tx }, { params }) => evaluationPage(tx, params.id),
    }),
    query({
      path: '/api/assessment/evaluations/{id}/package',
      summary: { zh: '公开数据包，每次导出都记入审计', en: 'The open data package; each export goes into the audit' },
      door: { permission: 'assessment.export' },
      params: evaluationParams,
      query: noInput,
      output: z.instanceof(Response),
      errors: [platformErrors.forbidden, assessmentErrors.notFinal],
      run: (ctx, { params }) => openDataPackage(ctx, params.id),
    }),
    query({
      path: '/api/assessment/units/{id}/records',
      summary: { zh: '一项数据背后的记录', en: 'The records behind a fact that a result used' },
      door,
      params: unitParams,
      query: recordsQuery,
      output: recordsShape,
      run: (ctx, { params, query: asked }) => recordsBehind(ctx, deps, { unit: params.id, query: asked }),
    }),
  ];
}
