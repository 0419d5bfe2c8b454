// SPDX-License-Identifier: Apache-2.0
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { z } from 'zod';
import type { saveInput } from '../../model/drafts.ts';
import { checkDraft } from '../../rules/draft.ts';
import { type HeldDraft, heldDraft } from '../queries/drafts.ts';
import { draftSaved, type SavedDraft } from '../store/drafts.ts';
import { type DraftDeps, guardOfHome, knownMeasures, refuseMoved } from './drafting.ts';

type Input = z.infer<typeof saveInput> & { readonly id: string };
type Saved = SavedDraft & { readonly unit: number };

/** Keeps a text, whatever its faults; they are counted, so that a list says which drafts are through the check. */
export function saveDraftAction(deps: DraftDeps): Action<Input, HeldDraft, Saved> {
  return {
    name: 'assessment.save-draft',
    permission: 'assessment.draft',
    parties: [],
    load: (tx, { id }) => heldDraft(tx, id),
    guard: ({ path }) => guardOfHome(path),

    decide(draft, { version, source }, { now, person }) {
      refuseMoved(draft, version);
      const { faults } = checkDraft(source, knownMeasures(deps));
      return { id: draft.id, unit: draft.unit_id, version, source, faults: faults.length, person, now };
    },

    write: (_, saved) => [draftSaved(saved)],

    tell: ({ id, unit, version, faults, now }) => ({
      status: 200,
      answer: { id, version: version + 1, savedAt: now, faults },
      record: id,
      unit,
      detail: { version: version + 1, faults },
      events: [],
    }),
  };
}
