// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { ChangeOf, Target } from '../model/changes.ts';
import { type ChangeRule, faultAt, findOpen, type KnownUnit, type Step, type World } from './change.ts';
import { openUnits } from './new-units.ts';

type Merge = ChangeOf<'merge'>;

const NEW = 'a';

function* unitFaults({ units, into }: Merge, found: readonly KnownUnit[]): Generator<InputFault> {
  const kinds = new Set(found.map(({ kind }) => kind));
  if (kinds.size > 1)
    yield faultAt(
      '/units',
      { zh: '不同类别的单位不能合并', en: 'Units of different kinds cannot be merged' },
      { zh: '只选同一类别的', en: 'Choose units of one kind' },
    );
  if (new Set(units).size < units.length)
    yield faultAt(
      '/units',
      { zh: '同一单位选了两次', en: 'A unit stands twice' },
      { zh: '去掉一个', en: 'Take one out' },
    );
  if (typeof into === 'number' && !units.includes(into))
    yield faultAt(
      '/into',
      { zh: '并入的单位须是其中之一', en: 'They are merged into one of them' },
      { zh: '选其中一个，或新设一个', en: 'Choose one of them, or make a new one' },
    );
}

/** Everything of a unit goes to the one that it is merged into; nothing stays that would have to be asked. */
function emptied(unit: KnownUnit, to: Target, world: World): Step[] {
  const moves = (world.below.get(unit.id) ?? []).map(
    (child): Step => ({ do: 'move', unit: child.id, parent: to, before: unit.id }),
  );
  const passes = [...world.holdings.keys()].map(
    (holding): Step => ({ do: 'pass', holding, from: unit.id, to, records: null }),
  );
  return [...moves, ...passes, { do: 'close', unit: unit.id }];
}

/** Several units become one: a new one beside the first of them, or one of them that goes on. */
export const mergeRule: ChangeRule<Merge> = {
  units: ({ units }) => units,
  emptied: ({ units, into }) => units.filter((unit) => unit !== into),
  codes: ({ into }) => (typeof into === 'number' ? [] : [into.code]),
  plan(change, world) {
    const faults: InputFault[] = [];
    const found = change.units.flatMap((id, at) => findOpen(world, id, { path: `/units/${at}`, faults }) ?? []);
    faults.push(...unitFaults(change, found));
    const [first] = found;
    const parent = first?.parent == null ? undefined : world.units.get(first.parent);
    if (first === undefined || parent === undefined || found.length < change.units.length) {
      if (faults.length === 0)
        faults.push(
          faultAt(
            '/units',
            { zh: '最上级单位不能合并', en: 'The root cannot be merged' },
            { zh: '另选单位', en: 'Choose other units' },
          ),
        );
      return { steps: [], warnings: [], faults };
    }
    const { into } = change;
    const gone = found.filter(({ id }) => id !== into);
    const to: Target = typeof into === 'number' ? into : NEW;
    const unit =
      typeof into === 'number'
        ? undefined
        : { kind: first.kind, code: into.code, name: into.name, class: into.class ?? first.class, zone: first.zone };
    const asked = unit === undefined ? [] : [{ key: NEW, unit, path: '/into' }];
    const opened = openUnits(world, asked, { parent, gone: gone.map(({ id }) => id) });
    const steps = [...opened.steps, ...gone.flatMap((one) => emptied(one, to, world))];
    const classes = new Set(found.map((one) => one.class));
    const mixed =
      classes.size > 1
        ? [
            {
              zh: '各单位类型不同，合并后的分组请核对',
              en: 'The units are of different classes: check the group of the merged one',
            },
          ]
        : [];
    return { steps, faults: [...faults, ...opened.faults], warnings: [...opened.warnings, ...mixed] };
  },
};
