// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StudioFacts } from '../../model/drafts.ts';
import { Trial } from './trial.ts';

const orchard = await readFile(join(import.meta.dirname, '../../testing/orchard/methods/orchard-stars.yaml'), 'utf8');

const measure = (id: string): StudioFacts['measures'][number] => {
  const words = { zh: id, en: id };
  return { id, title: words, form: 'ratio', unit: words, source: 'record', owner: '', basis: '' };
};

/** Two counties: a with n1 (3 of 4 picked, 5 waterings) and n2 (1 of 2, 4), b with s1 (2 of 2, none said). */
const FACTS: StudioFacts = {
  period: '2026-q3',
  asOf: '2026-10-12T02:42:00.000Z' as StudioFacts['asOf'],
  units: {
    ids: [1, 2, 3, 4, 5, 6],
    codes: ['o', 'a', 'b', 'n1', 'n2', 's1'],
    names: ['果园', '北园', '南园', '北一', '北二', '南一'],
    kinds: ['city', 'county', 'county', 'community', 'community', 'community'],
    parents: [null, 'o', 'o', 'a', 'a', 'b'],
    classes: [null, null, null, null, null, null],
    zones: [null, null, null, null, null, null],
    whole: [true, true, true, true, true, true],
  },
  facts: [
    { measure: 'apples.picked_in_time', at: [3, 4, 5], num: [3, 1, 2], den: [4, 2, 2] },
    { measure: 'care.waterings', at: [3, 4], num: [5, 4] },
  ],
  measures: [measure('apples.picked_in_time'), measure('care.waterings')],
};

const trial = () => new Trial(FACTS, orchard);

describe('a draft that is tried', () => {
  // Fruit: n1 7.5 (wins at 6), n2 5, s1 10. Care: n1 5 (wins at 5), n2 4, s1 incomplete. Stars: n1 2, n2 0, s1 1.
  test('and says what its base says moves nobody', () => {
    const { faults, outcome } = trial().try(orchard, 1);
    expect(faults).toEqual([]);
    expect([outcome?.units, outcome?.moved, outcome?.groups]).toEqual([3, [], []]);
    expect(outcome?.byStars).toEqual([
      { stars: 2, before: 1, after: 1 },
      { stars: 1, before: 1, after: 1 },
      { stars: 0, before: 1, after: 1 },
    ]);
  });

  test('says of which measures nobody has a fact: a year of which a quarter is not final yet', () => {
    const facts = { ...FACTS, measures: [...FACTS.measures, measure('care.pruned')] };
    const { outcome } = new Trial(facts, orchard).try(
      orchard.replace('measure: care.waterings', 'measure: care.pruned'),
      1,
    );
    expect(outcome?.lacking).toEqual([{ zh: 'care.pruned', en: 'care.pruned' }]);
    expect(trial().try(orchard, 1).outcome?.lacking).toEqual([]);
  });

  test('says who gains and who loses, by unit, by number of stars and by county', () => {
    const { outcome } = trial().try(
      orchard
        .replace('win: 6', 'win: 5')
        .replace('win: 5\n    items:\n      - id: waterings', 'win: 6\n    items:\n      - id: waterings'),
      1,
    );
    expect(outcome?.moved.map(({ name, by, before, after, above }) => [name, by, before, after, above])).toEqual([
      ['北一', -1, ['won', 'won'], ['won', 'lost'], '北园'],
      ['北二', 1, ['lost', 'lost'], ['won', 'lost'], '北园'],
    ]);
    expect([outcome?.more, outcome?.fewer]).toEqual([1, 1]);
    expect(outcome?.groups).toEqual([{ name: '北园', gained: 1, lost: 1, by: 0 }]);
    expect(outcome?.byStars.map(({ before, after }) => [before, after])).toEqual([
      [1, 0],
      [1, 3],
      [1, 0],
    ]);
  });

  test('with a fault comes to nothing and says where it is', () => {
    const { faults, outcome } = trial().try(orchard.replace('care.waterings', 'care.checkins'), 7);
    expect(outcome).toBeUndefined();
    expect(faults.map(({ line, column }) => [line, column])).toEqual([[30, 18]]);
  });

  test('gives every weight and threshold with the place where it stands', () => {
    const knobs = trial().try(orchard, 1).outcome?.knobs ?? [];
    expect(knobs.map(({ key, now }) => [key, now])).toEqual([
      ['win', 6],
      ['full', 10],
      ['linear 1', 0],
      ['linear 2', 1],
      ['win', 5],
      ['full', 10],
      ['linear 1', 0],
      ['linear 2', 10],
    ]);
    for (const { from, to, now } of knobs) expect(orchard.slice(from, to)).toBe(String(now));
  });

  test('from nothing is compared with its first text that comes to anything', () => {
    const empty = new Trial(FACTS, 'sections: []');
    expect(empty.try(orchard, 1).outcome?.moved).toEqual([]);
    expect(empty.try(orchard.replace('win: 6', 'win: 5'), 2).outcome?.more).toBe(1);
  });

  test('names the numbers nearest to where something changes hands: n1 has just the 5 points of care', () => {
    const list = trial().fragile(orchard, () => undefined);
    const win = list.find(({ place }) => place.zh.startsWith('养护星') && place.zh.endsWith('win'));
    expect([win?.now, win?.units]).toEqual([5, ['北一']]);
    expect(win?.near).toBeLessThan(0.01);
  });
});
