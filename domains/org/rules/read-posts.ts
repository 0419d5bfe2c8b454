// SPDX-License-Identifier: Apache-2.0

import { dayIn } from '@beichen/engines/sheets/lines.ts';
import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Target } from '../model/changes.ts';
import type { PostColumn } from '../model/sheets.ts';
import type { HeldPost, PostKind } from './posts.ts';
import type { PostLine } from './sheet-lines.ts';

/** A post of the city as a file is compared with it, ended ones too. Names are as whoever imports may see them. */
export type HeldInFile = HeldPost & {
  readonly source: string | null;
  readonly fullTime: boolean;
  readonly hasAccount: boolean;
  readonly name: string | null;
  readonly phone: string | null;
};

/** A unit where posts are held: one of the city, or one that the file opens, which lies on the ground of one above it. */
export type PlaceInFile = {
  readonly target: Target;
  readonly kind: string;
  readonly closedOn: CivilDate | null;
  readonly ground: { readonly id: number; readonly path: string };
};

export type PostsInFile = {
  readonly today: CivilDate;
  readonly roles: readonly PostKind[];
  readonly held: readonly HeldInFile[];
  /** The duty lines of the city, by id. */
  readonly lines: Readonly<Record<string, Words>>;
  placeOf(code: string): PlaceInFile | undefined;
  /** The roles that whoever imports holds over a path. */
  ownOver(path: string): readonly string[];
  /** Somebody of this name and phone who is known already. */
  findPerson(name: string, phone: string): string | undefined;
  readonly logins: ReadonlySet<string>;
  isLogin(text: string): boolean;
  newId(): string;
};

const PHONE = /^\+?[\d -]{7,20}$/;

/** A line whose cells have been understood. */
export type PostRead = {
  readonly line: PostLine;
  readonly place: PlaceInFile;
  readonly kind: PostKind;
  readonly duty: string | null;
  readonly name: string;
  readonly phone: string;
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly fullTime: boolean;
  readonly source: string | undefined;
};

/** Understands the cells of a line, one after the other, so that all that is wrong with it is told at once. */
export class PostReader {
  readonly faults: SheetFault[] = [];
  private readonly about: PostsInFile;
  private readonly byId: ReadonlyMap<string, HeldInFile>;

  constructor(about: PostsInFile, byId: ReadonlyMap<string, HeldInFile>) {
    this.about = about;
    this.byId = byId;
  }

  refuse(line: PostLine, column: PostColumn, told: { readonly what: Words; readonly mend: Words }): undefined {
    this.faults.push(line.fault(column, told.what, told.mend));
  }

  read(line: PostLine): PostRead | undefined {
    const before = this.faults.length;
    const place = this.placeIn(line);
    const kind = place && this.kindIn(line, place);
    const name = line.text('name');
    const held = this.byId.get(line.text('id'));
    // A name that was erased is empty, and stays so.
    const isHeld = held !== undefined && name === (held.name ?? '');
    if (!isHeld && (name.length < 2 || name.length > 50))
      this.refuse(line, 'name', {
        what: { zh: '没有姓名，或不是2到50个字', en: 'No name, or not one of 2 to 50 characters' },
        mend: { zh: '填写姓名；没有人任的岗位不写', en: 'Write the name; leave vacant posts out' },
      });
    const phone = line.text('phone');
    if (phone !== '' && !PHONE.test(phone) && !phone.includes('*'))
      this.refuse(line, 'phone', {
        what: { zh: '不像电话号码', en: 'This does not look like a phone number' },
        mend: { zh: '写7到20位数字，可以有空格和连字符', en: 'Write 7 to 20 digits; spaces and hyphens are fine' },
      });
    const from = this.dayIn(line, 'from');
    const until = this.dayIn(line, 'until');
    const fullTime = this.employmentIn(line);
    const source = kind && this.sourceIn(line, kind);
    const duty = this.dutyIn(line, held);
    if (this.faults.length > before || place === undefined || kind === undefined) return undefined;
    return {
      line,
      place,
      kind,
      duty: duty ?? null,
      name,
      phone,
      from: from ?? null,
      until: until ?? null,
      fullTime: fullTime ?? true,
      source,
    };
  }

