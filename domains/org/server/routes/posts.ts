// SPDX-License-Identifier: Apache-2.0
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { command, query, type Route } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import {
  appointInput,
  endPostInput,
  handOverInput,
  handoversPage,
  peopleAsked,
  peopleFound,
  postParams,
  postsAsked,
  postsPage,
} from '../../model/posts.ts';
import { unitId } from '../../model/units.ts';
import { orgErrors } from '../../module.ts';
import { appointAction } from '../actions/appoint.ts';
import { confirmHandoverAction } from '../actions/confirm-handover.ts';
import { endPostAction } from '../actions/end-post.ts';
import { handOverAction } from '../actions/hand-over.ts';
import { getUnit } from '../public.ts';
import { findPeople } from '../queries/people.ts';
import { listHandovers, postsPageOf } from '../queries/post-pages.ts';
import type { PostDeps } from '../queries/posts.ts';

const none = z.strictObject({});
const door = { permission: 'org.appoint' };
const given = z.object({ id: z.uuid(), person: z.uuid() });

function queries(deps: PostDeps): Route[] {
  return [
    query({
      path: '/api/org/units/{id}/posts',
      summary: { zh: '一个单位的任职情况', en: 'Who holds which post at a unit' },
      door: { permission: 'org.read' },
      params: z.object({ id: unitId }),
      query: postsAsked,
      output: postsPage,
      run: async (ctx, { params, query: { on } }) =>
        postsPageOf(ctx, deps, { unit: await getUnit(ctx.tx, params.id), on }),
    }),
    query({
      path: '/api/org/people',
      summary: { zh: '在册人员：可以再任命的', en: 'People who are known, to be given a post' },
      door,
      params: none,
      query: peopleAsked,
      output: peopleFound,
      run: (ctx, { query: { q } }) => findPeople(ctx, deps, q),
    }),
    query({
      path: '/api/org/handovers',
      summary: { zh: '岗位交接', en: 'Posts that went to another holder' },
      door: { permission: 'org.read' },
      params: none,
      query: none,
      output: handoversPage,
      run: ({ tx }) => listHandovers(tx, deps),
    }),
  ];
}

export function postRoutes(deps: PostDeps): Route[] {
  return [
    ...queries(deps),
    command({
      path: '/api/org/posts',
      summary: { zh: '任命', en: 'Give somebody a post' },
      door,
      params: none,
      input: appointInput,
      output: given,
      errors: [platformErrors.badInput],
      action: appointAction(deps),
    }),
    command({
      path: '/api/org/posts/{id}/end',
      summary: { zh: '免职', en: 'End a post' },
      door,
      params: postParams,
      input: endPostInput,
      output: given,
      errors: [platformErrors.conflict],
      action: endPostAction(deps),
    }),
    command({
      path: '/api/org/posts/{id}/hand-over',
      summary: { zh: '交接：由接任者任职，列出未了的事项', en: 'Hand a post over, with what is open' },
      door,
      params: postParams,
      input: handOverInput,
      output: given.extend({ post: z.uuid() }),
      errors: [platformErrors.badInput, platformErrors.conflict],
      action: handOverAction(deps),
    }),
    command({
      path: '/api/org/handovers/{id}/confirm',
      summary: { zh: '接任者确认接手', en: 'The new holder confirms the handover' },
      door: 'signed-in',
      params: postParams,
      input: none,
      output: z.object({ id: z.uuid() }),
      errors: [orgErrors.alreadyConfirmed],
      action: confirmHandoverAction(),
    }),
  ];
}
