// SPDX-License-Identifier: Apache-2.0
import { Faults, type Outcome } from './fault.ts';
import { byCodePoint } from './order.ts';
import type { Units } from './table.ts';

/** The four headings that a list of units must have; every other one is an attribute. */
export const UNIT_HEADINGS = ['id', 'name', 'kind', 'parent'] as const;

/** A list of units as it was read: text cells, `null` for an empty one, and where each row and column stands. */
export type UnitRows = {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Line of a row, counted from 1, heading included. */
  readonly lines: readonly number[];
  /** Where a cell stands, as a fault tells it. */
  readonly placeOf: (row: number, column: number) => { line: number; column?: number; cell?: string };
  /** Rows were refused and left out: whether a parent is in the list cannot be told. */
  readonly partial?: boolean;
};

type Column = (row: number) => string | null;

/** Checks a list of units (METHOD.md section 2) and puts it into columns. The headings must have been checked. */
export function unitsFrom(source: UnitRows, faults = new Faults(source.file)): Outcome<Units> {
  const at = (heading: string): number => source.header.indexOf(heading);
  const cell = (heading: string): Column => {
    const column = at(heading);
    return (row) => source.rows[row]?.[column] ?? null;
  };
  const id = cell('id');
  const kind = cell('kind');
  const order = orderOf(source, { id, kind }, faults);
  const ids = order.map((row) => id(row) as string);
  const index = new Map(ids.map((name, position) => [name, position]));
  const parents = parentsOf(source, { order, index, parent: cell('parent') }, faults);
  refuseCircles(source, { order, parents, ids }, faults);
  return faults.outcome(() => ({
    file: source.file,
    lines: Int32Array.from(order, (row) => source.lines[row] as number),
    ids,
    names: order.map((row) => cell('name')(row) ?? ''),
    kinds: order.map((row) => kind(row) as string),
    parents,
    columns: new Map(
      source.header.map((heading, column) => [heading, order.map((row) => source.rows[row]?.[column] ?? null)]),
    ),
    index,
  }));
}

/** Rows with an id and a kind, each id once, by (kind, id). */
function orderOf(source: UnitRows, { id, kind }: { id: Column; kind: Column }, faults: Faults): number[] {
  const first = new Map<string, number>();
  const order: number[] = [];
  for (let row = 0; row < source.rows.length; row += 1) {
    const missing = (['id', 'kind'] as const).filter((heading) => (heading === 'id' ? id : kind)(row) === null);
    for (const heading of missing)
      faults.add({
        ...source.placeOf(row, source.header.indexOf(heading)),
        code: `empty-${heading}`,
        what: { zh: `单位的${heading}为空`, en: `the unit has no ${heading}` },
        mend: { zh: `填写这一行的${heading}`, en: `fill in the ${heading} of this row` },
      });
    const name = id(row);
    if (missing.length > 0 || name === null) continue;
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, row);
      order.push(row);
    } else
      faults.add({
        ...source.placeOf(row, source.header.indexOf('id')),
        code: 'unit-twice',
        what: {
          zh: `单位“${name}”重复，第${source.lines[before]}行已有`,
          en: `unit "${name}" stands twice; line ${source.lines[before]} has it already`,
        },
        mend: { zh: '删去其中一行，或改用不同的id', en: 'delete one of the rows, or give it an id of its own' },
      });
  }
  return order.sort(
    (a, b) => byCodePoint(kind(a) as string, kind(b) as string) || byCodePoint(id(a) as string, id(b) as string),
  );
}

type Parents = { order: readonly number[]; index: ReadonlyMap<string, number>; parent: Column };

function parentsOf(source: UnitRows, { order, index, parent }: Parents, faults: Faults): Int32Array {
  return Int32Array.from(order, (row) => {
    const name = parent(row);
    if (name === null) return -1;
    const found = index.get(name);
    if (found !== undefined || source.partial === true) return found ?? -1;
    faults.add({
      ...source.placeOf(row, source.header.indexOf('parent')),
      code: 'unknown-parent',
      what: { zh: `上级“${name}”不在单位表中`, en: `the parent "${name}" is not in the list of units` },
      mend: { zh: '补上这个上级单位，或改正parent', en: 'add that unit, or correct the parent' },
    });
    return -1;
  });
}

/** Each circle of parents is told once, at the first of its units. */
function refuseCircles(
  source: UnitRows,
  tree: { order: readonly number[]; parents: Int32Array; ids: readonly string[] },
  faults: Faults,
): void {
  const { order, parents, ids } = tree;
  const seen = new Int32Array(ids.length);
  for (let start = 0; start < ids.length; start += 1) {
    let unit = start;
    while (unit >= 0 && seen[unit] === 0) {
      seen[unit] = start + 1;
      unit = parents[unit] as number;
    }
    if (unit < 0 || seen[unit] !== start + 1) continue;
    const circle = [ids[unit] as string];
    for (let next = parents[unit] as number; next !== unit; next = parents[next] as number)
      circle.push(ids[next] as string);
    const shown = [...circle.slice(0, 10), ...(circle.length > 10 ? ['…'] : []), circle[0]].join(' → ');
    faults.add({
      ...source.placeOf(order[unit] as number, source.header.indexOf('parent')),
      code: 'parent-circle',
      what: { zh: `上级关系成环：${shown}`, en: `the parents form a circle: ${shown}` },
      mend: { zh: '改正其中一个单位的parent', en: 'correct the parent of one of them' },
    });
  }
}
