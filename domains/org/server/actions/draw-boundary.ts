// SPDX-License-Identifier: Apache-2.0

import { areaOf, type Outline, ringFrom } from '@beichen/engines/ground/micro.ts';
import { mend } from '@beichen/engines/ground/shapes.ts';
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { startOfDay } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import type { z } from 'zod';
import type { drawInput, MapFault } from '../../model/boundaries.ts';
import type { OrgUnit } from '../../model/units.ts';
import { checkFamily, type Family } from '../../rules/check-outlines.ts';
import { familiesOf, groundKinds } from '../queries/boundaries.ts';
import { findUnit } from '../queries/units.ts';
import type { ChangeDeps } from '../queries/world.ts';
import { BOUNDED, boundariesSet, type NewBoundaries } from '../store/boundaries.ts';

type Input = z.infer<typeof drawInput> & { readonly unit: number };
type Checking = Omit<Input, 'basis'>;
type Loaded = { readonly unit: OrgUnit; readonly outline: Outline; readonly families: readonly Family[] };
type Decision = NewBoundaries & { readonly warnings: readonly { readonly zh: string; readonly en: string }[] };

const fault = (path: string, what: InputFault['what'], mended: InputFault['mend']): InputFault => ({
  path,
  what,
  mend: mended,
});

const TOO_FEW = fault(
  '/corners',
  { zh: '边界至少要有3个不同的折点', en: 'A boundary has at least three different corners' },
  { zh: '在地图上再点几个点', en: 'Set some more on the map' },
);
const CROSSED = fault(
  '/corners',
  { zh: '边界自己交叉了', en: 'The boundary crosses itself' },
  { zh: '退回几个点，按顺序绕一圈重画', en: 'Take some corners back and go around once' },
);

/** A warning in one sentence: one about the unit above says which that is. */
const toldOf = ({ feature, unit, what }: MapFault): MapFault['what'] =>
  feature === null ? { zh: `${unit}：${what.zh}`, en: `${unit}: ${what.en}` } : what;

const isRing = ([polygon]: Outline): boolean => (polygon?.[0]?.length ?? 0) >= 6;

function faultsOf({ unit, outline, families }: Loaded, kinds: ChangeDeps['kinds']): InputFault[] {
  if (unit.closedOn !== null)
    return [
      fault(
        '/unit',
        { zh: `${unit.name}已于${unit.closedOn}撤销`, en: `${unit.name} was closed on ${unit.closedOn}` },
        { zh: '另选单位', en: 'Choose another unit' },
      ),
    ];
  if (!groundKinds(kinds).includes(unit.kind))
    return [
      fault(
        '/unit',
        {
          zh: `${unit.name}不是区划单位，没有边界`,
          en: `${unit.name} is no unit of the territory and has no boundary`,
        },
        { zh: '给它所在的单位画', en: 'Draw that of the unit that it stands at' },
      ),
    ];
  if (!isRing(outline)) return [TOO_FEW];
  if (mend(outline).crossed) return [CROSSED];
  return families
    .flatMap((family) => checkFamily(family).faults)
    .map(({ what, mend: how }) => fault('/corners', what, how));
}

/** The unit, what was drawn, mended where it can be, and the units beside it and below it with it in its place. */
async function loadDrawn(tx: Database, kinds: ChangeDeps['kinds'], drawn: Checking): Promise<Loaded | undefined> {
  const unit = await findUnit(tx, drawn.unit);
  if (unit === undefined) return undefined;
  const outline: Outline = [[ringFrom(drawn.corners)]];
  const sound = isRing(outline) ? mend(outline) : undefined;
  if (sound === undefined || sound.crossed) return { unit, outline, families: [] };
  const fresh = new Map([[unit.id, { outline: sound.outline, feature: 1 }]]);
  // It has neighbours, and children that must still fill it.
  const parents = [...(unit.parent === null ? [] : [unit.parent]), unit.id];
  const families = await familiesOf(tx, drawn.from, { parents, kinds: groundKinds(kinds), fresh });
  return { unit, outline: sound.outline, families };
}

const guardDrawn = ({ unit }: Loaded) => ({
  paths: [unit.path],
  line: null,
  sensitivity: 'open' as const,
  roles: [],
});

type Checked = Loaded & { readonly id: string };

/** Says what stands against a boundary that was drawn, and what deserves a look; gaps too. Nothing is kept but that it was asked. */
export function checkDrawnAction({ kinds }: ChangeDeps): Action<Checking, Loaded, Checked> {
  return {
    name: 'org.bound',
    parties: [],
    load: (tx, drawn) => loadDrawn(tx, kinds, drawn),
    guard: guardDrawn,
    decide(loaded, { id }) {
      if (!isRing(loaded.outline)) throw badInput([TOO_FEW]);
      return { ...loaded, id };
    },
    write: () => [],
    tell: ({ id, ...loaded }) => {
      const faults = faultsOf(loaded, kinds);
      const warnings = loaded.families.flatMap((family) => checkFamily(family).warnings.map(toldOf));
      return {
        status: 200,
        answer: { checked: true },
        once: {
          preview: {
            area: areaOf(loaded.outline),
            faults: faults.map(({ what, mend: how }) => ({ what, mend: how })),
            warnings,
          },
        },
        record: id,
        unit: loaded.unit.id,
        detail: { checked: true, faults: faults.length, drawn: true },
        events: [],
      };
    },
  };
}

/** Somebody draws the boundary of a unit. What lies beside it may be overlapped: that is told, and stays for whoever knows better. */
export function drawBoundaryAction(deps: ChangeDeps): Action<Input, Loaded, Decision> {
  const { zone, kinds } = deps;
  return {
    name: 'org.bound',
    parties: [],
    load: (tx, drawn) => loadDrawn(tx, kinds, drawn),

    guard: guardDrawn,

    decide(loaded, { id, from, basis }, { now, person }) {
      const faults = faultsOf(loaded, kinds);
      if (faults.length > 0) throw badInput(faults);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      const { unit, outline, families } = loaded;
      const warnings = families
        .flatMap((family) => checkFamily(family).warnings)
        .flatMap(({ feature, what }) => (feature === null ? [] : [what]));
      return {
        id,
        over: unit.id,
        from,
        origin: 'drawn',
        basis,
        person,
        now,
        cells: [{ unit: unit.id, outline }],
        warnings,
      };
    },

    write: (_, made) => [boundariesSet(made)],

    tell: ({ id, over, from, cells, warnings }) => ({
      status: 201,
      answer: { id, area: cells.reduce((sum, { outline }) => sum + areaOf(outline), 0), warnings },
      record: id,
      unit: over,
      detail: { from, origin: 'drawn', units: 1 },
      events: [{ name: BOUNDED, unit: over, record: id, instants: [startOfDay(from, zone)] }],
    }),
  };
}
