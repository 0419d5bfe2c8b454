// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { faultAt, type KnownUnit, type NewUnit, type Step, type World } from './change.ts';
import { displayName } from './names.ts';
import { codeFault } from './unit-code.ts';

/** A unit to be made, and where its entries stand in the input. */
export type Asked = { readonly key: string; readonly unit: NewUnit; readonly path: string };

const MEND_CODE = { zh: '换一个代码', en: 'Give it another code' };

function* codeFaults(world: World, asked: readonly Asked[]): Generator<InputFault> {
  const seen = new Set<string>();
  for (const { unit, path } of asked) {
    const kind = world.kinds[unit.kind];
    const shape = kind && codeFault(unit.code, kind);
    if (shape !== undefined) yield faultAt(`${path}/code`, shape, { zh: '照区划代码改正', en: 'Correct the code' });
    if (world.taken.has(unit.code) || seen.has(unit.code))
      yield faultAt(
        `${path}/code`,
        { zh: `代码${unit.code}已被使用`, en: `The code ${unit.code} is in use` },
        MEND_CODE,
      );
    seen.add(unit.code);
  }
}

/** Two units of one name side by side are allowed, and seldom meant. */
function* sameNames(
  world: World,
  asked: readonly Asked[],
  place: { readonly parent: KnownUnit; readonly gone: readonly number[] },
): Generator<Words> {
  const beside = (world.below.get(place.parent.id) ?? []).filter(({ id }) => !place.gone.includes(id));
  const names = new Set(beside.map(({ name }) => name));
  for (const { unit } of asked) {
    const name = displayName(unit.name);
    if (names.has(name))
      yield { zh: `${place.parent.name}已有${name}`, en: `${place.parent.name} already has ${name}` };
    names.add(name);
  }
}

/** The steps that make units below a parent, and what stands against it. `gone` end with the same change. */
export function openUnits(
  world: World,
  asked: readonly Asked[],
  place: { readonly parent: KnownUnit; readonly gone: readonly number[] },
) {
  const steps: Step[] = asked.map(({ key, unit }) => ({ do: 'open', key, unit, parent: place.parent.id }));
  return { steps, faults: [...codeFaults(world, asked)], warnings: [...sameNames(world, asked, place)] };
}
