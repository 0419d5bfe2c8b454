// SPDX-License-Identifier: Apache-2.0
import { dateOf } from '@beichen/kernel/time.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { command, query, type Route } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import { endRelationInput, relateInput, relationParams, relationsAsked, relationsPage } from '../../model/relations.ts';
import { unitId } from '../../model/units.ts';
import { endRelationAction, relateAction } from '../actions/relate.ts';
import { getUnit } from '../public.ts';
import type { PostDeps } from '../queries/posts.ts';
import { relationsPageOf } from '../queries/relation-pages.ts';

const door = { permission: 'org.relate' };
const given = z.object({ id: z.uuid() });

export function relationRoutes(deps: PostDeps): Route[] {
  return [
    query({
      path: '/api/org/units/{id}/relations',
      summary: {
        zh: '一个单位由谁覆盖、服务、分包、负责，又覆盖、服务、分包、负责谁',
        en: 'What covers and serves a unit, who is its patron and answers for it, and the same the other way',
      },
      door: { permission: 'org.read' },
      params: z.object({ id: unitId }),
      query: relationsAsked,
      output: relationsPage,
      async run(ctx, { params, query: { on } }) {
        const unit = await getUnit(ctx.tx, params.id);
        const day = on ?? dateOf(ctx.now, deps.zone);
        return await relationsPageOf(ctx, deps, { unit, on: day, past: on !== undefined });
      },
    }),
    command({
      path: '/api/org/relations',
      summary: { zh: '设定覆盖、联系服务、分包或责任', en: 'Tie two units' },
      door,
      params: z.strictObject({}),
      input: relateInput,
      output: given,
      errors: [platformErrors.badInput],
      action: relateAction(deps),
    }),
    command({
      path: '/api/org/relations/{id}/end',
      summary: { zh: '结束覆盖、联系服务、分包或责任', en: 'End a tie of two units' },
      door,
      params: relationParams,
      input: endRelationInput,
      output: given,
      errors: [platformErrors.badInput],
      action: endRelationAction(deps),
    }),
  ];
}
