// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { nearestPost } from '@beichen/engines/access/may.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { addDays, dateOf, type Instant, startOfDay } from '@beichen/kernel/time.ts';
import type { Action, Moment } from '@beichen/platform-server/action/action.ts';
import { Memory } from '@beichen/platform-server/action/memory.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import { hashOf } from '@beichen/platform-server/login/identify.ts';
import type { z } from 'zod';
import { successorsOf } from '../../../org/server/public.ts';
import type { CaseState, reportInput } from '../../model/case.ts';
import { type CaseCategory, type CaseKind, findCategory, findKind } from '../../model/kinds.ts';
import { caseErrors } from '../../module/errors.ts';
import { closedFaults, type SentTo } from '../../rules/closed-unit.ts';
import { after } from '../../rules/moves.ts';
import { findReportGrounds, type ReportGrounds, refuseFuture } from '../queries/load-case.ts';
import { type ActedBy, caseAdded, codeGiven, partyAdded } from '../store.ts';
import type { CaseDeps } from './deps.ts';

type Input = z.infer<typeof reportInput>;

/** A unit that is not closed, as it was last read. */
type OpenPlace = Omit<ReportGrounds, 'taken'>;

type Loaded = {
  readonly unit: SentTo & { readonly id: number; readonly kind: string; readonly path: string };
  /** From memory: what is written proves that the unit is still this one. */
  readonly remembered: boolean;
  readonly kind: CaseKind | undefined;
  readonly category: CaseCategory | undefined;
  readonly taken: boolean;
  readonly by: ActedBy;
  /** The id under which the contact of a resident is kept, where one is given. */
  readonly subject: string | null;
};

type Decision = {
  readonly input: Input;
  readonly unit: Loaded['unit'];
  readonly remembered: boolean;
  readonly kind: CaseKind;
  readonly category: CaseCategory;
  readonly state: CaseState;
  readonly by: ActedBy;
  readonly reporter: string | null;
  readonly codeEnds: Instant;
  readonly year: string;
};

/** How long a tracking code works: assumed to be a year. */
const CODE_DAYS = 366;

function decideReport(
  zone: string,
  loaded: Loaded,
  { input, moment: { now, person } }: { input: Input; moment: Moment },
): Decision {
  const { unit, remembered, kind, category, by, subject } = loaded;
  if (loaded.taken) throw new Refusal(platformErrors.usedKey);
  if (kind === undefined || category === undefined) throw new Refusal(caseErrors.unknownCategory);
  const closed = [...closedFaults(unit, { does: 'report', path: '/unit' })];
  if (closed.length > 0) throw badInput(closed);
  if (!kind.units.includes(unit.kind)) throw new Refusal(caseErrors.wrongUnit);
  refuseFuture(input.occurredAt, now);
  const today = dateOf(now, zone);
  return {
    input,
    unit,
    remembered,
    kind,
    category,
    state: after(undefined, { move: 'report', at: now }),
    by,
    reporter: input.reporter === undefined ? person : subject,
    codeEnds: startOfDay(addDays(today, CODE_DAYS), zone),
    year: today.slice(0, 4),
  };
}

function writeReport(tx: Database, deps: CaseDeps, decision: Decision): Statement[] {
  const { input, unit, kind, category, state, by, reporter, codeEnds, year } = decision;
  const { id, occurredAt, trackingCode } = input;
  const now = state.recordedAt;
  const fresh = {
    id,
    kind: kind.id,
    category: category.id,
    line: category.line,
    restricted: kind.sensitivity === 'restricted',
    internal: kind.sensitivity === 'internal',
    unit_id: unit.id,
    path: unit.path,
    summary: input.summary,
    place: input.place,
    reporter,
    occurred_at: occurredAt ?? null,
  };
  const act = { move: 'report', by, note: null, occurredAt: occurredAt ?? null } as const;
  const statements = [caseAdded(fresh, { state, act, year })];
  if (decision.remembered) statements.unshift(samePlace(unit));
  if (reporter !== null && reporter === by.person) statements.push(partyAdded(id, { person: reporter, since: now }));
  if (reporter !== null && input.reporter !== undefined) {
    const { name, phone } = input.reporter;
    const values = name === undefined ? { phone } : { name, phone };
    // Whom a restricted case names is for its parties alone.
    const place = { unit: fresh.restricted ? null : unit.id, line: category.line, internal: fresh.internal };
    statements.push(...deps.vault.keep(tx, reporter, { record: id, place, values, now }));
  }
  if (trackingCode !== undefined)
    statements.push(codeGiven(tx, id, { hash: hashOf(trackingCode), madeAt: now, endsAt: codeEnds }));
  return statements;
}

/** Fails where the unit is closed, not in sight, or another than it was. */
function samePlace({ id, kind, name, path }: Loaded['unit']): Statement {
  return { call: 'same_place', values: [id, kind, name, path] };
}

export function reportAction(deps: CaseDeps): Action<Input, Loaded, Decision> {
  const { zone } = deps.time;
  const places = new Memory<number, OpenPlace>();
  return {
    name: 'cases.report',
    parties: [],

    async load(tx, input, moment) {
      const remembered = moment.fromMemory && places.recall(input.unit);
      // That the id is not taken is proved by the key of the table.
      const grounds = remembered ? { ...remembered, taken: false } : await findReportGrounds(tx, input);
      if (grounds === undefined) return undefined;
      const { taken, ...place } = grounds;
      if (place.closedOn === null) places.note(place.id, place);
      const unit = { ...place, successors: place.closedOn === null ? [] : await successorsOf(tx, place.id) };
      const kind = findKind(deps.kinds, input.kind);
      return {
        unit,
        remembered: remembered !== undefined,
        kind,
        category: kind && findCategory(kind, input.category),
        taken,
        by: { person: moment.person, unit: nearestPost(moment.grants, 'cases.report', [unit.path]) },
        subject: input.reporter === undefined ? null : uuidv7From(Date.parse(moment.now), randomBytes(16)),
      };
    },

    guard: ({ unit, kind, category }) => ({
      paths: [unit.path],
      line: category?.line ?? null,
      sensitivity: kind?.sensitivity === 'restricted' ? 'internal' : (kind?.sensitivity ?? 'internal'),
      roles: [],
    }),

    decide: (loaded, input, moment) => decideReport(zone, loaded, { input, moment }),
    write: (tx, decision) => writeReport(tx, deps, decision),
    tell: ({ input: { id }, unit, category, state }) => ({
      status: 201,
      answer: { id, version: state.version },
      record: id,
      unit: unit.id,
      detail: { category: category.id },
      events: [{ name: 'cases.reported', unit: unit.id, record: id, instants: [state.recordedAt] }],
    }),
  };
}
