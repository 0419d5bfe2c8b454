// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { PlannedUnit } from '../model/pack.ts';
import { kindFaults, plannedRelations, unfitPosts } from './kinds.ts';

const KINDS = {
  community: { zh: '社区', en: 'Community', covered_by: 'committee' },
  committee: { zh: '联合党委', en: 'Committee', tree: 'party' as const, under: ['community'], covers: ['community'] },
};

const unit = (code: string, kind: string): PlannedUnit => ({
  code,
  kind,
  nameEntered: code,
  name: code,
  class: null,
  zone: null,
  parent: null,
});

test('kinds that name a kind that is not there, or that cannot cover, are told with their place', () => {
  expect([...kindFaults(KINDS)]).toEqual([]);
  const places = [
    ...kindFaults({
      ...KINDS,
      grid: { zh: '网格', en: 'Grid', under: ['comunity'], covered_by: 'committee' },
      unit: { zh: '单位', en: 'Unit', serves: ['nowhere'] },
    }),
  ].map(({ at, what }) => [at.join('.'), what.en]);
  expect(places).toEqual([
    ['grid.under', 'there is no kind "comunity"'],
    ['grid.covered_by', '"committee" cannot cover Grid'],
    ['unit.serves', 'there is no kind "nowhere"'],
  ]);
});

test('a row of the example that ties what cannot be tied, or twice, is told with its line', () => {
  const units = [unit('A', 'community'), unit('P', 'committee'), unit('Q', 'committee')];
  const row = (line: number, tie: string) => {
    const [one = '', kind = '', over = ''] = tie.split(' ');
    return { file: 'r.csv', line, kind, unit: one, over, post: '' };
  };
  const { relations, faults } = plannedRelations(
    [row(2, 'P covers A'), row(3, 'A covers P'), row(4, 'Q covers A'), row(5, 'X covers A')],
    { units, kinds: KINDS },
  );
  expect(faults.map(({ line }) => line)).toEqual([3, 4, 5]);
  expect(relations[0]).toEqual({ kind: 'covers', unit: 'P', over: 'A', post: null });
});

test('a county as a whole is patron of nothing, and a post that several hold is not either', () => {
  const kinds = {
    county: { zh: '区', en: 'District', sponsors: ['estate'] },
    agency: { zh: '机关', en: 'Agency', tree: 'institution' as const, sponsors: ['estate'] },
    estate: { zh: '小区', en: 'Estate' },
  };
  const title = { zh: '书记', en: 'Secretary' };
  const roles = [
    { id: 'secretary', title, at: ['county'], single: true },
    { id: 'handler', title, at: ['county'] },
  ];
  const tie = (one: string, post: string | null) => ({ kind: 'sponsors' as const, unit: one, over: 'E', post });
  const wrong = (one: string, post: string | null): number =>
    unfitPosts(
      {
        relations: [tie(one, post)],
        units: [unit('C', 'county'), unit('O', 'agency'), unit('E', 'estate')],
        kinds,
      },
      roles,
    ).length;
  expect([wrong('C', null), wrong('C', 'handler'), wrong('O', 'secretary')]).toEqual([1, 1, 1]);
  expect([wrong('C', 'secretary'), wrong('O', null)]).toEqual([0, 0]);
});