  /** A duty line by its title or id. What a post has that is held already may stay, though the city has no such line any more. */
  private dutyIn(line: PostLine, held: HeldInFile | undefined): string | undefined {
    const text = line.text('line');
    if (text === '' || text === held?.line) return text || undefined;
    const all = Object.entries(this.about.lines);
    const found = all.find(([id, { zh, en }]) => [id, zh, en].includes(text));
    if (found !== undefined) return found[0];
    return this.refuse(line, 'line', {
      what: { zh: `没有“${text}”这条条线`, en: `There is no line "${text}"` },
      mend: {
        zh: all.length === 0 ? '留空' : `写这些之一，不分条线的留空：${all.map(([, { zh }]) => zh).join('、')}`,
        en:
          all.length === 0
            ? 'Leave it empty'
            : `Leave it empty, or write one of: ${all.map(([, { en }]) => en).join(', ')}`,
      },
    });
  }

  private placeIn(line: PostLine): PlaceInFile | undefined {
    const code = line.text('unit');
    const place = this.about.placeOf(code);
    if (place === undefined)
      return this.refuse(line, 'unit', {
        what: { zh: `没有代码为${code}的单位，或看不到它`, en: `There is no unit ${code}, or none that you may see` },
        mend: { zh: '改正代码，或在“单位”表里加上它', en: 'Correct the code, or add it to the sheet of units' },
      });
    return place;
  }

  private kindIn(line: PostLine, place: PlaceInFile): PostKind | undefined {
    const text = line.text('role');
    const called = this.about.roles.filter(({ id, title }) => [id, title.zh, title.en].includes(text));
    const found = called.find(({ at }) => at.includes(place.kind)) ?? called[0];
    if (found !== undefined) return found;
    const here = this.about.roles.filter(({ at }) => at.includes(place.kind));
    return this.refuse(line, 'role', {
      what:
        text === ''
          ? { zh: '有人没有岗位', en: 'A person without a post' }
          : { zh: `没有“${text}”这个岗位`, en: `There is no post "${text}"` },
      mend: {
        zh: `写这些之一：${here.map(({ title }) => title.zh).join('、')}`,
        en: `Write one of: ${here.map(({ title }) => title.en).join(', ')}`,
      },
    });
  }

  private dayIn(line: PostLine, column: 'from' | 'until'): CivilDate | null | undefined {
    const day = dayIn(line.text(column));
    if (day === undefined)
      this.refuse(line, column, {
        what: { zh: '不是日期', en: 'This is no day' },
        mend: { zh: '写成2026-10-12的样子', en: 'Write it like 2026-10-12' },
      });
    return day;
  }

  private employmentIn(line: PostLine): boolean | undefined {
    const text = line.text('employment');
    if (['', '专职', 'full-time'].includes(text)) return true;
    if (['兼职', 'part-time'].includes(text)) return false;
    return this.refuse(line, 'employment', {
      what: { zh: '只能写专职或兼职', en: 'Write 专职 or 兼职' },
      mend: { zh: '改成专职或兼职', en: 'Write 专职 (full-time) or 兼职 (part-time)' },
    });
  }

  private sourceIn(line: PostLine, { sources }: PostKind): string | undefined {
    const text = line.text('source');
    if (text === '') return undefined;
    const all = Object.entries(sources);
    const found = all.find(([id, { zh, en }]) => [id, zh, en].includes(text));
    if (found !== undefined) return found[0];
    return this.refuse(line, 'source', {
      what: { zh: `没有“${text}”这种来源`, en: `There is no source "${text}"` },
      mend:
        all.length === 0
          ? { zh: '这个岗位不问来源，留空', en: 'This post asks for none: leave it empty' }
          : {
              zh: `写这些之一：${all.map(([, { zh }]) => zh).join('、')}`,
              en: `Write one of: ${all.map(([, { en }]) => en).join(', ')}`,
            },
    });
  }
}
