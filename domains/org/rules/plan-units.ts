// SPDX-License-Identifier: Apache-2.0

import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { ImportChange, Target } from '../model/changes.ts';
import type { UnitKind } from '../model/pack.ts';

import { hasNameSlip } from './name-slips.ts';
import { displayName } from './names.ts';
import type { UnitLine } from './sheet-lines.ts';

/** A unit of the city that a file names. */
export type UnitInFile = {
  readonly id: number;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly nameEntered: string;
  readonly class: string | null;
  readonly path: string;
  readonly closedOn: CivilDate | null;
  /** The last figure that is entered; null for none. */
  readonly households: number | null;
  /** From when on it holds. */
  readonly countedFrom: CivilDate | null;
  readonly parent: { readonly code: string; readonly path: string } | null;
};

export type TreeInFile = {
  readonly kinds: Readonly<Record<string, UnitKind>>;
  readonly units: ReadonlyMap<string, UnitInFile>;
  /** Whether whoever imports may change the tree below this path. */
  readonly today: CivilDate;
  mayChange(path: string): boolean;
  /** Whether whoever imports may enter households below this path. */
  mayCount(path: string): boolean;
};

type Parts = 'opens' | 'moves' | 'renames' | 'closes';
type Counts = NonNullable<ImportChange['counts']>;

/** What the sheet of units comes to, and on which line each part of it stands. */
export type PlannedUnits = Pick<ImportChange, Parts> & {
  readonly counts: Counts;
  readonly lines: Readonly<Record<Parts | 'counts', readonly UnitLine[]>>;
  readonly faults: readonly SheetFault[];
  readonly warnings: readonly SheetFault[];
};

const NOT_YOURS = {
  what: { zh: '不在本岗位可以调整的范围', en: 'Out of the range that you may change' },
  mend: { zh: '由上级的岗位导入', en: 'Let a post above import it' },
};

/** Reads lines one after the other; what is wrong with one does not keep the others from being read. */
class Planner {
  readonly opens: (ImportChange['opens'][number] & { readonly line: UnitLine })[] = [];
  readonly moves: (ImportChange['moves'][number] & { readonly line: UnitLine })[] = [];
  readonly renames: (ImportChange['renames'][number] & { readonly line: UnitLine })[] = [];
  readonly closes: (ImportChange['closes'][number] & { readonly line: UnitLine })[] = [];
  readonly counts: (Counts[number] & { readonly line: UnitLine })[] = [];
  readonly faults: SheetFault[] = [];
  readonly warnings: SheetFault[] = [];
  private readonly tree: TreeInFile;
  private readonly byCode: ReadonlyMap<string, UnitLine>;

  constructor(tree: TreeInFile, byCode: ReadonlyMap<string, UnitLine>) {
    this.tree = tree;
    this.byCode = byCode;
  }

  take(line: UnitLine): void {
    const code = line.text('code');
    const first = this.byCode.get(code);
    if (code === '' || code.length > 40) {
      this.faults.push(
        line.fault(
          'code',
          { zh: '没有代码，或过长', en: 'No code, or too long a one' },
          { zh: '填写单位代码', en: 'Write the code' },
        ),
      );
      return;
    }
    if (first !== undefined && first !== line) {
      const what = { zh: `代码重复，第${first.line}行已有`, en: `Row ${first.line} has this code already` };
      this.faults.push(line.fault('code', what, { zh: '删去一行，或改正代码', en: 'Delete one, or correct the code' }));
      return;
    }
    const known = this.tree.units.get(code);
    // A name that stands in the city already is not judged again.
    const isName = line.text('name') === known?.nameEntered.trim() || this.isName(line);
    if (known === undefined) this.open(line, code, isName);
    else this.compare(line, known, isName);
  }

  private isName(line: UnitLine): boolean {
    const name = line.text('name');
    const isName = name.length >= 2 && name.length <= 60;
    if (!isName)
      this.faults.push(
        line.fault(
          'name',
          { zh: '名称要有2到60个字', en: 'A name has 2 to 60 characters' },
          { zh: '写单位全称', en: 'Write the full name' },
        ),
      );
    if (hasNameSlip(name))
      this.warnings.push(
        line.fault(
          'name',
          {
            zh: `名称的结尾像是笔误；显示为“${displayName(name)}”`,
            en: `The end of the name looks like a slip; shown as "${displayName(name)}"`,
          },
          { zh: '照原样存；确是笔误的，改正后再导入', en: 'It is kept as it is; correct it if it is a slip' },
        ),
      );
    return isName;
  }

