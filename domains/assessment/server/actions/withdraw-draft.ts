// SPDX-License-Identifier: Apache-2.0

import type { Instant } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { z } from 'zod';
import type { withdrawDraftInput } from '../../model/drafts.ts';
import { type HeldDraft, heldDraft } from '../queries/drafts.ts';
import { draftWithdrawn } from '../store/drafts.ts';
import { guardOfHome, refuseMoved } from './drafting.ts';

type Input = z.infer<typeof withdrawDraftInput> & { readonly id: string };
type Closed = {
  readonly id: string;
  readonly unit: number;
  readonly version: number;
  readonly faults: number;
  readonly person: string | null;
  readonly now: Instant;
};

/** Closes a draft that nobody goes on with; its text stays to be read. */
export function withdrawDraftAction(): Action<Input, HeldDraft, Closed> {
  return {
    name: 'assessment.withdraw-draft',
    permission: 'assessment.draft',
    parties: [],
    load: (tx, { id }) => heldDraft(tx, id),
    guard: ({ path }) => guardOfHome(path),

    decide(draft, { version }, { now, person }) {
      refuseMoved(draft, version);
      return { id: draft.id, unit: draft.unit_id, version, faults: draft.faults, person, now };
    },

    write: (_, closed) => [draftWithdrawn(closed)],

    tell: ({ id, unit, version, faults, now }) => ({
      status: 200,
      answer: { id, version, savedAt: now, faults },
      record: id,
      unit,
      detail: { version },
      events: [],
    }),
  };
}
