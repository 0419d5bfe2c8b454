// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { dateOf, type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Action, Moment } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import type { z } from 'zod';
import type { handOverInput } from '../../model/posts.ts';
import { mayGive } from '../../rules/posts.ts';
import { findPost, ownRolesOver, type PostDeps, type PostRow } from '../queries/posts.ts';
import { handedOver, type NewHandover, type NewPost, type OpenWork, postEnded } from '../store/posts.ts';
import { postOf, subjectOf, writeAppointment } from './appoint.ts';

type Input = z.infer<typeof handOverInput> & { readonly id: string };

type Loaded = {
  readonly post: PostRow & { readonly path: string };
  readonly own: readonly string[];
  readonly openWork: OpenWork;
  readonly fresh: string;
};

type Decision = {
  readonly old: PostRow;
  readonly post: NewPost;
  readonly person: Input['person'];
  readonly handover: NewHandover;
  readonly now: Instant;
};

/** What lies open at a unit, of each kind that anything lies of. */
async function openWorkAt(
  tx: Database,
  deps: PostDeps,
  about: { readonly unit: number; readonly on: NewPost['from'] },
): Promise<OpenWork> {
  const work: { holding: string; count: number }[] = [];
  for (const { id, isWork, count } of deps.holdings.values()) {
    if (!isWork) continue;
    const n = (await count(tx, { units: [about.unit], on: about.on })).get(about.unit) ?? 0;
    if (n > 0) work.push({ holding: id, count: n });
  }
  return work;
}

function* handOverFaults(old: PostRow, { on, person }: Input): Generator<InputFault> {
  if ('id' in person && person.id === old.person)
    yield {
      path: '/person',
      what: { zh: '接任者就是现任', en: 'This person holds the post already' },
      mend: { zh: '另选接任者', en: 'Choose somebody else' },
    };
  if (on <= old.since)
    yield {
      path: '/on',
      what: { zh: `现任从${old.since}起任职`, en: `The present holder began on ${old.since}` },
      mend: { zh: '改为更晚的日期', en: 'Choose a later day' },
    };
}

function decideHandOver(
  roles: PostDeps['roles'],
  { post: old, own, openWork, fresh }: Loaded,
  { input, moment: { now, person: by } }: { readonly input: Input; readonly moment: Moment },
): Decision {
  const kind = roles.find(({ id }) => id === old.role);
  if (kind === undefined || by === null || !mayGive(kind, own)) throw new Refusal(platformErrors.forbidden);
  const faults = [...handOverFaults(old, input)];
  if (faults.length > 0) throw badInput(faults);
  const { unit, line, until, source, fullTime } = old;
  const { on, note, person } = input;
  const post = postOf(kind, {
    id: input.post,
    person: subjectOf(person, fresh),
    unit,
    line,
    from: on,
    until,
    actsFor: null,
    source,
    fullTime,
    now,
  });
  const handover = {
    id: input.handover,
    unit,
    path: old.path,
    fromPost: old.id,
    toPost: post.id,
    on,
    note,
    openWork,
    person: by,
    now,
  };
  return { old, post, person, handover, now };
}

/** A post goes from its holder to the next from a day on, with a list of what is open, in one transaction: it is never held by nobody. */
export function handOverAction(deps: PostDeps): Action<Input, Loaded, Decision> {
  const { zone, roles } = deps;
  return {
    name: 'org.appoint',
    parties: [],

    async load(tx, { id, on }, { now }) {
      const today = dateOf(now, zone);
      const post = await findPost(tx, id, today);
      if (post === undefined) return undefined;
      const own = await ownRolesOver(tx, post.path, today);
      const openWork = await openWorkAt(tx, deps, { unit: post.unit, on });
      return { post, own, openWork, fresh: uuidv7From(millisOf(now), randomBytes(16)) };
    },

    guard: ({ post }) => ({ paths: [post.path], line: null, sensitivity: 'open', roles: [] }),

    decide: (loaded, input, moment) => decideHandOver(roles, loaded, { input, moment }),

    // The handover names both posts, so the new one must be there before: it is the last part.
    write: (tx, decision) => [
      ...writeAppointment(tx, deps, decision),
      postEnded(decision.old.id, decision.post.from, decision.now),
      handedOver(tx, decision.handover),
    ],

    tell: ({ old, post, handover }) => ({
      status: 201,
      answer: { id: handover.id, post: post.id, person: post.person },
      record: handover.id,
      unit: post.unit,
      detail: { role: post.role, on: post.from, from: old.id, to: post.id },
      events: [
        { name: 'org.post-ended', unit: post.unit, record: old.id, instants: [] },
        { name: 'org.appointed', unit: post.unit, record: post.id, instants: [] },
      ],
    }),
  };
}
