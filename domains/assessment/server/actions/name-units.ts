// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { dateOf, millisOf } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { nameInput } from '../../model/naming.ts';
import type { Honour, NamingSettings } from '../../model/settings.ts';
import { assessmentErrors } from '../../module.ts';
import { type Basis, obstacleToNaming } from '../../rules/approval.ts';
import { actingPost } from '../../rules/own-post.ts';
import type { Editions } from '../queries/editions.ts';
import { findFinal, type LoadedFinal } from '../queries/final.ts';
import { type Decided, unitsNamed } from '../store/naming.ts';
import type { FreezeDeps } from './freezing.ts';

type Input = z.infer<typeof nameInput>;
type Loaded = LoadedFinal & {
  readonly post: Decided['post'];
  readonly basis: Parameters<typeof obstacleToNaming>[0];
  /** Grades that some unit of the result holds. */
  readonly held: readonly string[];
};
type Decision = Parameters<typeof unitsNamed>[0];

export type NamingDeps = FreezeDeps & { readonly editions: Editions; readonly naming: NamingSettings | undefined };

const PERMISSION = 'assessment.name';

async function gradesHeld(tx: Database, evaluation: string): Promise<string[]> {
  const { rows } = await sql<{ grade: string }>`
    SELECT DISTINCT grade FROM result WHERE evaluation = ${evaluation} AND grade IS NOT NULL`.execute(tx);
  return rows.map(({ grade }) => grade);
}

/** What the city gives for the grades that are held. @throws Refusal */
function honoursOf({ method, held }: Loaded, settings: NamingSettings | undefined): Record<string, Honour> {
  const given = settings?.[method];
  if (given === undefined) throw new Refusal(assessmentErrors.noHonours);
  const honoured = Object.entries(given.honours).filter(([grade]) => held.includes(grade));
  if (honoured.length === 0) throw new Refusal(assessmentErrors.nobodyToName);
  return Object.fromEntries(honoured);
}

/** Names all who hold an honoured grade of a final result, on an approved programme and within its term. */
export function nameUnitsAction(deps: NamingDeps): Action<Input, Loaded, Decision> {
  const { zone, roles, editions } = deps;
  return {
    name: PERMISSION,
    parties: [],

    async load(tx, { evaluation }, { grants }) {
      const final = await findFinal(tx, evaluation);
      if (final === undefined) return undefined;
      const { compiled } = await editions.get(tx, final.edition);
      const held = await gradesHeld(tx, evaluation);
      const post = actingPost(grants, { permission: PERMISSION, path: final.path }, roles);
      return { ...final, post, held, basis: final.approved ?? compiled.method.basis };
    },

    guard: ({ path }) => ({ paths: [path], line: null, sensitivity: 'internal', roles: [] }),

    decide(loaded, input, { now, person }) {
      const { post, basis, held: _, ...final } = loaded;
      const today = dateOf(now, zone);
      if (final.state !== 'final' || final.superseded) throw new Refusal(assessmentErrors.notNameable);
      const obstacle = obstacleToNaming(basis, today);
      if (obstacle !== undefined) throw new Refusal(assessmentErrors[obstacle]);
      if (input.dated > today) throw new Refusal(assessmentErrors.datedLater);
      const honours = honoursOf(loaded, deps.naming);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      const id = uuidv7From(millisOf(now), randomBytes(16));
      const { document, dated } = input;
      return { id, final, basis: basis as Basis, honours, input: { document, dated }, person, post, now };
    },

    write: (_, decision) => [unitsNamed(decision)],
    tell: ({ id, final, input }) => ({
      status: 201,
      answer: { id },
      record: id,
      unit: final.unit,
      detail: { evaluation: final.id, document: input.document },
      events: [{ name: 'assessment.named', unit: final.unit, record: id, instants: [] }],
    }),
  };
}
