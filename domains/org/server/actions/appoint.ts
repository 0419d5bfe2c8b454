// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { dateOf, type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Action, Moment } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import type { z } from 'zod';
import type { appointInput } from '../../model/posts.ts';
import type { OrgUnit } from '../../model/units.ts';
import { appointFaults } from '../../rules/posts.ts';
import { ownRolesOver, type PostDeps, type PostRow, postsAt } from '../queries/posts.ts';
import { findUnit } from '../queries/units.ts';
import { type NewPost, postGiven } from '../store/posts.ts';

type Input = z.infer<typeof appointInput>;

type Loaded = {
  readonly unit: OrgUnit;
  readonly held: readonly PostRow[];
  readonly own: readonly string[];
  /** The subject id that somebody new gets. */
  readonly fresh: string;
};

type Decision = {
  readonly post: NewPost;
  readonly person: Input['person'];
  readonly now: Instant;
};

/** A subject by id; for somebody new, the one made for them. */
export function subjectOf(person: Input['person'], fresh: string): string {
  return 'id' in person ? person.id : fresh;
}

/** A post made of its role: what the role gives today. */
export function postOf(role: Role, about: Omit<NewPost, 'role' | 'permissions' | 'sensitivity'>): NewPost {
  const { id, permissions, sensitivity } = role;
  return { ...about, role: id, permissions, sensitivity };
}

export function writeAppointment(
  tx: Database,
  deps: PostDeps,
  { post, person, now }: Pick<Decision, 'post' | 'person' | 'now'>,
): Statement[] {
  const values =
    'id' in person
      ? {}
      : person.phone === undefined
        ? { name: person.name }
        : { name: person.name, phone: person.phone };
  const place = { unit: post.unit, line: post.line };
  return [...deps.vault.keep(tx, post.person, { record: post.id, place, values, now }), postGiven(post)];
}

/** Gives somebody a post, from a day on. */
export function appointAction(deps: PostDeps): Action<Input, Loaded, Decision> {
  return {
    name: 'org.appoint',
    parties: [],

    async load(tx, { unit: id }, { now }) {
      const unit = await findUnit(tx, id);
      if (unit === undefined) return undefined;
      const today = dateOf(now, deps.zone);
      const held = await postsAt(tx, id, today);
      const own = await ownRolesOver(tx, unit.path, today);
      return { unit, held, own, fresh: uuidv7From(millisOf(now), randomBytes(16)) };
    },

    guard: ({ unit }) => ({ paths: [unit.path], line: null, sensitivity: 'open', roles: [] }),

    decide({ unit, held, own, fresh }, input, { now }: Moment) {
      const { person, role, line, from, until, actsFor, source, fullTime } = input;
      const subject = subjectOf(person, fresh);
      const asked = {
        unit,
        role,
        line,
        person: 'id' in person ? person.id : null,
        from,
        until,
        actsFor,
        source,
        fullTime,
      };
      const faults = [...appointFaults(asked, { kinds: deps.roles, lines: Object.keys(deps.lines), own, held })];
      const kind = deps.roles.find(({ id }) => id === role);
      if (faults.length > 0 || kind === undefined) throw badInput(faults);
      const post = postOf(kind, {
        id: input.id,
        person: subject,
        unit: unit.id,
        line,
        from,
        until: until ?? null,
        actsFor: actsFor ?? null,
        source: source ?? null,
        fullTime,
        now,
      });
      return { post, person, now };
    },

    write: (tx, decision) => writeAppointment(tx, deps, decision),

    tell: ({ post }) => ({
      status: 201,
      answer: { id: post.id, person: post.person },
      record: post.id,
      unit: post.unit,
      detail: { role: post.role, from: post.from, until: post.until, acting: post.actsFor !== null },
      events: [{ name: 'org.appointed', unit: post.unit, record: post.id, instants: [] }],
    }),
  };
}
