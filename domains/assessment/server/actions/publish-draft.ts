// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { dateOf } from '@beichen/kernel/time.ts';
import { compileMethod, type ParsedMethod } from '@beichen/method';
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { DraftFault, publishInput } from '../../model/drafts.ts';
import type { Outline, Track } from '../../model/results.ts';
import { assessmentErrors } from '../../module.ts';
import { type Checked, checkDraft } from '../../rules/draft.ts';
import { measuresOf, outlineOf } from '../../rules/evaluation.ts';
import { termFaults } from '../../rules/programme.ts';
import { type HeldDraft, heldDraft } from '../queries/drafts.ts';
import { draftPublished, type Published } from '../store/drafts.ts';
import { type DraftDeps, guardOfHome, knownMeasures, refuseMoved, rootOver } from './drafting.ts';
import { faultsOfNames, type Standing, standingMethods } from './named-results.ts';

type Input = z.infer<typeof publishInput> & { readonly id: string };
type Former = { readonly edition: string; readonly outline: Outline };
type Loaded = HeldDraft & {
  /** The root of what it would assess: an edition holds for all of it. */
  readonly root: string;
  readonly checked: Checked;
  /** The published editions of the method, the latest first. */
  readonly former: readonly Former[];
  readonly standing: Standing;
};
type Decision = Published & { readonly unit: number };

async function formerEditions(tx: Database, method: string): Promise<Former[]> {
  const { rows } = await sql<Former>`
    SELECT edition, outline FROM method_edition WHERE method = ${method} ORDER BY id DESC`.execute(tx);
  return rows;
}

const placed = ({ line, column, what, mend }: DraftFault): InputFault => ({
  path: `source:${line ?? 1}:${column ?? 1}`,
  what,
  mend,
});

/** How the pack calls the units and signs the stars of the track: what the edition before says, since a draft says nothing of it. */
function trackFrom(former: readonly Former[]): Track | undefined {
  const outline = former.find((one) => one.outline.unit !== undefined)?.outline;
  if (outline?.unit === undefined) return undefined;
  const signs = outline.sections.flatMap(({ id, sign }) => (sign === undefined ? [] : [[id, sign] as const]));
  return { unit: outline.unit, signs: Object.fromEntries(signs) };
}

/** The method of a draft that may be published. @throws Refusal */
function publishable({ checked, former, source, standing }: Loaded): ParsedMethod {
  const { parsed, faults } = checked;
  if (parsed === undefined) throw new Refusal(assessmentErrors.draftFaulty, { faults: faults.map(placed) });
  const unresolved = faultsOfNames(parsed.method, source, standing);
  if (unresolved.length > 0) throw new Refusal(assessmentErrors.draftFaulty, { faults: unresolved });
  if (parsed.method.period === undefined) throw new Refusal(assessmentErrors.noPeriodKind);
  if (former.some(({ edition }) => edition === parsed.method.edition)) throw new Refusal(assessmentErrors.editionTaken);
  return parsed;
}

function editionFrom(loaded: Loaded, { method }: ParsedMethod, { from, to }: Input): Published['edition'] {
  return {
    method: method.method,
    edition: method.edition,
    subject: method.subject,
    periodKind: method.period ?? null,
    starts: from,
    ends: to,
    outline: outlineOf(compileMethod(method), trackFrom(loaded.former)),
    measures: measuresOf(method),
    source: loaded.source,
    digest: hash('sha256', loaded.source),
  };
}

/** Makes an edition of a draft: checked once more, approved by a document, bound to a term. What was published before stays as it is. */
export function publishDraftAction(deps: DraftDeps): Action<Input, Loaded, Decision> {
  return {
    name: 'assessment.publish',
    parties: [],

    async load(tx, { id }) {
      const draft = await heldDraft(tx, id);
      if (draft === undefined) return undefined;
      const checked = checkDraft(draft.source, knownMeasures(deps));
      const { method, subject } = checked.parsed?.method ?? {};
      const former = await formerEditions(tx, method ?? '');
      const root = (await rootOver(tx, subject)) ?? draft;
      return { ...draft, root: root.path, checked, former, standing: await standingMethods(tx) };
    },

    guard: ({ root }) => guardOfHome(root),

    decide(loaded, input, { now, person }) {
      refuseMoved(loaded, input.version);
      const parsed = publishable(loaded);
      const { from, to } = input;
      const follows = loaded.former.length > 0;
      const unfit = termFaults({ method: parsed.method, from, to, today: dateOf(now, deps.zone), follows });
      const faults = unfit.map(({ at, what, mend }) => ({ path: `body/${at}`, what, mend }));
      if (faults.length > 0) throw new Refusal(assessmentErrors.termUnfit, { faults });
      const edition = editionFrom(loaded, parsed, input);
      const { id, version, unit_id: unit } = loaded;
      return { id, unit, version, edition, approval: input.approval, person, now };
    },

    write: (_, published) => draftPublished(published),

    tell: ({ id, unit, edition: { method, edition, starts, ends, digest }, approval }) => ({
      status: 201,
      answer: { id, method, edition },
      record: id,
      unit,
      detail: { method, edition, digest, approval: approval.number, starts, ends },
      events: [{ name: 'assessment.published', unit, record: id, instants: [] }],
    }),
  };
}
