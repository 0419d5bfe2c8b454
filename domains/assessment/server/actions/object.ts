// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { clockRuleSchema } from '@beichen/engines/clocks/clock-rule.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { addDays, dateOf, type Instant, millisOf, startOfDay } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import type { Action, Told } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { hashOf } from '@beichen/platform-server/login/identify.ts';
import type { Vault } from '@beichen/platform-server/vault/vault.ts';
import { sql } from 'kysely';
import type { ObjectionInput, PublicObjectionInput } from '../../model/notice.ts';
import type { Outline } from '../../model/results.ts';
import { assessmentErrors } from '../../module.ts';
import { actingPost } from '../../rules/own-post.ts';
import { isRunning } from '../../rules/standing.ts';
import type { Editions } from '../queries/editions.ts';
import { dueAfter, type NewObjection, objectionAdded } from '../store/notice.ts';
import type { FreezeDeps } from './freezing.ts';

export type ObjectionDeps = FreezeDeps & {
  readonly time: WorkingTime;
  readonly vault: Vault;
  readonly editions: Editions;
};

const PERMISSION = 'assessment.object';

/** How long a tracking code works: assumed to be a year. */
const CODE_DAYS = 366;

/** What an objection rests on: the notice, whether it shows the unit, and where that lies. */
type Grounds = {
  readonly unit: { readonly id: number; readonly path: string };
  readonly edition: number;
  readonly outline: Outline;
  readonly dueAt: Instant | null;
  readonly rule: unknown;
  readonly taken: boolean;
};

type Loaded = Grounds & { readonly items: ReadonlySet<string>; readonly post: Words | null; readonly isOwn: boolean };

type GroundsRow = Omit<Grounds, 'unit'> & { id: number; path: string };

/** As far as the acting person sees the unit's result. */
async function findGrounds(tx: Database, { id, notice, unit }: ObjectionInput): Promise<Grounds | undefined> {
  const { rows } = await sql<GroundsRow>`
    SELECT r.unit_id AS id, r.path, e.edition, m.outline, n.due_at AS "dueAt", n.objection_rule AS rule, EXISTS (SELECT FROM objection o WHERE o.id = ${id}) AS taken
    FROM notice n JOIN evaluation e ON e.id = n.id JOIN method_edition m ON m.id = e.edition JOIN result r ON r.evaluation = n.id
    WHERE n.id = ${notice} AND r.unit_id = ${unit}`.execute(tx);
  if (rows[0] === undefined) return undefined;
  const { id: of, path, ...rest } = rows[0];
  return { ...rest, unit: { id: of, path } };
}

/** Items of a section, by `section/item`: what may be objected to. */
async function itemsOf(tx: Database, editions: Editions, edition: number): Promise<ReadonlySet<string>> {
  const { compiled } = await editions.get(tx, edition);
  return new Set(compiled.method.sections.flatMap(({ id, items }) => [id, ...items.map((item) => `${id}/${item.id}`)]));
}

function decided(
  loaded: Pick<Loaded, 'unit' | 'dueAt' | 'rule' | 'items' | 'taken'>,
  { input, now, time }: { readonly input: ObjectionInput; readonly now: Instant; readonly time: WorkingTime },
): Omit<NewObjection, 'contact' | 'by'> {
  const { unit, items } = loaded;
  const { id, notice, section, item, reason } = input;
  if (loaded.taken) throw new Refusal(platformErrors.usedKey);
  if (!isRunning(loaded, now)) throw new Refusal(assessmentErrors.noticeOver);
  const named = item === null ? section : `${section}/${item}`;
  if (named !== null && !items.has(named)) throw new Refusal(assessmentErrors.unknownItem);
  const rule = clockRuleSchema.parse(loaded.rule);
  const due = dueAfter(rule, now, time);
  return { id, notice, unit_id: unit.id, path: unit.path, section, item, reason, made_at: now, due, rule };
}

function told({ id, unit_id, notice }: Pick<NewObjection, 'id' | 'unit_id' | 'notice'>): Told {
  return {
    status: 201,
    answer: { id, state: 'open' },
    record: id,
    unit: unit_id,
    detail: { notice },
    events: [{ name: 'assessment.objected', unit: unit_id, record: id, instants: [] }],
  };
}

