// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { type CivilDate, dateOf, type Instant, startOfDay } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import type { z } from 'zod';
import type { endRelationInput, relateInput } from '../../model/relations.ts';
import { endFaults, meetingPath, type RelationEnd, relationFaults, type UnitRelation } from '../../rules/relations.ts';
import { findEnds, findRelation, type KnownRelation, relationsOf } from '../queries/relations.ts';
import type { ChangeDeps } from '../queries/world.ts';
import { type NewRelation, RELATED, relationEnded, relationMade } from '../store/relations.ts';

type Input = z.infer<typeof relateInput>;

type Loaded = {
  readonly unit: RelationEnd;
  readonly over: RelationEnd;
  readonly held: readonly UnitRelation[];
};

/** Ties two units. Both must lie in one subtree over which the actor may do so. */
export function relateAction(deps: ChangeDeps): Action<Input, Loaded, NewRelation> {
  const { zone, kinds, roles } = deps;
  return {
    name: 'org.relate',
    parties: [],

    async load(tx, { unit: one, over: other }) {
      const ends = await findEnds(tx, [one, other]);
      const [unit, over] = [ends.get(one), ends.get(other)];
      if (unit === undefined || over === undefined) return undefined;
      const held = (await relationsOf(tx, [over.id])).filter((relation) => relation.over === over.id);
      return { unit, over, held };
    },

    guard: ({ unit, over }) => ({
      paths: [meetingPath(unit.path, over.path)],
      line: null,
      sensitivity: 'open',
      roles: [],
    }),

    decide({ unit, over, held }, { id, kind, post, from, until, reason }, { now, person }) {
      const asked = { kind, unit, over, post, from, until, reason };
      const faults = [...relationFaults(asked, { kinds, roles, held, today: dateOf(now, zone) })];
      if (faults.length > 0) throw badInput(faults);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      return {
        id,
        kind,
        unit: unit.id,
        over: over.id,
        post: post ?? null,
        from,
        until: until ?? null,
        reason: reason ?? null,
        person,
        now,
      };
    },

    write: (_, relation) => [relationMade(relation)],

    tell: ({ id, kind, unit, over, post, from, until }) => ({
      status: 201,
      answer: { id },
      record: id,
      unit: over,
      detail: { kind, unit, over, post, from, until },
      events: [{ name: RELATED, unit: over, record: id, instants: [startOfDay(from, zone)] }],
    }),
  };
}

type EndInput = z.infer<typeof endRelationInput> & { readonly id: string };
type Ending = {
  readonly relation: KnownRelation;
  readonly on: CivilDate;
  readonly reason: string | null;
  readonly now: Instant;
};

/** Ends a tie from a day on. Whoever may set it may end it. */
export function endRelationAction({ zone }: ChangeDeps): Action<EndInput, KnownRelation, Ending> {
  return {
    name: 'org.relate',
    parties: [],
    load: (tx, { id }) => findRelation(tx, id),
    guard: ({ paths: [one, other] }) => ({
      paths: [meetingPath(one, other)],
      line: null,
      sensitivity: 'open',
      roles: [],
    }),
    decide(relation, { on, reason }, { now }) {
      const faults = [...endFaults(relation, { on, reason }, dateOf(now, zone))];
      if (faults.length > 0) throw badInput(faults);
      return { relation, on, reason: reason ?? null, now };
    },
    write: (_, { relation, on, reason, now }) => [relationEnded(relation.id, on, { reason, now })],
    tell: ({ relation: { id, kind, unit, over, post }, on }) => ({
      status: 200,
      answer: { id },
      record: id,
      unit: over,
      detail: { kind, unit, over, post, ends: on },
      events: [{ name: RELATED, unit: over, record: id, instants: [startOfDay(on, zone)] }],
    }),
  };
}
