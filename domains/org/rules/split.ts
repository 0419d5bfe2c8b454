// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { ChangeOf, Target } from '../model/changes.ts';
import { type ChangeRule, faultAt, findOpen, type KnownUnit, type Step, type World } from './change.ts';
import { openUnits } from './new-units.ts';
import { passFaults, passSteps } from './passes.ts';

type Split = ChangeOf<'split'>;

function* partFaults({ keeps, parts }: Split): Generator<InputFault> {
  if (!keeps && parts.length < 2)
    yield faultAt(
      '/parts',
      { zh: '分立后至少有两个单位', en: 'A split gives two units at least' },
      { zh: '再加一个，或让原单位保留', en: 'Add one, or let the old unit go on' },
    );
  for (const [at, { key }] of parts.entries())
    if (parts.findIndex((part) => part.key === key) < at)
      yield faultAt(
        `/parts/${at}/key`,
        { zh: `代号“${key}”用了两次`, en: `"${key}" stands twice` },
        { zh: '换一个字母', en: 'Take another letter' },
      );
}

/** Every unit below is assigned once, to a part; where the old unit goes on, those that are not named stay. */
function* belowFaults(
  { keeps, below }: Split,
  world: World,
  about: { readonly unit: KnownUnit; readonly targets: readonly Target[] },
): Generator<InputFault> {
  const children = world.below.get(about.unit.id) ?? [];
  const mend = { zh: '为它选一个归属', en: 'Choose where it goes' };
  for (const [at, row] of below.entries()) {
    if (!children.some(({ id }) => id === row.unit))
      yield faultAt(
        `/below/${at}/unit`,
        { zh: `不是${about.unit.name}的下一级单位`, en: `Not directly below ${about.unit.name}` },
        { zh: '删去这一行', en: 'Take the row out' },
      );
    if (below.findIndex((other) => other.unit === row.unit) < at)
      yield faultAt(
        `/below/${at}/unit`,
        { zh: '同一单位写了两次', en: 'The unit stands twice' },
        { zh: '删去一行', en: 'Take one out' },
      );
    if (!about.targets.includes(row.to))
      yield faultAt(
        `/below/${at}/to`,
        { zh: '接收单位不在本次调整里', en: 'The receiving unit is not part of this change' },
        mend,
      );
  }
  if (keeps) return;
  for (const child of children)
    if (!below.some(({ unit }) => unit === child.id))
      yield faultAt('/below', { zh: `没有说明${child.name}归哪里`, en: `Nothing says where ${child.name} goes` }, mend);
}

/** What goes together goes whole: single records that are to stay cannot be told from it. */
function* stayFaults({ unit, passes }: Split): Generator<InputFault> {
  for (const [at, { holding, to, records }] of passes.entries()) {
    if (to !== unit || records === undefined) continue;
    if (passes.some((rest) => rest.holding === holding && rest.records === undefined && rest.to !== unit))
      yield faultAt(
        `/passes/${at}/to`,
        { zh: '这一类全部转出，单独几件不能留下', en: 'All of the kind go, so single ones cannot stay' },
        {
          zh: '这一类改为留在原单位，再单独转出要转的',
          en: 'Let the kind stay, and pass those on that are to go',
        },
      );
  }
}

/** One unit becomes several: new ones beside it, and it ends or goes on smaller. */
export const splitRule: ChangeRule<Split> = {
  units: ({ unit }) => [unit],
  emptied: ({ unit }) => [unit],
  codes: ({ parts }) => parts.map(({ code }) => code),
  plan(change, world) {
    const faults: InputFault[] = [];
    const unit = findOpen(world, change.unit, { path: '/unit', faults });
    const parent = unit?.parent == null ? undefined : world.units.get(unit.parent);
    if (unit === undefined) return { steps: [], warnings: [], faults };
    if (parent === undefined) {
      faults.push(
        faultAt(
          '/unit',
          { zh: '最上级单位不能分立', en: 'The root cannot be split' },
          { zh: '另选单位', en: 'Choose another unit' },
        ),
      );
      return { steps: [], warnings: [], faults };
    }
    const asked = change.parts.map((part, at) => ({
      key: part.key,
      unit: { kind: unit.kind, code: part.code, name: part.name, class: part.class ?? unit.class, zone: unit.zone },
      path: `/parts/${at}`,
    }));
    const opened = openUnits(world, asked, { parent, gone: change.keeps ? [] : [unit.id] });
    const keys = change.parts.map(({ key }) => key);
    const targets: Target[] = change.keeps ? [...keys, unit.id] : keys;
    faults.push(...partFaults(change), ...opened.faults, ...belowFaults(change, world, { unit, targets }));
    faults.push(
      ...passFaults(world, change.passes, { source: unit, targets, all: !change.keeps }),
      ...stayFaults(change),
    );
    const away = change.below.filter(({ to }) => to !== unit.id);
    const moves: Step[] = away.map((row) => ({ do: 'move', unit: row.unit, parent: row.to, before: unit.id }));
    const passed = passSteps(change.passes.filter(({ to }) => to !== unit.id));
    const ends: Step[] = change.keeps ? [] : [{ do: 'close', unit: unit.id }];
    return { steps: [...opened.steps, ...moves, ...passed, ...ends], faults, warnings: opened.warnings };
  },
};
