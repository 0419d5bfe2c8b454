// SPDX-License-Identifier: Apache-2.0

import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { ImportChange, ImportedPost, Target } from '../model/changes.ts';
import { MOST_POSTS, type PostColumn } from '../model/sheets.ts';
import { appointFaults, type HeldPost, mayGive } from './posts.ts';
import { type HeldInFile, type PlaceInFile, type PostRead, PostReader, type PostsInFile } from './read-posts.ts';
import type { PostLine } from './sheet-lines.ts';

/** Somebody new, or named by one more post: what the vault is told. */
export type Kept = {
  readonly person: string;
  readonly post: string;
  readonly line: string | null;
  readonly unit: number;
  readonly values: { readonly name?: string; readonly phone?: string };
};

export type PlannedPosts = Pick<ImportChange, 'posts' | 'ends'> & {
  readonly lines: Readonly<Record<'posts' | 'ends', readonly PostLine[]>>;
  readonly kept: readonly Kept[];
  readonly faults: readonly SheetFault[];
};

const COLUMN_OF: Readonly<Record<string, PostColumn>> = {
  '/role': 'role',
  '/unit': 'unit',
  '/until': 'until',
  '/person': 'name',
  '/actsFor': 'actsFor',
  '/source': 'source',
};

class Planner {
  readonly posts: { readonly post: ImportedPost; readonly line: PostLine }[] = [];
  readonly ends: { readonly end: ImportChange['ends'][number]; readonly line: PostLine }[] = [];
  readonly kept: Kept[] = [];
  readonly reader: PostReader;
  private readonly about: PostsInFile;
  private readonly byUnit: Map<number, HeldInFile[]>;
  private readonly byId: ReadonlyMap<string, HeldInFile>;
  private readonly people = new Map<string, string>();
  private readonly logins = new Map<string, number>();
  private readonly rows = new Map<string, number>();
  private readonly given = new Map<Target, (HeldPost & { readonly name: string })[]>();

  constructor(about: PostsInFile) {
    this.about = about;
    this.byUnit = Map.groupBy(about.held, ({ unit }) => unit);
    this.byId = new Map(about.held.map((post) => [post.id, post]));
    this.reader = new PostReader(about, this.byId);
  }

  take(line: PostLine): void {
    const read = this.reader.read(line);
    if (read === undefined) return;
    const id = line.text('id');
    const same = id === '' ? this.findSame(read) : this.byId.get(id);
    if (id === '' && same === undefined) this.give(read);
    else this.compare(read, same);
  }

  private heldAt({ target }: PlaceInFile): readonly HeldInFile[] {
    return typeof target === 'number' ? (this.byUnit.get(target) ?? []) : [];
  }

  private isCurrent({ until }: { readonly until: CivilDate | null }): boolean {
    return until === null || until > this.about.today;
  }

  /** The same post, without its number: the one that goes on, or one that ended just as the line says. */
  private findSame({ place, kind, duty, name, from, until }: PostRead): HeldInFile | undefined {
    const same = this.heldAt(place).filter((post) => post.role === kind.id && post.line === duty && post.name === name);
    return (
      same.find((post) => this.isCurrent(post)) ?? same.find((post) => from === post.since && until === post.until)
    );
  }

  private isTwice(line: PostLine, id: string): boolean {
    const before = this.rows.get(id);
    this.rows.set(id, before ?? line.line);
    if (before === undefined) return false;
    this.reader.refuse(line, 'name', {
      what: { zh: `第${before}行已有这个任职`, en: `Row ${before} has this post already` },
      mend: { zh: '删去一行', en: 'Delete one of the rows' },
    });
    return true;
  }

  /** A line about a post that is there: it may end it, and changes nothing else of it. */
  private compare(read: PostRead, post: HeldInFile | undefined): void {
    const { line, place, kind, until } = read;
    if (post === undefined) {
      this.reader.refuse(line, 'id', {
        what: { zh: '没有这个任职，或看不到它', en: 'There is no such post, or none that you may see' },
        mend: {
          zh: '新任命的留空；其余照导出的原样',
          en: 'Leave it empty for a new post; else keep what was exported',
        },
      });
      return;
    }
    if (this.isTwice(line, post.id)) return;
    const differs: [PostColumn, boolean][] = [
      ['unit', place.target !== post.unit],
      ['role', kind.id !== post.role],
      ['line', read.duty !== post.line],
      ['name', read.name !== (post.name ?? '')],
      ['phone', read.phone !== '' && post.phone !== null && read.phone !== post.phone],
      ['from', read.from !== null && read.from !== post.since],
      ['employment', line.text('employment') !== '' && read.fullTime !== post.fullTime],
      ['source', read.source !== undefined && read.source !== post.source],
    ];
    const [wrong] = differs.filter(([, isSo]) => isSo);
    if (wrong !== undefined) {
      this.reader.refuse(line, wrong[0], {
        what: { zh: '与在册的任职不同', en: 'The post that is held says otherwise' },
        mend: {
          zh: '照原样留着；换人、换岗的，先填任职止，再另起一行',
          en: 'Keep it; for another person or post, end this one and add a row',
        },
      });
      return;
    }
    if (until === post.until || (until === null && post.until === null)) return;
    if (until === null || (post.until !== null && until > post.until)) {
      this.reader.refuse(line, 'until', {
        what: { zh: `任职到${post.until ?? ''}止，不能推后`, en: `It ends on ${post.until ?? ''}, and no later` },
        mend: { zh: '照原样留着；要再任职的，另起一行', en: 'Keep it; to give the post again, add a row' },
      });
      return;
    }
    this.end(read, post, until);
  }

