// SPDX-License-Identifier: Apache-2.0
import type { Action } from '@beichen/platform-server/action/action.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { startInput } from '../../model/drafts.ts';
import { checkDraft } from '../../rules/draft.ts';
import { draftStarted, type NewDraft } from '../store/drafts.ts';
import { type DraftDeps, guardOfHome, homeUnder, knownMeasures, rootOver } from './drafting.ts';

type Input = z.infer<typeof startInput>;
type Base = { readonly id: number; readonly subject: string; readonly source: string };
type Loaded = { readonly home: NewDraft['home']; readonly base: Base | undefined };

/** What a draft from nothing begins with: the shape of a method, of which nothing is right yet but its head. */
const BEGINNING = `method: new-method
edition: "1"
title: { zh: 新的考核办法 }
subject: community
period: quarter
peers: county
sections: []
`;

/** Begins a draft, from a published edition or from nothing. */
export function startDraftAction(deps: DraftDeps): Action<Input, Loaded, NewDraft> {
  return {
    name: 'assessment.start-draft',
    permission: 'assessment.draft',
    parties: [],

    async load(tx, { base }) {
      const { rows } = await sql<Base>`
        SELECT id, subject, source FROM method_edition WHERE method = ${base?.method ?? null} AND edition = ${base?.edition ?? null}`.execute(
        tx,
      );
      if (base !== null && rows[0] === undefined) return undefined;
      const root = await rootOver(tx, rows[0]?.subject);
      return root === undefined ? undefined : { home: await homeUnder(tx, root), base: rows[0] };
    },

    guard: ({ home }) => guardOfHome(home.path),

    decide({ home, base }, { id }, { now, person }) {
      const source = base?.source ?? BEGINNING;
      const { faults } = checkDraft(source, knownMeasures(deps));
      return { id, home, base: base?.id ?? null, source, faults: faults.length, person, now };
    },

    write: (_, draft) => [draftStarted(draft)],

    tell: ({ id, home, base, faults, now }) => ({
      status: 201,
      answer: { id, version: 1, savedAt: now, faults },
      record: id,
      unit: home.id,
      detail: { base },
      events: [],
    }),
  };
}
