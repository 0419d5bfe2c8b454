// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from 'node:crypto';
import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { isWithin, type OrgPath } from '@beichen/kernel/paths.ts';
import { type CivilDate, civilDate, dateOf, type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { loginShape } from '@beichen/platform-server/login/accounts/open-account.ts';
import { sql } from 'kysely';
import type { ImportChange, Target } from '../../model/changes.ts';
import { SHEETS } from '../../model/sheets.ts';
import type { Plan, World } from '../../rules/change.ts';
import { commonAncestor, planOf } from '../../rules/changes.ts';
import { changeOf, placedFault, placesIn } from '../../rules/plan-import.ts';
import { type Kept, planPosts } from '../../rules/plan-posts.ts';
import { type EndInFile, planTies, type TiesInFile } from '../../rules/plan-ties.ts';
import { planUnits, type TreeInFile, type UnitInFile } from '../../rules/plan-units.ts';
import { mayGive } from '../../rules/posts.ts';
import type { HeldInFile, PostsInFile } from '../../rules/read-posts.ts';
import type { Lines, PostLine } from '../../rules/sheet-lines.ts';
import { leftTies } from './left-ties.ts';
import { type PostDeps, type PostRow, peopleAt } from './posts.ts';
import { findEnds, relationsOf } from './relations.ts';
import { findUnit } from './units.ts';
import { loadWorld } from './world.ts';

/** A post of today of whoever imports: what it permits, and where. */
type OwnPost = {
  readonly role: string;
  readonly permissions: readonly string[];
  readonly unit: number;
  readonly path: OrgPath;
  /** On all lines, internal records included: the tree is changed by such posts alone. */
  readonly isWhole: boolean;
};

/** What a file comes to in the city as it is: the change, what stands against it, and whom the vault is told of. */
export type LoadedImport = {
  readonly change: ImportChange;
  readonly world: World;
  readonly plan: Plan;
  readonly kept: readonly Kept[];
  readonly faults: readonly SheetFault[];
  readonly warnings: readonly SheetFault[];
  /** Where whoever imports does so from. */
  readonly home: { readonly id: number; readonly path: OrgPath };
  /** The nearest unit above all that it touches; where it touches nothing, that of the post that imports. */
  readonly over: { readonly id: number; readonly path: OrgPath };
};

type Asked = {
  readonly id: string;
  readonly lines: Lines;
  readonly actor: string;
  readonly now: Instant;
};

async function ownPosts(tx: Database, today: CivilDate): Promise<OwnPost[]> {
  const { rows } = await sql<OwnPost>`
    SELECT role, permissions, unit_id AS unit, path, line IS NULL AND sensitivity = 'internal' AS "isWhole" FROM access_grant
    WHERE person = current_person() AND "from" <= ${today} AND ("to" IS NULL OR "to" > ${today}) ORDER BY path, role`.execute(
    tx,
  );
  return rows;
}

async function unitsNamed(tx: Database, { units, posts, ties }: Lines): Promise<ReadonlyMap<string, UnitInFile>> {
  const codes = new Set([
    ...units.flatMap((line) => [line.text('code'), line.text('parent'), line.text('to')]),
    ...posts.map((line) => line.text('unit')),
    ...ties.flatMap((line) => [line.text('unit'), line.text('over')]),
  ]);
  const { rows } = await sql<UnitInFile>`
    SELECT u.id, u.code, u.kind, u.name, u.name_entered AS "nameEntered", u.class, u.path, u.closed_on AS "closedOn", h.households, h."from" AS "countedFrom",
      CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('code', p.code, 'path', p.path) END AS parent
    FROM unit u LEFT JOIN unit p ON p.id = u.parent_id LEFT JOIN unit_households h ON h.unit_id = u.id AND h."to" IS NULL WHERE u.code = ANY (${[...codes]})`.execute(
    tx,
  );
  return new Map(rows.map((unit) => [unit.code, unit]));
}

const EVER = civilDate('1900-01-01');

async function heldAt(tx: Database, units: readonly number[]): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    SELECT id, unit, person, role, line, since, until, acts_for AS "actsFor", source, full_time AS "fullTime", has_account AS "hasAccount"
    FROM posts_of(${[...units]}::integer[], ${EVER}::date)`.execute(tx);
  return rows;
}

/** People who are known by a phone and a name of the file: who holds a post already may be given another. */
async function knownPeople(
  tx: Database,
  deps: PostDeps,
  about: { readonly lines: readonly PostLine[]; readonly actor: string; readonly now: Instant },
): Promise<PostsInFile['findPerson']> {
  const asked = about.lines.filter((line) => line.text('id') === '' && !line.text('phone').includes('*'));
  const phones = [...new Set(asked.map((line) => line.text('phone')))].filter((phone) => phone !== '');
  const byPhone = new Map<string, readonly string[]>();
  for (const phone of phones) byPhone.set(phone, await deps.vault.find(tx, 'phone', phone));
  const subjects = [...new Set([...byPhone.values()].flat())];
  const { actor, now } = about;
  const names = await deps.vault.revealAll(tx, { subjects, field: 'name', purpose: 'show-colleague', actor, now });
  return (name, phone) => byPhone.get(phone)?.find((subject) => names.get(subject) === name);
}

async function takenLogins(tx: Database, lines: readonly PostLine[]): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(lines.map((line) => line.text('login')).filter((login) => login !== ''))];
  const { rows } = await sql<{ login: string }>`
    SELECT login FROM unnest(${wanted}::text[]) AS login WHERE EXISTS (SELECT FROM account_for(login))`.execute(tx);
  return new Set(rows.map(({ login }) => login));
}

async function postsFor(
  tx: Database,
  deps: PostDeps,
  about: Asked & { readonly own: readonly OwnPost[]; readonly tree: TreeInFile },
): Promise<Omit<PostsInFile, 'placeOf'>> {
  const { lines, own, tree, actor, now } = about;
  const ownOver = (path: string): string[] =>
    own.filter((post) => isWithin(path as OrgPath, post.path)).map(({ role }) => role);
  const units = new Map(
    lines.posts.flatMap((line) => tree.units.get(line.text('unit')) ?? []).map((unit) => [unit.id, unit]),
  );
  const rows = await heldAt(tx, [...units.keys()]);
  const isWhole = (unit: number): boolean => {
    const place = units.get(unit);
    return (
      place !== undefined &&
      deps.roles.some((role) => role.at.includes(place.kind) && mayGive(role, ownOver(place.path)))
    );
  };
  const people = await peopleAt(tx, deps, { rows, isWhole, purpose: 'show-colleague', actor, now });
  const held = rows.map((row): HeldInFile => ({ ...row, ...people(row) }));
  return {
    today: dateOf(now, deps.zone),
    roles: deps.roles,
    lines: deps.lines,
    held,
    ownOver,
    findPerson: await knownPeople(tx, deps, { lines: lines.posts, actor, now }),
    logins: await takenLogins(tx, lines.posts),
    isLogin: (text) => loginShape.safeParse(text).success,
    newId: () => uuidv7From(millisOf(now), randomBytes(16)),
  };
}

/** The paths that a change is decided over: of what is moved, renamed or closed, those of the units above. */
function groundOf(change: ImportChange, { units }: World): OrgPath[] {
  const { opens, moves, renames, closes, posts, ends, counts = [], ties = [], unties = [] } = change;
  const aboveOf = (id: number): number => units.get(id)?.parent ?? id;
  const ids = [
    ...[...opens, ...moves].map(({ parent }) => parent),
    ...[...moves, ...renames, ...closes].map(({ unit }) => aboveOf(unit)),
    ...closes.flatMap(({ to }) => to ?? []),
    ...[...posts, ...ends].map(({ unit }) => unit),
    ...counts.map(({ unit }) => unit),
    ...ties.flatMap(({ unit, over: to }) => [unit, to]),
    ...unties.flatMap(({ unit, by }) => [unit, by]),
  ];
  return [...new Set(ids)].flatMap((id) => (typeof id === 'number' ? (units.get(id)?.path ?? []) : []));
}

/** The ends that the sheet of relations names, and what ties them already. */
async function tiesFor(
  tx: Database,
  deps: PostDeps,
  about: Asked & { readonly tree: TreeInFile; readonly opens: ImportChange['opens']; mayRelate(path: string): boolean },
): Promise<TiesInFile> {
  const { lines, tree, opens, mayRelate, now } = about;
  const today = dateOf(now, deps.zone);
  const codes = new Set(lines.ties.flatMap((line) => [line.text('unit'), line.text('over')]));
  const ids = [...codes].flatMap((code) => tree.units.get(code)?.id ?? []);
  const ends = await findEnds(tx, ids);
  const byId = new Map([...tree.units.values()].map((unit) => [unit.id, unit]));
  const pathOf = (target: Target): OrgPath => {
    if (typeof target === 'number') return (byId.get(target)?.path ?? '') as OrgPath;
    return pathOf(opens.find(({ code }) => code === target)?.parent ?? 0);
  };
  const fresh = new Map(
    opens.map(({ code, unitKind: kind, name, parent }, at): [string, EndInFile] => [
      code,
      { target: code, end: { id: -1 - at, name, kind, path: pathOf(parent), since: today, closedOn: null } },
    ]),
  );
  return {
    today,
    kinds: deps.kinds,
    roles: deps.roles,
    held: await relationsOf(tx, ids),
    endOf(code) {
      const end = ends.get(tree.units.get(code)?.id ?? 0);
      return end === undefined ? fresh.get(code) : { target: end.id, end };
    },
    mayRelate,
    newId: () => uuidv7From(millisOf(now), randomBytes(16)),
  };
}

const TOO_WIDE: SheetFault = {
  sheet: '',
  row: null,
  column: null,
  value: '',
  what: { zh: '涉及的单位超出本岗位的范围', en: 'What it touches reaches beyond your range' },
  mend: { zh: '由共同的上级导入，或分成几个文件', en: 'Let the post above import it, or split the file' },
};

/** What the file as a whole comes to, and deserves a second look. */
function meant(what: Words): SheetFault {
  return { ...TOO_WIDE, sheet: SHEETS.units, what, mend: { zh: '看看是否有意为之', en: 'See whether it is meant' } };
}

/** Compares the lines of a file with the city, by the same rules by which single changes and posts are decided. */
export async function loadImport(tx: Database, deps: PostDeps, asked: Asked): Promise<LoadedImport | undefined> {
  const { id, lines, now } = asked;
  const today = dateOf(now, deps.zone);
  const own = await ownPosts(tx, today);
  const holding = (permission: string): OwnPost[] =>
    own.filter(({ permissions, isWhole }) => isWhole && permissions.includes(permission));
  const importing = holding('org.import');
  const changing = holding('org.change');
  const [home] = importing;
  if (home === undefined) return undefined;
  const tree: TreeInFile = {
    kinds: deps.kinds,
    units: await unitsNamed(tx, lines),
    today,
    mayCount: (path) => holding('org.count').some((post) => isWithin(path as OrgPath, post.path)),
    mayChange: (path) => changing.some((post) => isWithin(path as OrgPath, post.path)),
  };
  const units = planUnits(lines.units, tree);
  const about = await postsFor(tx, deps, { ...asked, own, tree });
  const posts = planPosts(lines.posts, { ...about, placeOf: placesIn(units, tree) });
  const relating = holding('org.relate');
  const ties = planTies(
    lines.ties,
    await tiesFor(tx, deps, {
      ...asked,
      tree,
      opens: units.opens,
      mayRelate: (path) => relating.some((post) => isWithin(path as OrgPath, post.path)),
    }),
  );
  const planned = { units, posts, ties };
  const change = changeOf(planned);
  const world = await loadWorld(tx, deps, { id, change, today });
  const plan = planOf(change, today, world);
  const ground = groundOf(change, world);
  const over = ground.length === 0 ? { id: home.unit, path: home.path } : await findUnit(tx, commonAncestor(ground));
  const isInside = over !== undefined && importing.some((post) => isWithin(over.path, post.path));
  const left = await leftTies(tx, deps, { world, steps: plan.steps, on: today });
  return {
    change,
    world,
    plan,
    kept: posts.kept,
    faults: [
      ...lines.faults,
      ...units.faults,
      ...posts.faults,
      ...ties.faults,
      ...plan.faults.map((fault) => placedFault(fault, planned)),
      ...(isInside ? [] : [TOO_WIDE]),
    ],
    warnings: [...units.warnings, ...[...plan.warnings, ...left].map(meant)],
    home: { id: home.unit, path: home.path },
    over: over === undefined ? { id: home.unit, path: home.path } : { id: over.id, path: over.path },
  };
}