  private open(line: UnitLine, code: string, isName: boolean): void {
    const kind = this.kindOf(line);
    const parent = this.parentOf(line);
    if (line.text('close') !== '')
      this.faults.push(
        line.fault(
          'close',
          { zh: '没有这个单位，无从撤销', en: 'There is no such unit to close' },
          { zh: '改正代码，或删去这一行', en: 'Correct the code, or delete the row' },
        ),
      );
    if (kind === undefined || parent === undefined || !isName) return;
    const { name, class: own } = { name: line.text('name'), class: line.text('class') || null };
    this.opens.push({ parent, unitKind: kind, code, name, class: own, line });
    this.count(line, { unit: code, kind, path: this.tree.units.get(line.text('parent'))?.path ?? null });
  }

  private compare(line: UnitLine, known: UnitInFile, isName: boolean): void {
    const closes = this.closesIn(line);
    if (closes === undefined) return;
    if (known.closedOn !== null) {
      if (closes) return;
      const what = { zh: `这个单位已于${known.closedOn}撤销`, en: `This unit was closed on ${known.closedOn}` };
      this.faults.push(
        line.fault('code', what, {
          zh: '删去这一行；新设单位用新代码',
          en: 'Delete the row; a new unit has a new code',
        }),
      );
      return;
    }
    const kind = this.kindOf(line);
    if (kind !== undefined && kind !== known.kind) {
      const title = this.tree.kinds[known.kind] ?? { zh: known.kind, en: known.kind };
      const what = { zh: `在册的类别是${title.zh}`, en: `Its kind is ${title.en}` };
      this.faults.push(
        line.fault('kind', what, {
          zh: '类别不能改；撤销后另设',
          en: 'A kind cannot change: close it, and open another',
        }),
      );
    }
    const before = [this.moves.length, this.renames.length, this.closes.length];
    this.move(line, known);
    if (isName && line.text('name') !== known.nameEntered.trim())
      this.renames.push({ unit: known.id, name: line.text('name'), line });
    if (closes) this.close(line, known);
    else this.countKnown(line, known);
    const own = line.text('class') || null;
    if (line.has('class') && own !== known.class)
      this.warnings.push(
        line.fault(
          'class',
          {
            zh: `在册的类型是“${known.class ?? ''}”，导入不改`,
            en: `Its class is "${known.class ?? ''}"; an import does not change it`,
          },
          { zh: '不用改', en: 'Leave it' },
        ),
      );
    const changed = [this.moves.length, this.renames.length, this.closes.length].some((n, at) => n !== before[at]);
    if (changed && !this.tree.mayChange(known.parent?.path ?? known.path))
      this.faults.push(line.fault('code', NOT_YOURS.what, NOT_YOURS.mend));
  }

  private move(line: UnitLine, known: UnitInFile): void {
    const code = line.text('parent');
    if (code === (known.parent?.code ?? '')) return;
    if (known.parent === null) {
      this.faults.push(
        line.fault(
          'parent',
          { zh: '最上级单位没有上级', en: 'The root lies below nothing' },
          { zh: '留空', en: 'Leave it empty' },
        ),
      );
      return;
    }
    const parent = this.parentOf(line);
    if (parent !== undefined) this.moves.push({ unit: known.id, parent, line });
  }

  private close(line: UnitLine, known: UnitInFile): void {
    const code = line.text('to');
    const to = code === '' ? undefined : this.tree.units.get(code);
    if (code !== '' && (to === undefined || to.closedOn !== null)) {
      this.faults.push(
        line.fault(
          'to',
          { zh: '没有这个单位，或已撤销', en: 'There is no such unit, or it is closed' },
          { zh: '写一个在册单位的代码', en: 'Write the code of a unit that goes on' },
        ),
      );
      return;
    }
    this.closes.push({ unit: known.id, to: to?.id ?? null, line });
  }

  private countKnown(line: UnitLine, known: UnitInFile): void {
    const { households, countedFrom, kind, path } = known;
    if (line.text('households') === String(households ?? '')) return;
    if (countedFrom !== null && countedFrom > this.tree.today && line.text('households') !== '') {
      const what = {
        zh: `已登记${countedFrom}起${households}户`,
        en: `From ${countedFrom} on it has ${households} already`,
      };
      this.faults.push(line.fault('households', what, { zh: '留空', en: 'Leave it empty' }));
      return;
    }
    this.count(line, { unit: known.id, kind, path });
  }

  /** Households in the line; where a new unit lies below another new one, the change that makes both is asked. */
  private count(
    line: UnitLine,
    of: { readonly unit: Target; readonly kind: string; readonly path: string | null },
  ): void {
    const text = line.text('households');
    if (text === '') return;
    const title = this.tree.kinds[of.kind] ?? { zh: of.kind, en: of.kind };
    if (this.tree.kinds[of.kind]?.households === undefined) {
      const what = { zh: `${title.zh}不登记户数`, en: `${title.en}: households are not counted` };
      this.faults.push(line.fault('households', what, { zh: '留空', en: 'Leave it empty' }));
    } else if (!/^\d{1,6}$/.test(text))
      this.faults.push(
        line.fault(
          'households',
          { zh: '不是户数', en: 'This is no number of households' },
          { zh: '写整数', en: 'Write a whole number' },
        ),
      );
    else if (of.path !== null && !this.tree.mayCount(of.path))
      this.faults.push(
        line.fault(
          'households',
          { zh: '不在本岗位可以登记的范围', en: 'Out of the range in which you may count' },
          NOT_YOURS.mend,
        ),
      );
    else this.counts.push({ unit: of.unit, households: Number(text), line });
  }

