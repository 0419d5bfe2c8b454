// SPDX-License-Identifier: Apache-2.0
import { dayIn } from '@beichen/engines/sheets/lines.ts';
import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { ImportedTie, ImportedUntie, Target } from '../model/changes.ts';
import type { UnitKind } from '../model/pack.ts';
import { RELATION_KINDS, type RelationKind } from '../model/relations.ts';
import type { TieColumn } from '../model/sheets.ts';
import { RELATION_RULES } from './relation-kinds.ts';
import { endFaults, meetingPath, postsFor, type RelationEnd, relationFaults, type UnitRelation } from './relations.ts';
import type { TieLine } from './sheet-lines.ts';

/** A unit of the file as one end of a relation: one of the city, or one that the file opens, by an id below zero. */
export type EndInFile = { readonly target: Target; readonly end: RelationEnd };

export type TiesInFile = {
  readonly today: CivilDate;
  readonly kinds: Readonly<Record<string, UnitKind>>;
  readonly roles: Parameters<typeof relationFaults>[1]['roles'];
  /** Relations of the units that the sheet names, of all days. */
  readonly held: readonly UnitRelation[];
  endOf(code: string): EndInFile | undefined;
  /** Whether whoever imports may tie what lies in this subtree. */
  mayRelate(path: string): boolean;
  newId(): string;
};

/** What the sheet of relations comes to, and on which line each part of it stands. */
export type PlannedTies = {
  readonly ties: readonly ImportedTie[];
  readonly unties: readonly ImportedUntie[];
  readonly lines: { readonly ties: readonly TieLine[] };
  readonly faults: readonly SheetFault[];
};

/** What is said of a relation that is dated back by a file: the file has its basis. */
const BY_FILE = '文件导入';

const NOT_YOURS = {
  what: { zh: '不在本岗位可以设定的范围', en: 'Out of the range in which you may tie units' },
  mend: { zh: '由上级的岗位导入', en: 'Let a post above import it' },
};

type Read = {
  readonly line: TieLine;
  readonly kind: RelationKind;
  readonly unit: EndInFile;
  readonly over: EndInFile;
  readonly post: string | null;
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
};

class Planner {
  readonly ties: { readonly tie: ImportedTie; readonly line: TieLine }[] = [];
  readonly unties: ImportedUntie[] = [];
  readonly faults: SheetFault[] = [];
  private readonly about: TiesInFile;
  private readonly held: UnitRelation[];
  private readonly rows = new Map<string, number>();

  constructor(about: TiesInFile) {
    this.about = about;
    this.held = [...about.held];
  }

  private refuse(line: TieLine, column: TieColumn, told: { readonly what: Words; readonly mend: Words }): undefined {
    this.faults.push(line.fault(column, told.what, told.mend));
  }

  take(line: TieLine): void {
    const before = this.faults.length;
    const read = this.read(line);
    if (read === undefined || this.faults.length > before) return;
    const id = line.text('id');
    const stands = id === '' ? this.sameAs(read) : this.about.held.find((held) => held.id === id);
    if (id !== '' && stands === undefined) {
      this.refuse(line, 'id', {
        what: { zh: '没有这个关系，或看不到它', en: 'There is no such tie, or none that you may see' },
        mend: { zh: '新设定的留空；其余照导出的原样', en: 'Leave it empty for a new one; else keep what was exported' },
      });
      return;
    }
    if (this.isTwice(read)) return;
    if (stands === undefined) this.tie(read);
    else this.compare(read, stands);
  }

  private read(line: TieLine): Read | undefined {
    const kind = this.kindIn(line);
    const [unit, over] = [this.endIn(line, 'unit'), this.endIn(line, 'over')];
    const post = unit && kind && this.postIn(line, kind, unit);
    const [from, until] = [this.dayOf(line, 'from'), this.dayOf(line, 'until')];
    if (kind === undefined || unit === undefined || over === undefined || post === undefined) return undefined;
    if (from === undefined || until === undefined) return undefined;
    return { line, kind, unit, over, post, from, until };
  }

  private kindIn(line: TieLine): RelationKind | undefined {
    const text = line.text('kind');
    const found = RELATION_KINDS.find((kind) => text === kind || text === RELATION_RULES[kind].does.zh);
    if (found !== undefined) return found;
    const all = RELATION_KINDS.map((kind) => RELATION_RULES[kind].does.zh).join('、');
    return this.refuse(line, 'kind', {
      what:
        text === ''
          ? { zh: '没有写关系', en: 'No tie is named' }
          : { zh: `没有“${text}”这种关系`, en: `There is no tie "${text}"` },
      mend: { zh: `写这些之一：${all}`, en: `Write one of: ${all}` },
    });
  }

  private endIn(line: TieLine, column: 'unit' | 'over'): EndInFile | undefined {
    const code = line.text(column);
    const found = this.about.endOf(code);
    if (found !== undefined) return found;
    return this.refuse(line, column, {
      what: { zh: `没有代码为${code}的单位，或看不到它`, en: `There is no unit ${code}, or none that you may see` },
      mend: { zh: '改正代码，或在“单位”表里加上它', en: 'Correct the code, or add it to the sheet of units' },
    });
  }

