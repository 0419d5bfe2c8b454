// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { ChangeOf, Target } from '../model/changes.ts';
import { faultAt, type KnownUnit, type Step, type World } from './change.ts';

type Pass = ChangeOf<'close'>['passes'][number];

const TO_WHERE = { zh: '选择归哪个单位', en: 'Choose the unit that takes them' };

/** Single records first: those that are named go where it is said, the rest goes together. */
export function passSteps(passes: readonly Pass[]): Step[] {
  const single = passes.filter(({ records }) => records !== undefined);
  const rest = passes.filter(({ records }) => records === undefined);
  return [...single, ...rest].map(({ holding, from, to, records = null }) => ({
    do: 'pass',
    holding,
    from,
    to,
    records,
  }));
}

/** Every kind of thing that may lie at a unit must be given a place, and one that is there: until the day more may come to lie there. */
export function* passFaults(
  world: World,
  passes: readonly Pass[],
  about: { readonly source: KnownUnit; readonly targets: readonly Target[]; readonly all: boolean },
): Generator<InputFault> {
  const { source, targets, all } = about;
  for (const [at, pass] of passes.entries()) {
    const path = `/passes/${at}`;
    if (!world.holdings.has(pass.holding))
      yield faultAt(
        `${path}/holding`,
        { zh: `没有“${pass.holding}”这一类`, en: `There is no "${pass.holding}"` },
        { zh: '删去这一行', en: 'Take the row out' },
      );
    if (pass.from !== source.id)
      yield faultAt(
        `${path}/from`,
        { zh: '不是本次调整的原单位', en: 'Not the unit of this change' },
        { zh: '删去这一行', en: 'Take the row out' },
      );
    if (!targets.includes(pass.to))
      yield faultAt(
        `${path}/to`,
        { zh: '接收单位不在本次调整里，或已撤销', en: 'The receiving unit is not part of this change, or is closed' },
        TO_WHERE,
      );
  }
  if (!all) return;
  for (const [holding, title] of world.holdings) {
    if (passes.some((pass) => pass.holding === holding && pass.records === undefined)) continue;
    yield faultAt(
      '/passes',
      {
        zh: `没有说明${source.name}的${title.zh}归哪里`,
        en: `Nothing says where ${title.en.toLowerCase()} of ${source.name} go`,
      },
      TO_WHERE,
    );
  }
}