  private closesIn(line: UnitLine): boolean | undefined {
    const text = line.text('close').toLowerCase();
    if (['', '否', 'no'].includes(text)) return false;
    if (['是', 'yes'].includes(text)) return true;
    this.faults.push(
      line.fault(
        'close',
        { zh: '只能写“是”或留空', en: 'Write 是, or nothing' },
        { zh: '撤销的写“是”', en: 'Write 是 to close it' },
      ),
    );
    return undefined;
  }

  private kindOf(line: UnitLine): string | undefined {
    const text = line.text('kind');
    const all = Object.entries(this.tree.kinds);
    const found = all.find(([id, { zh, en }]) => [id, zh, en].includes(text));
    if (found !== undefined) return found[0];
    const list = all.map(([, { zh }]) => zh).join('、');
    const what =
      text === ''
        ? { zh: '没有类别', en: 'No kind' }
        : { zh: `没有“${text}”这一类别`, en: `There is no kind "${text}"` };
    const mend = { zh: `写这些之一：${list}`, en: `Write one of: ${all.map(([, { en }]) => en).join(', ')}` };
    this.faults.push(line.fault('kind', what, mend));
    return undefined;
  }

  /** Where a unit is to lie: below one of the city by its id, or below one that the file makes by its code. */
  private parentOf(line: UnitLine): Target | undefined {
    const code = line.text('parent');
    const known = this.tree.units.get(code);
    const refuse = (what: SheetFault['what'], mend: SheetFault['mend']): undefined => {
      this.faults.push(line.fault('parent', what, mend));
    };
    if (code === '')
      return refuse(
        { zh: '没有上级代码', en: 'No parent' },
        { zh: '写上级单位的代码', en: 'Write the code of the unit above' },
      );
    if (known === undefined && this.byCode.has(code)) return code;
    if (known === undefined)
      return refuse(
        { zh: `没有代码为${code}的上级`, en: `There is no unit ${code}` },
        { zh: '改正上级代码，或在表里加上这个单位', en: 'Correct the code, or add this unit to the sheet' },
      );
    if (!this.tree.mayChange(known.path)) return refuse(NOT_YOURS.what, NOT_YOURS.mend);
    return known.id;
  }
}

/** Parents before children; those whose parent's own line is at fault are left out, and those in a circle are told. */
function inOrder(planner: Planner): Planner['opens'] {
  const below = Map.groupBy(planner.opens, ({ parent }) => parent);
  const ordered = planner.opens.filter(({ parent }) => typeof parent === 'number');
  for (const open of ordered) ordered.push(...(below.get(open.code) ?? []));
  const placed = new Set(ordered);
  const codes = new Map(planner.opens.map((open) => [open.code as Target, open]));
  for (const open of planner.opens) {
    if (placed.has(open)) continue;
    const seen = new Set<Target>([open.code]);
    let at = codes.get(open.parent);
    while (at !== undefined && !seen.has(at.code)) {
      seen.add(at.code);
      at = codes.get(at.parent);
    }
    if (at !== undefined)
      planner.faults.push(
        open.line.fault(
          'parent',
          { zh: '上级关系成了环', en: 'Its chain of parents is a circle' },
          { zh: '改正上级代码', en: "Correct the parent's code" },
        ),
      );
  }
  return ordered;
}

/** Compares the sheet of units with the city. A unit that the sheet does not name stays as it is. */
export function planUnits(lines: readonly UnitLine[], tree: TreeInFile): PlannedUnits {
  const byCode = new Map<string, UnitLine>();
  for (const line of lines) if (!byCode.has(line.text('code'))) byCode.set(line.text('code'), line);
  const planner = new Planner(tree, byCode);
  for (const line of lines) planner.take(line);
  const opens = inOrder(planner);
  const { moves, renames, closes, counts, faults, warnings } = planner;
  const bare = <T extends { readonly line: UnitLine }>(all: readonly T[]) => all.map(({ line: _, ...rest }) => rest);
  const lineOf = (all: readonly { readonly line: UnitLine }[]) => all.map(({ line }) => line);
  return {
    opens: bare(opens),
    moves: bare(moves),
    renames: bare(renames),
    closes: bare(closes),
    counts: bare(counts),
    lines: {
      opens: lineOf(opens),
      moves: lineOf(moves),
      renames: lineOf(renames),
      closes: lineOf(closes),
      counts: lineOf(counts),
    },
    faults,
    warnings,
  };
}