  private end({ line, place, kind }: PostRead, post: HeldInFile, on: CivilDate): void {
    if (on < post.since) {
      this.reader.refuse(line, 'until', {
        what: { zh: '止日早于起日', en: 'It ends before it begins' },
        mend: { zh: '改正止日', en: 'Correct it' },
      });
      return;
    }
    if (!mayGive(kind, this.about.ownOver(place.ground.path))) {
      this.reader.refuse(line, 'until', {
        what: { zh: '这个岗位不由本岗位任免', en: 'This post is not yours to end' },
        mend: { zh: '由任命它的岗位办', en: 'Let the post that gives it end it' },
      });
      return;
    }
    this.ends.push({ end: { post: post.id, unit: post.unit, role: post.role, on }, line });
  }

  /** Whom it acts for: a holder of the same post at the unit, in the city or further up in the file. */
  private principalOf({ line, place, kind }: PostRead): string | null | undefined {
    const name = line.text('actsFor');
    if (name === '') return null;
    const all = [...this.heldAt(place).filter((post) => this.isCurrent(post)), ...(this.given.get(place.target) ?? [])];
    const found = all.find((post) => post.role === kind.id && post.actsFor === null && post.name === name);
    if (found !== undefined) return found.id;
    return this.reader.refuse(line, 'actsFor', {
      what: { zh: '本单位这个岗位上没有这个人', en: 'Nobody of this name holds this post at the unit' },
      mend: { zh: '写被代理人的姓名，那一行放在前面', en: 'Write the name of the holder, whose row stands before' },
    });
  }

  private give(read: PostRead): void {
    const { line, place, kind, duty, name, phone, until, fullTime, source } = read;
    const actsFor = this.principalOf(read);
    if (actsFor === undefined) return;
    const from = read.from ?? this.about.today;
    const known = phone === '' ? undefined : this.about.findPerson(name, phone);
    const key = phone === '' ? '' : `${name}\n${phone.replace(/\D/g, '')}`;
    const person = known ?? (key === '' ? undefined : this.people.get(key)) ?? this.about.newId();
    const held = [
      ...this.heldAt(place).filter((post) => this.isCurrent(post)),
      ...(this.given.get(place.target) ?? []),
    ];
    const own = this.about.ownOver(place.ground.path);
    const asked = {
      unit: place,
      role: kind.id,
      line: duty,
      person,
      from,
      until: until ?? undefined,
      actsFor: actsFor ?? undefined,
      source,
      fullTime,
    };
    const faults = [
      ...appointFaults(asked, { kinds: this.about.roles, lines: Object.keys(this.about.lines), own, held }),
    ];
    for (const { path, what, mend } of faults) this.reader.refuse(line, COLUMN_OF[path] ?? 'role', { what, mend });
    const account = this.accountIn(line, { person, isNew: known === undefined });
    if (faults.length > 0 || account === undefined) return;
    const id = this.about.newId();
    const isFirst = known === undefined && (key === '' || !this.people.has(key));
    if (key !== '') this.people.set(key, person);
    const values = isFirst ? { name, ...(phone === '' ? {} : { phone }) } : {};
    this.kept.push({ person, post: id, line: duty, unit: place.ground.id, values });
    const post = { id, person, role: kind.id, line: duty, from, until, actsFor, source: source ?? null, fullTime };
    this.posts.push({ post: { ...post, unit: place.target, account }, line });
    const at = this.given.get(place.target) ?? [];
    // Of a unit that is not there yet, the number is not asked for.
    at.push({ id, unit: place.ground.id, person, role: kind.id, line: duty, since: from, until, actsFor, name });
    this.given.set(place.target, at);
  }

  /** The account to open; `null` where none is wanted, undefined where it may not be. */
  private accountIn(
    line: PostLine,
    about: { readonly person: string; readonly isNew: boolean },
  ): ImportedPost['account'] | undefined {
    const login = line.text('login');
    if (login === '') return null;
    const before = this.logins.get(login);
    if (!this.about.isLogin(login))
      return this.reader.refuse(line, 'login', {
        what: { zh: '不是账号名', en: 'This is no account name' },
        mend: {
          zh: '用3到40个小写字母、数字、点和连字符，字母开头',
          en: 'Use 3 to 40 small letters, digits, dots and hyphens',
        },
      });
    if (before !== undefined || this.about.logins.has(login))
      return this.reader.refuse(line, 'login', {
        what: { zh: '账号名已被使用', en: 'The account name is in use' },
        mend: { zh: '换一个', en: 'Choose another' },
      });
    if (!about.isNew)
      return this.reader.refuse(line, 'login', {
        what: { zh: '此人在册，账号由账号管理员开通', en: 'This person is known: an administrator opens the account' },
        mend: { zh: '留空', en: 'Leave it empty' },
      });
    this.logins.set(login, line.line);
    return { id: this.about.newId(), login };
  }
}

/** Compares the sheet of posts and people with the city. A post that the sheet does not name stays as it is. */
export function planPosts(lines: readonly PostLine[], about: PostsInFile): PlannedPosts {
  const planner = new Planner(about);
  for (const line of lines) planner.take(line);
  const { posts, ends, kept } = planner;
  const { faults } = planner.reader;
  const [beyond] = posts.slice(MOST_POSTS);
  if (beyond !== undefined)
    faults.push(
      beyond.line.fault(
        'name',
        { zh: `一次最多任命${MOST_POSTS}人`, en: `A file gives at most ${MOST_POSTS} posts` },
        { zh: '分成几个文件', en: 'Split the file' },
      ),
    );
  return {
    posts: posts.map(({ post }) => post),
    ends: ends.map(({ end }) => end),
    lines: { posts: posts.map(({ line }) => line), ends: ends.map(({ line }) => line) },
    kept,
    faults,
  };
}