/** A unit objects to its own result: whoever holds a post at it that may. */
export function objectAction(deps: ObjectionDeps): Action<ObjectionInput, Loaded, NewObjection> {
  return {
    name: PERMISSION,
    parties: [],

    async load(tx, input, { grants }) {
      const grounds = await findGrounds(tx, input);
      if (grounds === undefined) return undefined;
      const { path, id } = grounds.unit;
      const items = await itemsOf(tx, deps.editions, grounds.edition);
      const post = actingPost(grants, { permission: PERMISSION, path }, deps.roles);
      const isOwn = grants.some(({ unit, permissions }) => unit === id && permissions.includes(PERMISSION));
      return { ...grounds, items, post: post?.title ?? null, isOwn };
    },

    // A post above sees the result, and answers for it; it does not object to it in the unit's name.
    guard: ({ unit, isOwn }) => ({ paths: isOwn ? [unit.path] : [], line: null, sensitivity: 'internal', roles: [] }),

    decide(loaded, input, { now, person }) {
      const fresh = decided(loaded, { input, now, time: deps.time });
      if (person === null || loaded.post === null) throw new Refusal(platformErrors.forbidden);
      return { ...fresh, contact: null, by: { person, post: loaded.post } };
    },

    write: objectionAdded,
    tell: told,
  };
}

type Public = { readonly fresh: NewObjection; readonly input: PublicObjectionInput };
type PublicLoaded = Pick<Loaded, 'unit' | 'dueAt' | 'rule' | 'items' | 'taken'>;

/** What a notice that runs shows to anybody; somebody without an account sees nothing else. */
async function findPublicGrounds(
  tx: Database,
  editions: Editions,
  { notice, unit, now }: { readonly notice: string; readonly unit: number; readonly now: Instant },
): Promise<PublicLoaded | undefined> {
  const { rows } = await sql<{ dueAt: Instant; rule: unknown; edition: number }>`
    SELECT n.due_at AS "dueAt", n.objection_rule AS rule, m.id AS edition FROM public_notices(${now}) n
    JOIN method_edition m ON (m.method, m.edition) = (n.method, n.edition)
    WHERE n.id = ${notice}::uuid AND EXISTS (SELECT FROM public_notice_units(n.id, ${now}) u WHERE u.id = ${unit})`.execute(
    tx,
  );
  if (rows[0] === undefined) return undefined;
  const { edition, ...rest } = rows[0];
  const items = await itemsOf(tx, editions, edition);
  return { ...rest, items, taken: false, unit: { id: unit, path: '' } };
}

function writePublicly(tx: Database, deps: ObjectionDeps, { fresh, input }: Public): Statement[] {
  const { id, unit_id: unit, contact: subject, made_at: now } = fresh;
  const statements = objectionAdded(tx, fresh);
  const { contact } = input;
  if (subject !== null && contact !== undefined) {
    const values = contact.name === undefined ? { phone: contact.phone } : { name: contact.name, phone: contact.phone };
    // Whom it names must be there before the objection that names it.
    statements.unshift(
      ...deps.vault.keep(tx, subject, { record: id, place: { unit, line: null, internal: true }, values, now }),
    );
  }
  const ends_at = startOfDay(addDays(dateOf(now, deps.zone), CODE_DAYS), deps.zone);
  const code = { record: id, hash: hashOf(input.trackingCode), made_at: now, ends_at };
  return [...statements, { query: tx.insertInto('public_token').values(code) }];
}

/** Somebody without an account objects. Whoever has the code reads the answer; a phone is not asked for and goes to the vault alone. */
export function objectPubliclyAction(deps: ObjectionDeps): Action<PublicObjectionInput, PublicLoaded, Public> {
  return {
    name: 'assessment.object-publicly',
    parties: ['anybody'],
    load: (tx, input, { now }) => findPublicGrounds(tx, deps.editions, { ...input, now }),
    guard: () => ({ paths: [], line: null, sensitivity: 'open', roles: ['anybody'] }),

    decide(loaded, input, { now }) {
      const fresh = decided(loaded, { input, now, time: deps.time });
      const contact = input.contact === undefined ? null : uuidv7From(millisOf(now), randomBytes(16));
      return { fresh: { ...fresh, contact, by: null }, input };
    },

    write: (tx, decision) => writePublicly(tx, deps, decision),
    tell: ({ fresh }) => told(fresh),
  };
}
