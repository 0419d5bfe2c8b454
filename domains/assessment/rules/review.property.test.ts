// SPDX-License-Identifier: Apache-2.0
import type { Grant } from '@beichen/kernel/permissions.ts';
import { civilDate } from '@beichen/kernel/time.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Step } from '../model/review.ts';
import {
  datedSteps,
  isReached,
  judgingPosts,
  type PostGrant,
  type Said,
  standingOf,
  turnOf,
  withCorrections,
} from './review.ts';

const step = (id: string, at: string[], own = false): Step => ({
  id,
  title: { zh: id, en: id },
  at,
  own,
  panels: {},
  due: civilDate('2026-10-30'),
  estimated: false,
});

/** A community lies in a street, in a county, in the city, as 1/2/3/4/. */
const STEPS = [
  step('self', ['community'], true),
  step('street', ['street']),
  step('county', ['county']),
  step('joint', ['city']),
];
const PLACES = [
  { unit: 1, path: '1/', kind: 'city' },
  { unit: 2, path: '1/2/', kind: 'county' },
  { unit: 3, path: '1/2/3/', kind: 'street' },
  { unit: 4, path: '1/2/3/4/', kind: 'community' },
  { unit: 5, path: '1/2/3/5/', kind: 'community' },
  { unit: 6, path: '1/2/3/4/6/', kind: 'grid' },
  { unit: 30, path: '1/30/', kind: 'county' },
];
const COMMUNITY = { unit: 4, path: '1/2/3/4/' };
const BEFORE = civilDate('2026-10-20');
const AFTER = civilDate('2026-10-31');

const grantAt = (place: (typeof PLACES)[number], permissions: string[]): PostGrant => {
  const grant: Grant = {
    role: 'any',
    permissions,
    unit: place.unit,
    path: place.path,
    line: null,
    sensitivity: 'internal',
  };
  return { ...grant, kind: place.kind };
};
const someGrants = fc.array(
  fc
    .record({ place: fc.constantFrom(...PLACES), may: fc.boolean() })
    .map(({ place, may }) => grantAt(place, may ? ['assessment.review'] : ['org.read'])),
  { maxLength: 5 },
);

describe('who judges', () => {
  test('nobody judges a unit that they hold a post in, except as the unit itself', () => {
    fc.assert(
      fc.property(someGrants, (grants) => {
        const posts = judgingPosts(grants, COMMUNITY, { steps: STEPS, section: 'safe' });
        const isOwn = grants.some(({ path }) => path.startsWith(COMMUNITY.path));
        if (isOwn) expect([...posts.keys()].every((id) => id === 'self')).toBe(true);
        for (const [id, post] of posts) {
          // Whoever judges stands above the unit, but for its own word; and county 30 is not above what lies in county 2's street 3.
          expect(
            id === 'self'
              ? post.unit === COMMUNITY.unit
              : post.unit !== COMMUNITY.unit && COMMUNITY.path.startsWith(post.path),
          ).toBe(true);
          expect(post.permissions).toContain('assessment.review');
        }
      }),
    );
  });
});

const acts = fc.array(
  fc.record({
    step: fc.constantFrom('self', 'street', 'county', 'joint'),
    act: fc.constantFrom('pass' as const, 'return' as const, 'explain' as const),
  }),
  { maxLength: 30 },
);
const saidOf = (list: readonly { step: string; act: Said['act'] }[]): Said[] =>
  list.map((one, n) => ({
    ...one,
    n,
    unit: 4,
    section: 'safe',
    measure: one.act === 'explain' ? 'cases.solved' : null,
  }));

