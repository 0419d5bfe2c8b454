// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { MapFault } from '../model/boundaries.ts';
import { displayName } from './names.ts';
import type { Feature } from './read-features.ts';

/** A unit that a file may mean. */
export type MapUnit = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly nameEntered: string;
  readonly kind: string;
  readonly parent: number | null;
  readonly parentName: string | null;
};

export type Matched = { readonly feature: Feature; readonly unit: MapUnit };

const SAY_WHICH = {
  zh: '在要素的属性里写明code（单位代码）',
  en: 'Say code, the code of the unit, among the properties',
};

const listed = (units: readonly MapUnit[]): string =>
  units
    .slice(0, 5)
    .map(({ code, parentName }) => `${code}（${parentName ?? ''}）`)
    .join('、');

function unknown({ code, name }: Feature, under: string): Words {
  const called = [code, name].filter((one) => one !== '').join(' ');
  if (called === '') return { zh: '没有写是哪个单位', en: 'It does not say which unit it is' };
  return { zh: `${under}及其以下没有“${called}”`, en: `There is no "${called}" in ${under}` };
}

function ambiguous({ name }: Feature, units: readonly MapUnit[]): Words {
  return {
    zh: `叫“${name}”的有${units.length}个：${listed(units)}`,
    en: `${units.length} units are called "${name}": ${listed(units)}`,
  };
}

/** Which unit each feature means: by its code, else by its name, as entered or as shown. Each unit once. */
export function matchUnits(
  features: readonly Feature[],
  about: { readonly units: readonly MapUnit[]; readonly under: string },
): { readonly matched: readonly Matched[]; readonly faults: readonly MapFault[] } {
  const byCode = new Map(about.units.map((unit) => [unit.code, unit]));
  const byName = new Map<string, MapUnit[]>();
  for (const unit of about.units)
    for (const name of new Set([unit.name, unit.nameEntered])) byName.set(name, [...(byName.get(name) ?? []), unit]);
  const faults: MapFault[] = [];
  const matched: Matched[] = [];
  const taken = new Map<number, number>();
  for (const feature of features) {
    const fault = (what: Words): number =>
      faults.push({ feature: feature.at, unit: feature.code || feature.name, what, mend: SAY_WHICH });
    const named = byName.get(feature.name) ?? byName.get(displayName(feature.name)) ?? [];
    const unit = byCode.get(feature.code) ?? (named.length === 1 ? named[0] : undefined);
    if (unit === undefined) {
      fault(named.length > 1 ? ambiguous(feature, named) : unknown(feature, about.under));
      continue;
    }
    const before = taken.get(unit.id);
    if (before === undefined) matched.push({ feature, unit });
    else
      fault({
        zh: `与第${before}个要素是同一单位：${unit.name}`,
        en: `Feature ${before} is the same unit: ${unit.name}`,
      });
    taken.set(unit.id, before ?? feature.at);
  }
  return { matched, faults };
}
