// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assessFiles } from '../assess-files.ts';

const path = (name: string): string => join(import.meta.dirname, name);
const assess = (method: string): ReturnType<typeof assessFiles> =>
  assessFiles({
    method: path(`methods/${method}.yaml`),
    catalogue: path('measures.yaml'),
    units: path('units.csv'),
    facts: path('facts.csv'),
  });

const clubs = new Map((await assess('club-ladder')).map((result) => [result.unit, result]));
const courts = await assess('court-condition');

describe('the club ladder', () => {
  test('a placing with points: the fourth of the grass clubs has 1, the one without aces nothing', () => {
    // fernwick 42, quince 42, tinbridge 30, owlhaven 17: places 1, 1, 3, 4. tinbridge:
    // aces 5; first serves 12 of 15, the best even when shrunk, 7.5; lets 3 where the best has 0: 0;
    // double faults 9: (9 − 2.5) / 2 = 3.25, up to 4, 4 · 1.25 = 5 lost of 4: −1; one cup 2.
    expect(clubs.get('tinbridge')?.sections['serve']?.points).toBe(13.5);
  });

  test('equal clubs are turned away from the one gold together', () => {
    expect(clubs.get('mudlark')?.why_not_better).toEqual(['tied_at_quota']);
    expect(clubs.get('saltpan')?.why_not_better).toEqual(['tied_at_quota']);
    expect([clubs.get('mudlark')?.rank, clubs.get('saltpan')?.rank]).toEqual([1, 1]);
  });

  test('manners may fall below zero, and a ceiling keeps the honest finders at 10', () => {
    expect(clubs.get('gumtree')?.sections['manners']?.points).toBeLessThan(-10);
    expect(clubs.get('fernwick')?.sections['manners']?.points).toBe(10);
  });

  test('twelve seagulls zero the tea and the lawn', () => {
    expect(clubs.get('dustbowl')?.sections['tea']).toEqual({
      points: 0,
      won: false,
      reasons: ['points', 'veto:seagulls'],
    });
    expect(clubs.get('dustbowl')?.sections['lawn']?.points).toBe(0);
  });

  test('exactly seven moles: no grade, but a rank', () => {
    expect([clubs.get('owlhaven')?.grade, clubs.get('owlhaven')?.rank]).toEqual([null, 3]);
  });
});

test('courts are held against the courts of their own club', () => {
  expect(courts.filter((court) => court.rank === 1).map((court) => court.unit)).toEqual([
    'fernwick-1',
    'mudlark-1',
    'solo-1',
  ]);
});

test('a contest gives one first and two second prizes', async () => {
  expect((await assess('umpire-contest')).map((entrant) => entrant.grade)).toEqual([null, 'second', 'first', 'second']);
});
