// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { addDays, type CivilDate, type Instant, startOfDay } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { factErrors } from '../../module/fact-errors.ts';
import { isLocked } from '../../rules/entered.ts';
import { type ActingPost, actingPost } from '../../rules/own-post.ts';
import { type FormRow, findForm } from '../queries/load-form.ts';
import { formUrged, lateAsked, lateGranted } from '../store/fact-forms.ts';
import type { FactDeps } from './fact-deps.ts';
import { guardOfForm } from './fill-form.ts';

type Of<T> = T & { readonly form: FormRow; readonly now: Instant };

const toldOf = (form: FormRow, name: string, detail: Readonly<Record<string, unknown>> = {}) => ({
  status: 200 as const,
  answer: { id: form.id },
  record: form.id,
  unit: form.unit,
  detail: { request: form.request, ...detail },
  events: [{ name, unit: form.unit, record: form.id, instants: [] }],
});

/** Whoever asks urges a unit that has not handed in, once. */
export function urgeAction(): Action<{ readonly id: string }, FormRow, Of<object>> {
  return {
    name: 'assessment.urge',
    permission: 'assessment.ask',
    parties: [],
    load: (tx, { id }) => findForm(tx, id),
    guard: guardOfForm,
    decide(form, _, { now }) {
      if (form.handedAt !== null) throw new Refusal(factErrors.handedAlready);
      if (form.urgedAt !== null) throw new Refusal(factErrors.urgedAlready);
      return { form, now };
    },
    write: (tx, { form, now }) => [formUrged(tx, form.id, now)],
    tell: ({ form }) => toldOf(form, 'assessment.facts-urged'),
  };
}

type Asking = { readonly id: string; readonly reason: string };

/** The unit says why it is late, and asks to hand in all the same. */
export function askLateAction(): Action<Asking, FormRow, Of<{ reason: string; person: string }>> {
  return {
    name: 'assessment.ask-late',
    permission: 'assessment.declare',
    parties: [],
    load: (tx, { id }) => findForm(tx, id),
    guard: guardOfForm,
    decide(form, { reason }, { now, person }) {
      if (person === null) throw new Refusal(platformErrors.forbidden);
      if (!isLocked(form, now) || form.handedAt !== null) throw new Refusal(factErrors.notLocked);
      if (form.lateAskedAt !== null && form.lateUntil === null) throw new Refusal(factErrors.lateAlready);
      return { form, now, reason, person };
    },
    write: (tx, { form, ...about }) => [lateAsked(tx, form.id, about)],
    tell: ({ form }) => toldOf(form, 'assessment.late-asked'),
  };
}

type Granting = { readonly id: string; readonly until: CivilDate };
type Granted = Of<{ person: string; post: ActingPost; until: Instant; lastDay: CivilDate }>;

/** Somebody else who may opens the form of one unit again, until the end of a day. Their post stands beside it. */
export function grantLateAction(deps: FactDeps): Action<Granting, FormRow, Granted> {
  const { zone } = deps.time;
  return {
    name: 'assessment.grant-late',
    permission: 'assessment.allow',
    parties: [],
    load: (tx, { id }) => findForm(tx, id),
    guard: guardOfForm,
    decide(form, { until: lastDay }, { now, person, grants }) {
      const post = actingPost(grants, { permission: 'assessment.allow', path: form.path }, deps.roles);
      if (person === null || post === null) throw new Refusal(platformErrors.forbidden);
      if (form.lateAskedAt === null || form.lateUntil !== null || form.handedAt !== null)
        throw new Refusal(factErrors.nothingAsked);
      if (form.lateAskedBy === person) throw new Refusal(factErrors.ownApproval);
      const until = startOfDay(addDays(lastDay, 1), zone);
      if (until <= now) throw new Refusal(factErrors.untilPast);
      return { form, now, person, post, until, lastDay };
    },
    write: (tx, { form, ...about }) => lateGranted(tx, form, about),
    tell: ({ form, lastDay, post }) =>
      toldOf(form, 'assessment.late-granted', { lastDay, unit: post.unit, post: post.title }),
  };
}
