// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { dueOf } from '@beichen/engines/clocks/clock.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { firstDay, getPeriod } from '@beichen/kernel/periods.ts';
import { dateOf, type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Action, Moment } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { RequestInput } from '../../model/facts.ts';
import { factErrors } from '../../module/fact-errors.ts';
import { type Figure, measureAsked, standingOf, whyNot } from '../../rules/asked-measures.ts';
import { unitsBeyond } from '../../rules/entered.ts';
import { actingPost } from '../../rules/own-post.ts';
import {
  type AskedUnit,
  askedAlready,
  editionFor,
  holdAsking,
  knownFigures,
  placeOf,
  unitsToAsk,
} from '../queries/fact-grounds.ts';
import { type Due, formsOpened, type NewForm, type NewRequest, requestMade } from '../store/fact-requests.ts';
import type { FactDeps } from './fact-deps.ts';

type Loaded = {
  readonly edition: { readonly id: number; readonly measures: readonly string[] };
  readonly root: { readonly id: number; readonly path: string };
  readonly units: readonly AskedUnit[];
  readonly forms: readonly NewForm[];
  readonly known: ReadonlyMap<string, Figure>;
  readonly already: ReadonlySet<string>;
};

/** The month of the city that a moment lies in: what a burden is counted by. */
export const monthOf = (now: Instant, zone: string): string => dateOf(now, zone).slice(0, 7);

/** When an answer is due that is asked for at a moment. @throws where the limit is no length of time */
export function dueOfRequest(deps: FactDeps, days: number, now: Instant): Due {
  const rule = { limit: { unit: 'working-days' as const, amount: days }, ladder: [] };
  const due = dueOf({ rule, startedAt: now, pauses: [] }, deps.time);
  if (due === undefined) throw new Error('a clock without pauses is due at some time');
  return due;
}

/** Fresh ids for the forms of these units. */
export function formsFor(units: readonly Pick<AskedUnit, 'id' | 'path'>[], now: Instant): NewForm[] {
  return units.map(({ id, path }) => ({ id: uuidv7From(millisOf(now), randomBytes(16)), unit: id, path }));
}

async function load(
  tx: Database,
  deps: FactDeps,
  about: { input: RequestInput; now: Instant },
): Promise<Loaded | undefined> {
  const { input, now } = about;
  await holdAsking(tx);
  const root = await placeOf(tx, input.unit);
  const edition = await editionFor(tx, input);
  if (root === undefined || edition === undefined) return undefined;
  const month = monthOf(now, deps.time.zone);
  const units = await unitsToAsk(tx, { path: root.path, subject: edition.subject, month });
  const asked = { period: input.period, measures: input.measures };
  const known = await knownFigures(tx, { ...asked, path: root.path });
  const already = await askedAlready(tx, { ...asked, units: units.map(({ id }) => id) });
  return { edition, root, units, forms: formsFor(units, now), known, already };
}

/** Refuses by measure, not by what a field is called: what records give is shown instead. @throws Refusal */
function refuseKnown(deps: FactDeps, input: RequestInput, { known, edition }: Loaded): void {
  const given = new Set(deps.measures.keys());
  const faults = input.measures.flatMap((id, at) => {
    const standing = edition.measures.includes(id) ? standingOf(deps.catalogue, given, id) : undefined;
    return standing === 'ask' ? [] : [whyNot(deps.catalogue, { id, at, standing, known: known.get(id) })];
  });
  if (faults.length > 0) throw new Refusal(factErrors.knownMeasure, { faults });
}

function refuseTwice(deps: FactDeps, input: RequestInput, { already }: Loaded): void {
  const faults = input.measures.flatMap((id, at) => {
    const { title } = measureAsked(deps.catalogue, id);
    const what = { zh: `“${title.zh}”已经在收`, en: `"${title.en}" is being asked for` };
    const mend = { zh: '从要求里去掉', en: 'take it out of the request' };
    return already.has(id) ? [{ path: `body/measures/${at}`, what, mend }] : [];
  });
  if (faults.length > 0) throw new Refusal(factErrors.askedAlready, { faults });
}

function decide(deps: FactDeps, loaded: Loaded, about: { input: RequestInput; moment: Moment }): NewRequest {
  const { input, moment } = about;
  const { now, person, grants } = moment;
  const post = actingPost(grants, { permission: 'assessment.ask', path: loaded.root.path }, deps.roles);
  if (person === null || post === null) throw new Refusal(platformErrors.forbidden);
  if (firstDay(getPeriod(input.period)) > dateOf(now, deps.time.zone)) throw new Refusal(factErrors.notStarted);
  refuseKnown(deps, input, loaded);
  if (loaded.units.length === 0) throw new Refusal(factErrors.nobodyToAsk);
  refuseTwice(deps, input, loaded);
  const asked = loaded.units.map((unit) => unit.asked);
  const beyond = unitsBeyond(asked, input.measures.length, deps.limit);
  return {
    input,
    root: loaded.root,
    edition: loaded.edition.id,
    month: monthOf(now, deps.time.zone),
    beyond,
    forms: loaded.forms,
    person,
    post,
    now,
    due: beyond > 0 ? null : dueOfRequest(deps, input.workingDays, now),
  };
}

/**
 * An organiser asks the units below a place for figures that no record gives. Where a unit would be asked for more than a month may ask,
 * the request waits until somebody else approves it.
 */
export function askFactsAction(deps: FactDeps): Action<RequestInput, Loaded, NewRequest> {
  return {
    name: 'assessment.ask',
    parties: [],
    load: (tx, input, { now }) => load(tx, deps, { input: { ...input, measures: [...new Set(input.measures)] }, now }),
    guard: ({ root }) => ({ paths: [root.path], line: null, sensitivity: 'internal', roles: [] }),
    decide: (loaded, input, moment) =>
      decide(deps, loaded, { input: { ...input, measures: [...new Set(input.measures)] }, moment }),
    write(tx, made) {
      const { due, input, forms, now } = made;
      const opened = due === null ? [] : formsOpened({ request: input.id, forms, due, days: input.workingDays, now });
      return [requestMade(tx, made), ...opened];
    },
    tell({ input, root, edition, beyond, forms, due }) {
      const name = due === null ? 'assessment.facts-waiting' : 'assessment.facts-asked';
      return {
        status: 201,
        answer: { id: input.id, state: due === null ? 'waiting' : 'open' },
        record: input.id,
        unit: root.id,
        detail: { period: input.period, edition, measures: input.measures, asked: forms.length, beyond },
        events: [{ name, unit: root.id, record: input.id, instants: [] }],
      };
    },
  };
}
