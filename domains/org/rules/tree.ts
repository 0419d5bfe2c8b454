// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { PlannedUnit, TreeFault, UnitRow } from '../model/pack.ts';
import { displayName } from './names.ts';

type Place = { readonly file: string; readonly line: number };

/** A row of a side table: a code, what it says of it, and where it stands. */
export type SideRow = Place & { readonly code: string; readonly value: string };

export type Planned = { readonly units: readonly PlannedUnit[]; readonly faults: readonly TreeFault[] };

function fault({ file, line }: Place, what: Words, mend: Words): TreeFault {
  return { file, line, what, mend };
}

/**
 * Takes the zones out of a table: a zone is no node of the tree; what lies directly below it goes to the unit that governs it, and all
 * below carries the zone's code.
 */
export function foldZones(
  rows: readonly UnitRow[],
  zones: { readonly kind: string; readonly governedBy: readonly SideRow[]; readonly file: string },
): { readonly rows: UnitRow[]; readonly faults: TreeFault[] } {
  const zoneCodes = new Set(rows.filter((row) => row.kind === zones.kind).map((row) => row.code));
  const governor = new Map(zones.governedBy.map((row) => [row.code, row.value]));
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const faults: TreeFault[] = [];
  const zoneOf = (row: UnitRow): string => {
    const seen = new Set<string>();
    let at: UnitRow | undefined = row;
    while (at !== undefined && !seen.has(at.code)) {
      if (zoneCodes.has(at.parent)) return at.parent;
      seen.add(at.code);
      at = byCode.get(at.parent);
    }
    return '';
  };
  const kept = rows.flatMap((row) => {
    if (zoneCodes.has(row.code)) return [];
    const zone = zoneOf(row);
    if (!zoneCodes.has(row.parent)) return [{ ...row, zone }];
    const parent = governor.get(row.code);
    if (parent !== undefined) return [{ ...row, zone, parent }];
    const what = { zh: `${row.name}（${row.code}）没有归属`, en: `${row.code} is governed by nobody` };
    faults.push(fault(row, what, { zh: `在${zones.file}里补一行`, en: `add a row to ${zones.file}` }));
    return [];
  });
  const strangers = zones.governedBy.filter(({ code }) => !byCode.has(code));
  for (const row of strangers) faults.push(unknownCode(row));
  return { rows: kept, faults };
}

function unknownCode(row: SideRow): TreeFault {
  return fault(
    row,
    { zh: `没有代码为${row.code}的单位`, en: `there is no unit ${row.code}` },
    { zh: '改正代码，或删去这一行', en: 'correct the code, or delete the row' },
  );
}

function faultsOfRow(row: UnitRow, known: ReadonlyMap<string, UnitRow>, kinds: ReadonlySet<string>): TreeFault[] {
  const faults: TreeFault[] = [];
  const mend = { zh: '改正这一行', en: 'correct the row' };
  if (row.code === '' || row.name === '')
    faults.push(fault(row, { zh: '缺少代码或名称', en: 'code or name is missing' }, mend));
  const first = known.get(row.code);
  if (first !== undefined && first !== row) {
    const zh = `代码 ${row.code} 已用于 ${first.file}:${first.line}`;
    faults.push(fault(row, { zh, en: `code ${row.code} stands at ${first.file}:${first.line} too` }, mend));
  }
  if (!kinds.has(row.kind)) {
    const list = [...kinds].join(', ');
    const what = { zh: `没有“${row.kind}”这一类别`, en: `there is no kind "${row.kind}"` };
    faults.push(
      fault(row, what, {
        zh: `用${list}之一，或在pack.yaml里补上`,
        en: `use one of ${list}, or add it to pack.yaml`,
      }),
    );
  }
  if (row.parent !== '' && !known.has(row.parent)) {
    const what = { zh: `上级${row.parent}不存在`, en: `the parent ${row.parent} is not there` };
    faults.push(fault(row, what, { zh: '改正上级代码', en: "correct the parent's code" }));
  }
  return faults;
}

/** Parents before children; what hangs in a circle is left over. */
function inOrder(rows: readonly UnitRow[]): { readonly ordered: UnitRow[]; readonly left: UnitRow[] } {
  const below = new Map<string, UnitRow[]>();
  for (const row of rows) {
    const siblings = below.get(row.parent);
    if (siblings === undefined) below.set(row.parent, [row]);
    else siblings.push(row);
  }
  const ordered = [...(below.get('') ?? [])];
  // The list grows while it is read: breadth first.
  for (const row of ordered) ordered.push(...(below.get(row.code) ?? []));
  const placed = new Set(ordered);
  return { ordered, left: rows.filter((row) => !placed.has(row)) };
}

function faultsOfRoots(rows: readonly UnitRow[]): TreeFault[] {
  const roots = rows.filter((row) => row.parent === '');
  return roots
    .slice(1)
    .map((row) =>
      fault(
        row,
        { zh: `已有最上级单位${roots[0]?.name}`, en: `the root is ${roots[0]?.code} already` },
        { zh: '填写上级代码', en: 'give it a parent' },
      ),
    );
}

/** The tree that the tables describe, or everything that is wrong with them. */
export function planTree(
  rows: readonly UnitRow[],
  about: {
    readonly kinds: ReadonlySet<string>;
    readonly classes: readonly SideRow[];
    readonly readings: readonly SideRow[];
    /** What a unit of this kind becomes that `classes` does not list. */
    readonly unlisted?: { readonly of: string; readonly become: string } | undefined;
  },
): Planned {
  const known = new Map<string, UnitRow>();
  for (const row of rows) if (!known.has(row.code)) known.set(row.code, row);
  const faults = rows.flatMap((row) => faultsOfRow(row, known, about.kinds));
  faults.push(...faultsOfRoots(rows));
  faults.push(...[...about.classes, ...about.readings].filter(({ code }) => !known.has(code)).map(unknownCode));
  const { ordered, left } = inOrder(rows);
  if (faults.length === 0)
    for (const row of left) {
      const what = { zh: '上级关系成了环', en: 'its chain of parents is a circle' };
      faults.push(fault(row, what, { zh: '改正上级代码', en: "correct the parent's code" }));
    }
  const classOf = new Map(about.classes.map((row) => [row.code, row.value]));
  const readingOf = new Map(about.readings.map((row) => [row.code, row.value]));
  const { unlisted } = about;
  const kindOf = ({ code, kind }: UnitRow): string =>
    unlisted?.of === kind && !classOf.has(code) ? unlisted.become : kind;
  const units = ordered.map((row) => ({
    code: row.code,
    kind: kindOf(row),
    nameEntered: row.name,
    name: displayName(readingOf.get(row.code) ?? row.name),
    class: classOf.get(row.code) ?? (row.class || null),
    zone: row.zone || null,
    parent: row.parent || null,
  }));
  return { units, faults };
}
