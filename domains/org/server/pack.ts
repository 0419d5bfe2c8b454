// SPDX-License-Identifier: Apache-2.0
import { PackReader } from '@beichen/platform-server/packs/read-pack.ts';
import {
  type OrgPack,
  orgPackSchema,
  type PlannedCell,
  type PlannedRelation,
  type PlannedUnit,
  type UnitRow,
} from '../model/pack.ts';
import { readCells } from '../rules/cells.ts';
import { kindFaults, plannedRelations, type RelationRow } from '../rules/kinds.ts';
import { withoutPrefix } from '../rules/names.ts';
import { foldZones, planTree, type SideRow } from '../rules/tree.ts';

/** The tree of a pack, checked. */
export type PlannedTree = {
  readonly asOf: string;
  readonly kinds: OrgPack['kinds'];
  readonly units: readonly PlannedUnit[];
  /** Of the example alone: which unit covers or serves which, by code. */
  readonly relations: readonly PlannedRelation[];
  /** Of the example alone: how many households live where. */
  readonly households: readonly { readonly code: string; readonly households: number }[];
  /** Of the example alone: where units lie, only to give an idea. */
  readonly cells: readonly PlannedCell[];
};

type UnitFile = OrgPack['units'][number];

async function sideRows(reader: PackReader, file: string, columns: readonly [string, string]): Promise<SideRow[]> {
  const rows = await reader.table(file, columns);
  return rows.map(({ line, cells }) => ({ file, line, code: cells[columns[0]] ?? '', value: cells[columns[1]] ?? '' }));
}

async function unitRows(reader: PackReader, { file, columns, zones }: UnitFile): Promise<UnitRow[]> {
  const { code = 'code', name = 'name', kind = 'kind', parent = 'parent', class: own = 'class' } = columns;
  const found = await reader.table(file, [code, name, kind, parent]);
  const rows = found.map(({ line, cells }) => ({
    file,
    line,
    code: cells[code] ?? '',
    name: cells[name] ?? '',
    kind: cells[kind] ?? '',
    parent: cells[parent] ?? '',
    class: cells[own] ?? '',
    zone: '',
  }));
  if (zones === undefined) return rows;
  const governedBy = await sideRows(reader, zones.governed_by, ['street', 'county']);
  const folded = foldZones(rows, { kind: zones.kind, governedBy, file: zones.governed_by });
  for (const fault of folded.faults) reader.fault(fault, fault.what, fault.mend);
  return folded.rows;
}

/** Names that the pack reads otherwise than they stand in its tables: slips put right, and prefixes that nobody says. */
async function readingsOf(reader: PackReader, pack: OrgPack, rows: readonly UnitRow[]): Promise<SideRow[]> {
  const prefixes = pack.units.flatMap((file) => file.zones?.prefixes ?? []);
  const shortened = rows.flatMap(({ file, line, code, name }) => {
    const value = withoutPrefix(name, prefixes);
    return value === name ? [] : [{ file, line, code, value }];
  });
  const listed = pack.readings === undefined ? [] : await sideRows(reader, pack.readings, ['code', 'reading']);
  return [...shortened, ...listed];
}

async function exampleRelations(reader: PackReader, file: string): Promise<RelationRow[]> {
  const rows = await reader.table(file, ['kind', 'unit', 'over']);
  return rows.map(({ line, cells }) => ({
    file,
    line,
    kind: cells['kind'] ?? '',
    unit: cells['unit'] ?? '',
    over: cells['over'] ?? '',
    post: cells['post'] ?? '',
  }));
}

async function exampleHouseholds(reader: PackReader, file: string | undefined): Promise<PlannedTree['households']> {
  if (file === undefined) return [];
  const rows = await reader.table(file, ['code', 'households']);
  return rows.flatMap(({ line, cells }) => {
    const { code = '', households = '' } = cells;
    if (/^\d{1,6}$/.test(households)) return [{ code, households: Number(households) }];
    const what = { zh: `“${households}”不是户数`, en: `"${households}" is no number of households` };
    reader.fault({ file, line }, what, { zh: '写整数', en: 'write a whole number' });
    return [];
  });
}

async function exampleCells(
  reader: PackReader,
  file: string | undefined,
  units: readonly PlannedUnit[],
): Promise<readonly PlannedCell[]> {
  if (file === undefined) return [];
  const rows = await reader.table(file, ['code', 'outline']);
  const read = readCells(
    rows.map(({ line, cells }) => ({ file, line, code: cells['code'] ?? '', value: cells['outline'] ?? '' })),
    new Set(units.map(({ code }) => code)),
  );
  for (const fault of read.faults) reader.fault(fault, fault.what, fault.mend);
  return read.cells;
}

/** Reads and checks the org part of a pack. @throws BrokenPack with all faults at once */
export async function readTree(folder: string, demo: boolean): Promise<PlannedTree> {
  const reader = new PackReader(folder);
  const section = await reader.section('org', orgPackSchema);
  if (section === undefined) {
    reader.check();
    throw new Error('a section that does not fit is a fault');
  }
  const pack = section.value;
  const example = demo ? pack.example : undefined;
  const files = [...pack.units, ...(example === undefined ? [] : [example.units])];
  const rows = (await Promise.all(files.map((file) => unitRows(reader, file)))).flat();
  const classes = pack.classes === undefined ? [] : await sideRows(reader, pack.classes.file, ['code', 'class']);
  const readings = await readingsOf(reader, pack, rows);
  const unlisted = pack.classes?.unlisted;
  for (const key of ['of', 'become'] as const) {
    const kind = unlisted?.[key];
    if (kind === undefined || kind in pack.kinds) continue;
    const place = { file: 'pack.yaml', line: section.lineOf(['classes', 'unlisted', key]) };
    const what = { zh: `没有“${kind}”这一类别`, en: `there is no kind "${kind}"` };
    reader.fault(place, what, { zh: '在kinds里补上，或改正', en: 'add it to kinds, or correct it' });
  }
  const planned = planTree(rows, { kinds: new Set(Object.keys(pack.kinds)), classes, readings, unlisted });
  for (const fault of planned.faults) reader.fault(fault, fault.what, fault.mend);
  for (const { at, what, mend } of kindFaults(pack.kinds))
    reader.fault({ file: 'pack.yaml', line: section.lineOf(['kinds', ...at]) }, what, mend);
  const relations = example === undefined ? [] : await exampleRelations(reader, example.relations);
  const tied = plannedRelations(relations, { units: planned.units, kinds: pack.kinds });
  for (const fault of tied.faults) reader.fault(fault, fault.what, fault.mend);
  const households = await exampleHouseholds(reader, example?.households);
  const cells = await exampleCells(reader, example?.cells, planned.units);
  reader.check();
  return { asOf: pack.as_of, kinds: pack.kinds, units: planned.units, relations: tied.relations, households, cells };
}
