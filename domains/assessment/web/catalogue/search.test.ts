// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../../model/catalogue.ts';
import { found } from './search.ts';

const entry = (id: string, zh: string, owner: string): CatalogueEntry => ({
  id,
  title: { zh, en: id },
  nature: 'service',
  form: 'count',
  unit: { zh: '次', en: 'times' },
  owner,
  basis: '—',
  source: 'declared',
  domain: 'legal',
  combine: null,
  methods: [],
});

const ENTRIES = [
  entry('legal.adviser_visits', '法律顾问驻点次数', '市司法局'),
  entry('cases.solved', '事项解决率', '市委政法委'),
];

test('finds by any of its words, all that are given', () => {
  const ids = (text: string): string[] => found(ENTRIES, text).map(({ id }) => id);
  expect(ids('')).toEqual(['legal.adviser_visits', 'cases.solved']);
  expect(ids('法律')).toEqual(['legal.adviser_visits']);
  expect(ids('SOLVED 政法')).toEqual(['cases.solved']);
  expect(ids('法律 政法')).toEqual([]);
});
