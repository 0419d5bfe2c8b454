// SPDX-License-Identifier: Apache-2.0
import { command, query, type Route } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import { outQuery } from '../../model/fact-book.ts';
import {
  namedShape,
  nameInput,
  namingPage as namingPageShape,
  namingParams,
  namingsShape,
  rankingShape,
  releasedShape,
  releaseInput,
  withdrawInput,
} from '../../model/naming.ts';
import { noInput, rankingQuery } from '../../model/results.ts';
import type { RankingSettings } from '../../model/settings.ts';
import { assessmentErrors } from '../../module.ts';
import { type NamingDeps, nameUnitsAction } from '../actions/name-units.ts';
import { releaseRankingAction } from '../actions/release-ranking.ts';
import { withdrawStarAction } from '../actions/withdraw-star.ts';
import { namingWorkbook } from '../queries/naming-workbook.ts';
import { namingPage, namingsOf } from '../queries/namings.ts';
import { rankingPage } from '../queries/ranking.ts';

type Deps = NamingDeps & { readonly ranking: RankingSettings | undefined };

const door = { permission: 'assessment.read' } as const;

function commands(deps: Deps): Route[] {
  const { notNameable, alreadyReleased, datedLater, notApproved, termOver, noHonours, nobodyToName } = assessmentErrors;
  const { namedAgain, starNotNamed, alreadyWithdrawn } = assessmentErrors;
  return [
    command({
      path: '/api/assessment/ranking/release',
      summary: { zh: '凭批准公布排名', en: 'Release the ranks of a result, on an approval' },
      door: { permission: 'assessment.rank' },
      params: noInput,
      input: releaseInput,
      output: releasedShape,
      errors: [notNameable, alreadyReleased, datedLater],
      action: releaseRankingAction(deps),
    }),
    command({
      path: '/api/assessment/namings',
      summary: { zh: '命名：凭正式结果授予称号', en: 'Name those who hold an honoured grade of a final result' },
      door: { permission: 'assessment.name' },
      params: noInput,
      input: nameInput,
      output: namedShape,
      errors: [notNameable, notApproved, termOver, datedLater, noHonours, nobodyToName],
      action: nameUnitsAction(deps),
    }),
    command({
      path: '/api/assessment/namings/{id}/withdraw',
      summary: { zh: '摘星：收回已命名的一颗星', en: 'Take back a star that was named' },
      door: { permission: 'assessment.withdraw' },
      params: namingParams,
      input: withdrawInput,
      output: namedShape,
      errors: [namedAgain, starNotNamed, alreadyWithdrawn, datedLater],
      action: withdrawStarAction(deps),
    }),
  ];
}

/** Rankings and their release, names and their withdrawal. */
export function namingRoutes(deps: Deps): readonly Route[] {
  return [
    ...commands(deps),
    query({
      path: '/api/assessment/ranking',
      summary: {
        zh: '同组排名，只排单位；批准公布以前只有编制的人看得见名次',
        en: 'Ranks within peer groups, of organisations only, once released',
      },
      door,
      params: noInput,
      query: rankingQuery,
      output: rankingShape,
      run: (ctx, { query: asked }) => rankingPage(ctx, deps.ranking, asked),
    }),
    query({
      path: '/api/assessment/namings',
      summary: { zh: '历次命名', en: 'All batches of names' },
      door,
      params: noInput,
      query: noInput,
      output: namingsShape,
      run: ({ tx }) => namingsOf(tx),
    }),
    query({
      path: '/api/assessment/namings/{id}',
      summary: { zh: '一次命名的表彰名单', en: 'The list of a batch' },
      door,
      params: namingParams,
      query: noInput,
      output: namingPageShape,
      run: (ctx, { params }) => namingPage(ctx, params.id),
    }),
    query({
      path: '/api/assessment/namings/{id}/workbook',
      summary: { zh: '表彰名单的工作簿', en: 'The list as a workbook' },
      door,
      params: namingParams,
      query: outQuery,
      output: z.instanceof(Response),
      run: (ctx, { params, query: { lang } }) => namingWorkbook(ctx, params.id, lang),
    }),
  ];
}
