// SPDX-License-Identifier: Apache-2.0
import { isWithin, type OrgPath } from '@beichen/kernel/paths.ts';
import type { Grant } from '@beichen/kernel/permissions.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import { addWorkingDays, type WorkingCalendar } from '@beichen/kernel/working-days.ts';
import type { z } from 'zod';
import type { Act, Step, stepsSchema } from '../model/review.ts';
import type { UnitFact } from './fact-table.ts';

export type PlannedStep = z.infer<typeof stepsSchema>[number];

/** The steps of a review that opens on a day: each has its working days after the last day of the one before. */
export function datedSteps(planned: readonly PlannedStep[], opened: CivilDate, calendar: WorkingCalendar): Step[] {
  let from = opened;
  return planned.map(({ days, ...step }) => {
    const { date: due, estimated } = addWorkingDays(calendar, from, days);
    from = due;
    return { ...step, due, estimated };
  });
}

/** Something that was said, as far as the rules ask; `n` is the order in which it was. */
export type Said = {
  readonly n: number;
  readonly unit: number;
  readonly section: string;
  readonly measure: string | null;
  readonly step: string;
  readonly act: Act;
};

/** How a section of one unit stands. */
export type SectionStanding = {
  /** Steps that are done with it, in the order of the steps. */
  readonly passed: readonly string[];
  /** Measures that are held. */
  readonly held: readonly string[];
};

/**
 * The fold of what was said of one section of one unit. Sent back by a step, it is again with the step before; a correction by an earlier
 * step leaves what later steps did as it was, since they look at the figure that holds.
 */
export function standingOf(said: readonly Said[], steps: readonly Pick<Step, 'id'>[]): SectionStanding {
  const order = steps.map(({ id }) => id);
  let passed = new Set<string>();
  const held = new Set<string>();
  for (const { act, step, measure } of [...said].sort((a, b) => a.n - b.n)) {
    if (act === 'pass') passed.add(step);
    if (act === 'return') {
      const before = order.indexOf(step) - 1;
      passed = new Set([...passed].filter((one) => order.indexOf(one) < before));
    }
    if (measure === null) continue;
    if (act === 'hold') held.add(measure);
    if (act === 'release') held.delete(measure);
  }
  return { passed: order.filter((step) => passed.has(step)), held: [...held] };
}

/** A review on a day. */
export type Running = { readonly steps: readonly Step[]; readonly today: CivilDate };

/** Whether a step may begin with a section: each step before it is done, or its last day is over, so that nobody can hold up the rest. */
export function isReached(step: string, at: SectionStanding, { steps, today }: Running): boolean {
  const before = steps.slice(
    0,
    steps.findIndex(({ id }) => id === step),
  );
  return before.every(({ id, due }) => at.passed.includes(id) || due < today);
}

/** The first step whose last day is not over; `undefined` when all are. */
export function stepOn({ steps, today }: Running): Step | undefined {
  return steps.find(({ due }) => due >= today);
}

/** A grant with the kind of its unit. */
export type PostGrant = Grant & { readonly kind: string };

/** A place in the tree that is judged. */
export type Judged = { readonly unit: number; readonly path: OrgPath };

const gives = (grant: PostGrant, { path }: Judged): boolean =>
  grant.permissions.includes('assessment.review') && isWithin(path, grant.path);

/** Whether a post is one of a step's for a section, wherever the unit lies below it. */
export function isOfStep(grant: PostGrant, step: Step, section: string): boolean {
  if (!grant.permissions.includes('assessment.review') || !step.at.includes(grant.kind)) return false;
  const panel = step.panels[section];
  return panel === undefined || panel.includes(grant.role);
}

/**
 * The posts in which somebody may judge a section of a unit, by step. Nobody judges their own unit: whoever holds any post in it or below
 * it speaks for it, in its own step alone, whatever else they hold.
 */
export function judgingPosts(
  grants: readonly PostGrant[],
  judged: Judged,
  of: { readonly steps: readonly Step[]; readonly section: string },
): ReadonlyMap<string, PostGrant> {
  const isOwn = grants.some(({ path }) => isWithin(path, judged.path));
  const posts = of.steps.flatMap((step) => {
    const post = grants.find(
      (grant) =>
        gives(grant, judged) &&
        isOfStep(grant, step, of.section) &&
        (step.own ? grant.unit === judged.unit : !isOwn && grant.unit !== judged.unit),
    );
    return post === undefined ? [] : [[step.id, post] as const];
  });
  return new Map(posts);
}

/** The step in which somebody may say something of a section now: the earliest of theirs that is reached and not done, else the last that is reached. */
export function turnOf(mine: ReadonlyMap<string, PostGrant>, at: SectionStanding, of: Running): string | undefined {
  const reached = of.steps.filter(({ id }) => mine.has(id) && isReached(id, at, of)).map(({ id }) => id);
  return reached.find((id) => !at.passed.includes(id)) ?? reached.at(-1);
}

/** A correction that holds: the figure of one measure of one unit, whatever records or declarations say. */
export type Correction = UnitFact & { readonly id: string };

/** Facts with the corrections in their place, or added where there was no fact. Facts of units that are not assessed stay out. */
export function withCorrections<Fact extends UnitFact>(
  facts: readonly Fact[],
  corrections: readonly Correction[],
  correct: (fact: Fact | undefined, correction: Correction) => Fact,
): Fact[] {
  if (corrections.length === 0) return [...facts];
  const waiting = new Map(corrections.map((one) => [`${one.unit_id} ${one.measure}`, one]));
  const kept = facts.map((fact) => {
    const key = `${fact.unit_id} ${fact.measure}`;
    const correction = waiting.get(key);
    if (correction === undefined) return fact;
    waiting.delete(key);
    return correct(fact, correction);
  });
  return [...kept, ...[...waiting.values()].map((correction) => correct(undefined, correction))];
}