  /** The post in whose name it is; `null` for none, undefined where there is no such post. */
  private postIn(line: TieLine, kind: RelationKind, { end }: EndInFile): string | null | undefined {
    const text = line.text('post');
    if (text === '') return null;
    const may = postsFor(this.about.roles, kind, end.kind);
    const found = may.find(({ id, title }) => [id, title.zh, title.en].includes(text));
    if (found !== undefined) return found.id;
    const list = may.map(({ title }) => title.zh).join('、');
    return this.refuse(line, 'post', {
      what: { zh: `${end.name}没有这个岗位，或这个岗位不能这样负责`, en: `${end.name} has no such post that may` },
      mend: list === '' ? { zh: '留空', en: 'Leave it empty' } : { zh: `写${list}`, en: `Write one of: ${list}` },
    });
  }

  private dayOf(line: TieLine, column: 'from' | 'until'): CivilDate | null | undefined {
    const day = dayIn(line.text(column));
    if (day !== undefined) return day;
    return this.refuse(line, column, {
      what: { zh: '不是日期', en: 'This is no day' },
      mend: { zh: '写成2026-10-12的样子', en: 'Write it like 2026-10-12' },
    });
  }

  /** The same relation, without its number: the one that goes on, or one that ended just as the line says. */
  private sameAs({ kind, unit, over, post, from, until }: Read): UnitRelation | undefined {
    const same = this.about.held.filter(
      (held) => held.kind === kind && held.unit === unit.end.id && held.over === over.end.id && held.post === post,
    );
    const { today } = this.about;
    const goesOn = same.find((held) => held.until === null || (held.until > today && held.until > held.from));
    return goesOn ?? same.find((held) => held.from === from && held.until === until);
  }

  private isTwice({ line, kind, unit, over, post }: Read): boolean {
    const key = line.text('id') || [kind, unit.end.id, over.end.id, post].join(' ');
    const before = this.rows.get(key);
    this.rows.set(key, before ?? line.line);
    if (before === undefined) return false;
    this.refuse(line, 'kind', {
      what: { zh: `第${before}行已有这个关系`, en: `Row ${before} has this tie already` },
      mend: { zh: '删去一行', en: 'Delete one of the rows' },
    });
    return true;
  }

  private mayTie({ line, unit, over }: Read): boolean {
    const may = this.about.mayRelate(meetingPath(unit.end.path, over.end.path));
    if (!may) this.refuse(line, 'over', NOT_YOURS);
    return may;
  }

  /** A line about a relation that stands: it may end it, and changes nothing else of it. */
  private compare(read: Read, held: UnitRelation): void {
    const { line, kind, unit, over, post, from, until } = read;
    const differs: [TieColumn, boolean][] = [
      ['kind', kind !== held.kind],
      ['unit', unit.end.id !== held.unit],
      ['over', over.end.id !== held.over],
      ['post', post !== held.post],
      ['from', from !== null && from !== held.from],
    ];
    const [wrong] = differs.filter(([, isSo]) => isSo);
    if (wrong !== undefined) {
      this.refuse(line, wrong[0], {
        what: { zh: '与在册的关系不同', en: 'The tie that stands says otherwise' },
        mend: { zh: '照原样留着；要改的，先填止，再另起一行', en: 'Keep it; to change it, end this one and add a row' },
      });
      return;
    }
    if (until === held.until || (line.text('id') === '' && until === null)) return;
    if (until === null || until < held.from) {
      this.refuse(line, 'until', {
        what:
          until === null
            ? { zh: `到${held.until}已定结束，不能推后`, en: `It ends on ${held.until}, and no later` }
            : { zh: '止日早于起日', en: 'It ends before it begins' },
        mend: { zh: '照原样留着；要再设定的，另起一行', en: 'Keep it; to set it again, add a row' },
      });
      return;
    }
    const faults = [...endFaults(held, { on: until, reason: BY_FILE }, this.about.today)];
    for (const { what, mend } of faults) this.refuse(line, 'until', { what, mend });
    if (faults.length > 0 || !this.mayTie(read)) return;
    this.unties.push({ unit: held.over, by: held.unit, kind, post, relation: held.id, on: until });
    const at = this.held.indexOf(held);
    this.held[at] = { ...held, until };
  }

  private tie(read: Read): void {
    const { line, kind, unit, over, post, until } = read;
    const { kinds, roles, today } = this.about;
    const from = read.from ?? today;
    const asked = {
      kind,
      unit: unit.end,
      over: over.end,
      post: post ?? undefined,
      from,
      until: until ?? undefined,
      reason: BY_FILE,
    };
    const held = this.held.filter((other) => other.over === over.end.id);
    const faults = [...relationFaults(asked, { kinds, roles, held, today })];
    for (const { path, what, mend } of faults) this.refuse(line, COLUMN_OF[path] ?? 'over', { what, mend });
    if (faults.length > 0 || !this.mayTie(read)) return;
    const id = this.about.newId();
    this.held.push({ id, kind, unit: unit.end.id, unitKind: unit.end.kind, over: over.end.id, post, from, until });
    this.ties.push({ tie: { id, kind, unit: unit.target, over: over.target, post, from, until }, line });
  }
}

const COLUMN_OF: Readonly<Record<string, TieColumn>> = {
  '/unit': 'unit',
  '/over': 'over',
  '/post': 'post',
  '/from': 'from',
  '/until': 'until',
};

/** Compares the sheet of relations with the city: those that end first, so that others may begin in their place. A relation that it does not name stays. */
export function planTies(lines: readonly TieLine[], about: TiesInFile): PlannedTies {
  const planner = new Planner(about);
  const isEnding = (line: TieLine): boolean => line.text('until') !== '';
  for (const line of [...lines.filter(isEnding), ...lines.filter((one) => !isEnding(one))]) planner.take(line);
  const { ties, unties, faults } = planner;
  return { ties: ties.map(({ tie }) => tie), unties, lines: { ties: ties.map(({ line }) => line) }, faults };
}
