// SPDX-License-Identifier: Apache-2.0
import type { Outcome, Table } from '@beichen/method';
import type { StudioFacts } from '../model/drafts.ts';
import { asWritten, type PlacedUnit, tableOf, type UnitFact } from './fact-table.ts';

/** Units as they travel: a column for each thing that is said of them. */
export function unitColumns(units: readonly PlacedUnit[]): Omit<StudioFacts['units'], 'whole'> {
  return {
    ids: units.map(({ unit_id }) => unit_id),
    codes: units.map(({ code }) => code),
    names: units.map(({ name }) => name),
    kinds: units.map(({ kind }) => kind),
    parents: units.map(({ parent }) => parent),
    classes: units.map((unit) => unit.class),
    zones: units.map(({ zone }) => zone),
  };
}

/** Facts as they travel: a row a measure, with the numbers that a data package would carry. Those of other units are left out. */
export function factColumns(units: readonly PlacedUnit[], facts: readonly UnitFact[]): StudioFacts['facts'] {
  const places = new Map(units.map(({ unit_id }, at) => [unit_id, at]));
  const known = facts.filter(({ unit_id }) => places.has(unit_id)).map(asWritten);
  return [...Map.groupBy(known, ({ measure }) => measure)].map(([measure, list]) => {
    const den = list.map((fact) => fact.den);
    return {
      measure,
      at: list.map(({ unit_id }) => places.get(unit_id) as number),
      num: list.map(({ num }) => num),
      ...(den.every((one) => one === null) ? {} : { den }),
    };
  });
}

/** What travelled, as the method engine takes it. */
export function tableFrom({ units, facts }: Pick<StudioFacts, 'units' | 'facts'>): Outcome<Table> {
  const placed = units.ids.map((unit_id, at): PlacedUnit => {
    return {
      unit_id,
      place: '',
      parent_id: null,
      code: units.codes[at] ?? '',
      name: units.names[at] ?? '',
      kind: units.kinds[at] ?? '',
      parent: units.parents[at] ?? null,
      class: units.classes[at] ?? null,
      zone: units.zones[at] ?? null,
      pinyin: '',
    };
  });
  const rows = facts.flatMap(({ measure, at, num, den }) =>
    at.map((place, n): UnitFact => {
      return { unit_id: units.ids[place] ?? -1, measure, num: num[n] ?? null, den: den?.[n] ?? null };
    }),
  );
  return tableOf(placed, rows);
}