describe('the chain', () => {
  test('from wherever it is, it can be ended: by passing, step after step', () => {
    fc.assert(
      fc.property(acts, (before) => {
        const list = saidOf(before);
        // As many passes as there are steps are enough, whatever was said before.
        for (const { id } of STEPS) {
          const at = standingOf(list, STEPS);
          expect(isReached(id, at, { steps: STEPS, today: BEFORE })).toBe(true);
          list.push({ n: list.length, unit: 4, section: 'safe', measure: null, step: id, act: 'pass' });
        }
        expect(standingOf(list, STEPS).passed).toEqual(['self', 'street', 'county', 'joint']);
      }),
    );
  });

  test('ends by itself: after the last day of those before it, every step may begin', () => {
    fc.assert(
      fc.property(acts, (before) => {
        const at = standingOf(saidOf(before), STEPS);
        expect(STEPS.every(({ id }) => isReached(id, at, { steps: STEPS, today: AFTER }))).toBe(true);
      }),
    );
  });

  test('a step that returns is never left passed, nor the one it returns to', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 1, max: 3 }), (before, back) => {
        const id = STEPS[back]?.id ?? '';
        const list = saidOf([...before, { step: id, act: 'return' }]);
        const { passed } = standingOf(list, STEPS);
        expect(passed).not.toContain(id);
        expect(passed).not.toContain(STEPS[back - 1]?.id);
      }),
    );
  });

  test('nobody’s turn is a step that is not theirs or not reached', () => {
    fc.assert(
      fc.property(acts, someGrants, (before, grants) => {
        const at = standingOf(saidOf(before), STEPS);
        const mine = judgingPosts(grants, COMMUNITY, { steps: STEPS, section: 'safe' });
        const turn = turnOf(mine, at, { steps: STEPS, today: BEFORE });
        if (turn === undefined) return;
        expect(mine.has(turn)).toBe(true);
        expect(isReached(turn, at, { steps: STEPS, today: BEFORE })).toBe(true);
      }),
    );
  });
});

describe('dates of the steps', () => {
  const plan = [5, 5, 3].map((days, at) => ({
    id: `s${at}`,
    title: { zh: '', en: '' },
    at: [],
    own: false,
    panels: {},
    days,
  }));

  test('a holiday lies between: the days that nobody works do not count', () => {
    // National Day 2026: 1 to 7 October are rest days; Saturday 10 October is worked to make up for one.
    const rows = [1, 2, 5, 6, 7].map((day) => ({
      date: civilDate(`2026-10-0${day}`),
      day: 'rest' as const,
      name: '国庆节',
    }));
    const calendar = {
      rows: [...rows, { date: civilDate('2026-10-10'), day: 'work' as const, name: '国庆节' }],
      coveredFrom: civilDate('2026-01-01'),
      coveredUntil: civilDate('2026-12-31'),
    };
    // From Wednesday 30 September: 8, 9, 10, 12, 13 October; then 14, 15, 16, 19, 20; then 21, 22, 23.
    expect(datedSteps(plan, civilDate('2026-09-30'), calendar).map(({ due }) => due)).toEqual([
      '2026-10-13',
      '2026-10-20',
      '2026-10-23',
    ]);
  });
});

describe('corrections', () => {
  type Fact = { unit_id: number; measure: string; num: number | null; den: number | null };
  const figures = fc.uniqueArray(
    fc.record({
      unit_id: fc.integer({ min: 1, max: 4 }),
      measure: fc.constantFrom('a', 'b'),
      num: fc.integer(),
      den: fc.constant(null),
    }),
    { selector: ({ unit_id, measure }) => `${unit_id} ${measure}` },
  );

  test('stand in the place of what they correct; every other fact stays, and none is there twice', () => {
    fc.assert(
      fc.property(figures, figures, (facts, corrections) => {
        const numbered = corrections.map((one, at) => ({ ...one, id: `${at}` }));
        const held = withCorrections<Fact>(facts, numbered, (_, { id: __, ...figure }) => figure);
        const keyOf = ({ unit_id, measure }: Fact): string => `${unit_id} ${measure}`;
        expect(new Set(held.map(keyOf)).size).toBe(held.length);
        for (const fact of held) {
          const wanted =
            corrections.find((one) => keyOf(one) === keyOf(fact)) ?? facts.find((one) => keyOf(one) === keyOf(fact));
          expect(fact).toEqual(wanted);
        }
        expect(held.length).toBe(new Set([...facts, ...corrections].map(keyOf)).size);
      }),
    );
  });
});
