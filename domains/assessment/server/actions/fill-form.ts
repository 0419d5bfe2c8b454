// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { boundsOf, getPeriod, previousPeriod } from '@beichen/kernel/periods.ts';
import { type Instant, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import type { Action, Moment } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import type { EnteredValues } from '../../model/facts.ts';
import { factErrors } from '../../module/fact-errors.ts';
import { type Figure, measureAsked } from '../../rules/asked-measures.ts';
import { faultsOfForm, isLocked } from '../../rules/entered.ts';
import { type ActingPost, actingPost } from '../../rules/own-post.ts';
import { declaredOfUnit } from '../queries/declared-before.ts';
import { type FormRow, findForm } from '../queries/load-form.ts';
import { type Declared, draftSaved, formHandedIn } from '../store/fact-forms.ts';
import type { FactDeps } from './fact-deps.ts';

export const guardOfForm = ({ path }: FormRow) => ({
  paths: [path],
  line: null,
  sensitivity: 'internal' as const,
  roles: [],
});

/** The post in which somebody fills a form in. @throws Refusal */
export function declarer(
  deps: FactDeps,
  { path }: FormRow,
  { person, grants }: Moment,
): { person: string; post: ActingPost } {
  const post = actingPost(grants, { permission: 'assessment.declare', path }, deps.roles);
  if (person === null || post === null) throw new Refusal(platformErrors.forbidden);
  return { person, post };
}

/** Refuses what comes too late, and what was filled in over another version: then both are told. @throws Refusal */
function refuseStale(form: FormRow, input: Input, now: Instant): void {
  if (isLocked(form, now)) throw new Refusal(factErrors.formLocked);
  if (form.version === input.version) return;
  const seen = { version: input.version, values: input.values };
  const current = { version: form.version, values: form.draft, at: form.draftAt };
  throw new Refusal(platformErrors.conflict, { conflict: { seen, current } });
}

type Input = { readonly id: string; readonly version: number; readonly values: EnteredValues };
type Saved = { readonly form: FormRow; readonly values: EnteredValues; readonly now: Instant };

/** Keeps what was entered so far, whatever its faults: it is there again when the form is opened anew. */
export function saveDraftAction(deps: FactDeps): Action<Input, FormRow, Saved> {
  return {
    name: 'assessment.save-draft',
    permission: 'assessment.declare',
    parties: [],
    load: (tx, { id }) => findForm(tx, id),
    guard: guardOfForm,
    decide(form, input, moment) {
      declarer(deps, form, moment);
      refuseStale(form, input, moment.now);
      const known = Object.entries(input.values).filter(([id]) => form.measures.includes(id));
      return { form, values: Object.fromEntries(known), now: moment.now };
    },
    write: (tx, { form, values, now }) => [draftSaved(tx, form, { values, now })],
    tell: ({ form }) => ({
      status: 200,
      answer: { id: form.id, version: form.version + 1 },
      record: form.id,
      unit: form.unit,
      detail: { version: form.version + 1 },
      events: [],
    }),
  };
}

type Loaded = { readonly form: FormRow; readonly last: ReadonlyMap<string, Figure> };
type HandedIn = Parameters<typeof formHandedIn>[2] & { readonly form: FormRow };

const isSame = (figure: Figure | undefined, value: Figure): boolean =>
  figure !== undefined && figure.num === value.num && figure.den === value.den;

/** What a form declares: a figure for each value; nothing where it is said that there is none. */
export function declaredIn(form: FormRow, values: EnteredValues, last: Loaded['last']): Declared[] {
  return form.measures.flatMap((measure) => {
    const value = values[measure];
    if (value === undefined || value.none) return [];
    const { num, den } = value;
    return [{ measure, num, den, confirmed: value.confirmed && isSame(last.get(measure), value) }];
  });
}

/**
 * Hands a form in, whole or not at all: every fault is told at once, and nothing is written before. Until the due time it may be handed in
 * anew; the latest holds.
 */
export function handInAction(deps: FactDeps): Action<Input, Loaded, HandedIn> {
  return {
    name: 'assessment.declare',
    parties: [],
    async load(tx, { id }) {
      const form = await findForm(tx, id);
      if (form === undefined) return undefined;
      const { id: period } = previousPeriod(getPeriod(form.period));
      return { form, last: await declaredOfUnit(tx, { unit: form.unit, period, measures: form.measures }) };
    },
    guard: ({ form }) => guardOfForm(form),
    decide({ form, last }, input, moment) {
      const by = declarer(deps, form, moment);
      refuseStale(form, input, moment.now);
      const faults = faultsOfForm(
        form.measures.map((id) => measureAsked(deps.catalogue, id)),
        input.values,
      );
      if (faults.length > 0) throw badInput(faults);
      const { values } = input;
      return { form, ...by, now: moment.now, values, declared: declaredIn(form, values, last) };
    },
    write: (tx, { form, ...about }) => formHandedIn(tx, form, about),
    tell({ form, declared }) {
      // A declaration is about its period: the event belongs to the last moment of it.
      const { until } = boundsOf(getPeriod(form.period), deps.time.zone);
      const instants = [instantOfMillis(millisOf(until) - 1)];
      return {
        status: 200,
        answer: { id: form.id, version: form.version + 1 },
        record: form.id,
        unit: form.unit,
        detail: { request: form.request, period: form.period, measures: declared.map(({ measure }) => measure) },
        events: [{ name: 'assessment.declared', unit: form.unit, record: form.id, instants }],
      };
    },
  };
}
