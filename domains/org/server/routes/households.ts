// SPDX-License-Identifier: Apache-2.0
import { dateOf } from '@beichen/kernel/time.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { command, query, type Route } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import { countInput, householdsAsked, householdsPage } from '../../model/households.ts';
import { unitId } from '../../model/units.ts';
import { countHouseholdsAction } from '../actions/count-households.ts';
import { getUnit } from '../public.ts';
import { householdsPageOf } from '../queries/households.ts';
import type { ChangeDeps } from '../queries/world.ts';

export function householdRoutes(deps: ChangeDeps): Route[] {
  return [
    query({
      path: '/api/org/units/{id}/households',
      summary: { zh: '一个单位的户数和规模', en: 'The households of a unit, and its size' },
      door: { permission: 'org.read' },
      params: z.object({ id: unitId }),
      query: householdsAsked,
      output: householdsPage,
      run: async (ctx, { params, query: { on } }) =>
        householdsPageOf(ctx, deps.kinds, {
          unit: await getUnit(ctx.tx, params.id),
          on: on ?? dateOf(ctx.now, deps.zone),
        }),
    }),
    command({
      path: '/api/org/households',
      summary: { zh: '登记户数', en: 'Enter the households of a unit' },
      door: { permission: 'org.count' },
      params: z.strictObject({}),
      input: countInput,
      output: z.object({ id: z.uuid() }),
      errors: [platformErrors.badInput],
      action: countHouseholdsAction(deps),
    }),
  ];
}
