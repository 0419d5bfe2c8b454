// SPDX-License-Identifier: Apache-2.0
import { setImmediate as breathe } from 'node:timers/promises';
import { areaOf, type Outline } from '@beichen/engines/ground/micro.ts';
import { mend } from '@beichen/engines/ground/shapes.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { type MapFault, type MapPreview, MOST_MAP_FAULTS } from '../../model/boundaries.ts';
import type { OrgUnit } from '../../model/units.ts';
import { areaWords, checkFamily } from '../../rules/check-outlines.ts';
import { type MapUnit, type Matched, matchUnits } from '../../rules/match-units.ts';
import { displayName } from '../../rules/names.ts';
import type { Feature, ReadFile } from '../../rules/read-features.ts';
import { boundariesOn, familiesOf, groundKinds, unitsNamed } from './boundaries.ts';
import { shownUnit } from './shown-unit.ts';
import { findUnit, levelsOf } from './units.ts';
import type { ChangeDeps } from './world.ts';

export type MapFile = { readonly read: ReadFile; readonly under: number; readonly from: CivilDate };

/** A file compared with the city. */
export type LoadedMap = {
  readonly under: OrgUnit;
  readonly cells: readonly { readonly unit: number; readonly outline: Outline }[];
  readonly preview: MapPreview;
};

const CHECK = {
  zh: '看看修补得对不对；不对的，改正文件再导',
  en: 'See whether it was mended well; else correct the file',
};

function crossedWarning({ feature, unit }: Matched, before: number, after: number): MapFault {
  const [own, now] = [areaWords(before), areaWords(after)];
  const what = {
    zh: `边界自己交叉，已修补：面积由${own.zh}变为${now.zh}`,
    en: `It crosses itself and was mended: from ${own.en} to ${now.en}`,
  };
  return { feature: feature.at, unit: unit.name, what, mend: CHECK };
}

/** Many outlines take a while; others get their turn in between. */
async function mendAll(
  matched: readonly Matched[],
  warnings: MapFault[],
): Promise<Map<number, { outline: Outline; feature: number }>> {
  const fresh = new Map<number, { outline: Outline; feature: number }>();
  for (const [n, one] of matched.entries()) {
    const { feature, unit } = one;
    if (n % 50 === 49) await breathe();
    if (feature.outline === undefined) continue;
    const { outline, crossed } = mend(feature.outline);
    if (crossed) warnings.push(crossedWarning(one, areaOf(feature.outline), areaOf(outline)));
    fresh.set(unit.id, { outline, feature: feature.at });
  }
  return fresh;
}

const inOrder = (faults: readonly MapFault[]): MapFault[] =>
  [...faults].sort((a, b) => (a.feature ?? 0) - (b.feature ?? 0)).slice(0, MOST_MAP_FAULTS);

const named = (features: readonly Feature[]) => ({
  codes: [...new Set(features.map(({ code }) => code))].filter((code) => code !== ''),
  names: [...new Set(features.flatMap(({ name }) => [name, displayName(name)]))].filter((name) => name !== ''),
});

type Setting = { readonly unit: MapUnit; readonly outline: Outline };

/** The units whose boundary is set, with its area, and that of the one that they have on the day. */
async function setsOf(
  tx: Database,
  sets: readonly Setting[],
  { kinds, day }: { readonly kinds: ChangeDeps['kinds']; readonly day: CivilDate },
): Promise<MapPreview['sets']> {
  const ids = sets.map(({ unit }) => unit.id);
  const levels = await levelsOf(tx, ids);
  const before = await boundariesOn(tx, day, ids);
  return sets.map(({ unit, outline }) => ({
    unit: shownUnit({ ...unit, level: levels.get(unit.id) ?? 1, closedOn: null }, kinds),
    area: areaOf(outline),
    before: before.get(unit.id)?.area ?? null,
  }));
}

/** What a file would set, and what stands against it. `undefined` where the unit that it is for is not to be seen. */
export async function loadMap(
  tx: Database,
  { kinds }: ChangeDeps,
  { read, under: id, from }: MapFile,
): Promise<LoadedMap | undefined> {
  const under = await findUnit(tx, id);
  if (under === undefined) return undefined;
  const ground = groundKinds(kinds);
  const units = await unitsNamed(tx, under, { ...named(read.features), kinds: ground });
  const { matched, faults: unmatched } = matchUnits(read.features, { units, under: under.name });
  const warnings: MapFault[] = [];
  const faults: MapFault[] = [...read.faults, ...unmatched];
  const fresh = await mendAll(matched, warnings);
  const set = matched.flatMap(({ unit }): Setting[] => {
    const outline = fresh.get(unit.id)?.outline;
    return outline === undefined ? [] : [{ unit, outline }];
  });
  // Whose own outline changes is a parent too: its children must still fill it.
  const parents = [...new Set(set.flatMap(({ unit }) => [unit.id, ...(unit.parent === null ? [] : [unit.parent])]))];
  for (const family of await familiesOf(tx, from, { parents, kinds: ground, fresh })) {
    await breathe();
    const found = checkFamily(family);
    faults.push(...found.faults);
    warnings.push(...found.warnings);
  }
  const preview = {
    faults: inOrder(faults),
    faultCount: faults.length,
    warnings: inOrder(warnings),
    warningCount: warnings.length,
    features: read.features.length,
    sets: faults.length > 0 ? [] : await setsOf(tx, set, { kinds, day: from }),
  };
  return { under, cells: set.map(({ unit, outline }) => ({ unit: unit.id, outline })), preview };
}
