// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { dateOf, millisOf } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { z } from 'zod';
import type { namingParams, withdrawInput } from '../../model/naming.ts';
import { assessmentErrors } from '../../module.ts';
import { actingPost } from '../../rules/own-post.ts';
import { findNamed, type NamedUnit } from '../queries/namings.ts';
import { type Decided, starWithdrawn } from '../store/naming.ts';
import type { FreezeDeps } from './freezing.ts';

type Input = z.infer<typeof withdrawInput> & z.infer<typeof namingParams>;
type Loaded = NamedUnit & { readonly post: Decided['post'] };
type Decision = Parameters<typeof starWithdrawn>[1];

const PERMISSION = 'assessment.withdraw';

/** Takes back a star that was named (摘星). The result stays as it is; only another naming gives the star again. */
export function withdrawStarAction({ zone, roles }: FreezeDeps): Action<Input, Loaded, Decision> {
  return {
    name: PERMISSION,
    parties: [],

    async load(tx, { id, unit }, { grants }) {
      const named = await findNamed(tx, { naming: id, unit });
      if (named === undefined) return undefined;
      const post = actingPost(grants, { permission: PERMISSION, path: named.path }, roles);
      return { ...named, post };
    },

    guard: ({ path }) => ({ paths: [path], line: null, sensitivity: 'internal', roles: [] }),

    decide({ post, ...named }, input, { now, person }) {
      if (named.renamed) throw new Refusal(assessmentErrors.namedAgain);
      if (!named.won.includes(input.section)) throw new Refusal(assessmentErrors.starNotNamed);
      if (named.withdrawn.includes(input.section)) throw new Refusal(assessmentErrors.alreadyWithdrawn);
      if (input.dated > dateOf(now, zone)) throw new Refusal(assessmentErrors.datedLater);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      const { naming, unit, path } = named;
      return { id: uuidv7From(millisOf(now), randomBytes(16)), naming, unit, path, input, person, post, now };
    },

    write: (tx, decision) => [starWithdrawn(tx, decision)],
    tell: ({ id, naming, unit, input }) => ({
      status: 201,
      answer: { id },
      record: id,
      unit,
      detail: { naming, section: input.section },
      events: [{ name: 'assessment.withdrawn', unit, record: id, instants: [] }],
    }),
  };
}
