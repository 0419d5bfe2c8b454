// SPDX-License-Identifier: Apache-2.0
import { may } from '@beichen/engines/access/may.ts';
import type { InputFault } from '@beichen/kernel/errors.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { recordId } from '@beichen/kernel/ids.ts';
import { type CivilDate, civilDateSchema, dateOf } from '@beichen/kernel/time.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput, readPart } from '@beichen/platform-server/http/problem.ts';
import { command, type QueryContext, query, type Route } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import {
  type Change,
  changeInput,
  changeParams,
  changeShape,
  changesPage,
  historyPage,
  previewShape,
} from '../../model/changes.ts';
import { unitId } from '../../model/units.ts';
import { orgErrors } from '../../module.ts';
import { planOf, ruleOf } from '../../rules/changes.ts';
import { sizeWords } from '../../rules/households.ts';
import { changeTreeAction, considerChange } from '../actions/change-tree.ts';
import { withdrawChangeAction } from '../actions/withdraw-change.ts';
import { getUnit } from '../public.ts';
import { historyOf, listChanges, namesIn, sentencesOf } from '../queries/changes.ts';
import { sizesAfter } from '../queries/households.ts';
import { leftTies } from '../queries/left-ties.ts';
import { touchedBy } from '../queries/touched.ts';
import type { ChangeDeps } from '../queries/world.ts';

const none = z.strictObject({});
/** A preview is of no change that is there. */
const NONE = '00000000-0000-0000-0000-000000000000';
const door = { permission: 'org.change' };
const settled = z.object({ id: recordId, state: z.string() });

function changeIn(text: string): Change {
  const faults: InputFault[] = [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(platformErrors.notJson);
  }
  const change = readPart(changeShape, { prefix: '/change', value }, faults);
  if (change === undefined) throw badInput(faults);
  return change;
}

/** What a change would do, and what stands against it. Nothing is kept; the same rules decide when it is made. */
async function preview(
  { tx, actor, now }: QueryContext,
  deps: ChangeDeps,
  asked: { readonly text: string; readonly from: CivilDate },
): Promise<z.infer<typeof previewShape>> {
  const change = changeIn(asked.text);
  const considered = await considerChange(tx, deps, { id: NONE, change, today: dateOf(now, deps.zone) });
  if (considered === undefined) throw new Refusal(platformErrors.notFound);
  const { world, over } = considered;
  if (!may(actor, 'org.change', { paths: [over.path], line: null, sensitivity: 'internal' }))
    throw new Refusal(platformErrors.forbidden);
  const { steps, faults, warnings } = planOf(change, asked.from, world);
  const emptied = ruleOf(change)
    .emptied(change)
    .flatMap((id) => world.units.get(id) ?? []);
  return {
    faults: faults.map((fault) => ({ ...fault })),
    warnings: [
      ...warnings,
      ...(await leftTies(tx, deps, { world, steps, on: asked.from })),
      ...sizeWords(await sizesAfter(tx, deps.kinds, { change, world, on: asked.from }), deps.kinds),
    ],
    steps: sentencesOf(steps, deps, { names: namesIn(world) }),
    touched: await touchedBy(tx, deps, { units: emptied, below: world.below, on: asked.from }),
  };
}

function queries(deps: ChangeDeps): Route[] {
  return [
    query({
      path: '/api/org/changes',
      summary: { zh: '区划和单位的历次调整', en: 'Changes of the tree' },
      door,
      params: none,
      query: z.strictObject({
        after: recordId.optional().describe('上一页给出的 next'),
        limit: z.coerce.number().int().min(1).max(100).default(30).describe('每页个数'),
      }),
      output: changesPage,
      run: ({ tx }, { query: { after, limit } }) => listChanges(tx, deps, { after, limit }),
    }),
    query({
      path: '/api/org/changes/preview',
      summary: {
        zh: '预览一次调整：做哪些、涉及什么、有什么问题',
        en: 'Preview a change: what it does, touches, and what is wrong with it',
      },
      door,
      params: none,
      query: z.strictObject({
        change: z.string().max(100_000).describe('调整，JSON，与提交时的 change 相同'),
        from: civilDateSchema.describe('从哪一天起'),
      }),
      output: previewShape,
      errors: [platformErrors.notJson, platformErrors.forbidden],
      run: (ctx, { query: { change: text, from } }) => preview(ctx, deps, { text, from }),
    }),
    query({
      path: '/api/org/units/{id}/history',
      summary: { zh: '一个单位的沿革', en: 'What was changed at a unit' },
      door: { permission: 'org.read' },
      params: z.object({ id: unitId }),
      query: none,
      output: historyPage,
      async run({ tx }, { params }) {
        const unit = await getUnit(tx, params.id);
        const deciders = deps.roles.filter(({ permissions }) => permissions.includes('org.change'));
        return { changes: await historyOf(tx, deps, unit.id), deciders: deciders.map(({ title }) => title) };
      },
    }),
  ];
}

export function changeRoutes(deps: ChangeDeps): Route[] {
  return [
    ...queries(deps),
    command({
      path: '/api/org/changes',
      summary: { zh: '提交一次调整', en: 'Decide a change of the tree' },
      door,
      params: none,
      input: changeInput,
      output: settled,
      errors: [platformErrors.badInput],
      action: changeTreeAction(deps),
    }),
    command({
      path: '/api/org/changes/{id}/withdraw',
      summary: { zh: '撤回尚未生效的调整', en: 'Withdraw a change whose day has not come' },
      door,
      params: changeParams,
      input: none,
      output: settled,
      errors: [orgErrors.notPlanned],
      action: withdrawChangeAction(),
    }),
  ];
}
