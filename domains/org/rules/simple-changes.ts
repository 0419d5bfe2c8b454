// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import { isWithin } from '@beichen/kernel/paths.ts';
import type { ChangeOf } from '../model/changes.ts';
import { type ChangeRule, faultAt, findOpen, placeFaults } from './change.ts';
import { displayName } from './names.ts';
import { openUnits } from './new-units.ts';
import { passFaults, passSteps } from './passes.ts';

const NOTHING = { steps: [], warnings: [] };

export const renameRule: ChangeRule<ChangeOf<'rename'>> = {
  units: ({ unit }) => [unit],
  emptied: () => [],
  codes: () => [],
  plan({ unit: id, name }, world) {
    const faults: InputFault[] = [];
    const unit = findOpen(world, id, { path: '/unit', faults });
    if (unit === undefined) return { ...NOTHING, faults };
    if (unit.nameEntered === name)
      faults.push(
        faultAt(
          '/name',
          { zh: '与现在的名称相同', en: 'It is called so already' },
          { zh: '写新的名称', en: 'Write the new name' },
        ),
      );
    const beside = unit.parent === null ? [] : (world.below.get(unit.parent) ?? []);
    const twin = beside.find((other) => other.id !== id && other.name === displayName(name));
    const warnings =
      twin === undefined ? [] : [{ zh: `同级已有${twin.name}`, en: `${twin.name} stands beside it already` }];
    return { steps: [{ do: 'rename', unit: id, name, before: unit.nameEntered }], faults, warnings };
  },
};

export const moveRule: ChangeRule<ChangeOf<'move'>> = {
  units: ({ unit, parent }) => [unit, parent],
  emptied: () => [],
  codes: () => [],
  plan({ unit: id, parent: to }, world) {
    const faults: InputFault[] = [];
    const unit = findOpen(world, id, { path: '/unit', faults });
    const parent = findOpen(world, to, { path: '/parent', faults });
    if (unit === undefined || parent === undefined) return { ...NOTHING, faults };
    if (isWithin(parent.path, unit.path))
      faults.push(
        faultAt(
          '/parent',
          { zh: '不能归到自己或自己的下属单位', en: 'A unit cannot lie below itself' },
          { zh: '另选上级单位', en: 'Choose another parent' },
        ),
      );
    else if (unit.parent === to)
      faults.push(
        faultAt(
          '/parent',
          { zh: `已由${parent.name}管`, en: `It lies below ${parent.name} already` },
          { zh: '另选上级单位', en: 'Choose another parent' },
        ),
      );
    else faults.push(...placeFaults(world, unit.kind, { parent, path: '/parent' }));
    return { steps: [{ do: 'move', unit: id, parent: to, before: unit.parent }], faults, warnings: [] };
  },
};

export const openRule: ChangeRule<ChangeOf<'open'>> = {
  units: ({ parent }) => [parent],
  emptied: () => [],
  codes: ({ code }) => [code],
  plan({ parent: below, unitKind: kind, code, name, class: own = null }, world) {
    const faults: InputFault[] = [];
    const parent = findOpen(world, below, { path: '/parent', faults });
    if (world.kinds[kind] === undefined)
      faults.push(
        faultAt(
          '/unitKind',
          { zh: `没有“${kind}”这一类别`, en: `There is no kind "${kind}"` },
          { zh: '重新选择类别', en: 'Choose another kind' },
        ),
      );
    if (parent === undefined || world.kinds[kind] === undefined) return { ...NOTHING, faults };
    faults.push(...placeFaults(world, kind, { parent, path: '/parent' }));
    const asked = { key: 'a', unit: { kind, code, name, class: own, zone: parent.zone }, path: '' };
    const opened = openUnits(world, [asked], { parent, gone: [] });
    return { ...opened, faults: [...faults, ...opened.faults] };
  },
};

export const closeRule: ChangeRule<ChangeOf<'close'>> = {
  units: ({ unit, passes }) => [unit, ...passes.flatMap(({ to }) => (typeof to === 'number' ? [to] : []))],
  emptied: ({ unit }) => [unit],
  codes: () => [],
  plan({ unit: id, passes }, world) {
    const faults: InputFault[] = [];
    const unit = findOpen(world, id, { path: '/unit', faults });
    if (unit === undefined) return { ...NOTHING, faults };
    if (unit.parent === null)
      faults.push(
        faultAt(
          '/unit',
          { zh: '最上级单位不能撤销', en: 'The root cannot be closed' },
          { zh: '另选单位', en: 'Choose another unit' },
        ),
      );
    const below = world.below.get(id) ?? [];
    if (below.length > 0) {
      const what = {
        zh: `${unit.name}还有${below.length}个下属单位`,
        en: `${unit.name} still has ${below.length} units below`,
      };
      faults.push(faultAt('/unit', what, { zh: '先把下属单位划走，或改用“撤并”', en: 'Move them first, or merge it' }));
    }
    const targets = [...world.units.values()]
      .filter((other) => other.id !== id && other.closedOn === null)
      .map((other) => other.id);
    faults.push(...passFaults(world, passes, { source: unit, targets, all: true }));
    return { steps: [...passSteps(passes), { do: 'close', unit: id }], faults, warnings: [] };
  },
};
