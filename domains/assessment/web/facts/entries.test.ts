// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { FormPage } from '../../model/facts.ts';
import { confirmedEntry, digitsOf, entriesOf, NOTHING, valuesOf } from './entries.ts';

const words = { zh: '—', en: '—' };
const measure = (id: string, held: FormPage['measures'][number]['held']): FormPage['measures'][number] => ({
  id,
  title: words,
  form: 'ratio',
  unit: words,
  part: true,
  owner: '—',
  basis: '—',
  held,
  last: { num: 41, den: 46 },
});

test('a draft comes back as it was; without one, what was declared already', () => {
  const draft = { a: { num: 3, den: null, none: false, confirmed: false } };
  const measures = [measure('a', { num: 1, den: 2 }), measure('b', { num: 1, den: 2 }), measure('c', null)];
  expect(entriesOf({ draft, measures })).toEqual({
    a: { ...NOTHING, num: '3' },
    b: { ...NOTHING, num: '1', den: '2' },
    c: NOTHING,
  });
});

test('what is no number is sent as nothing, full-width digits as digits', () => {
  expect(digitsOf('４１件')).toBe('41');
  expect(valuesOf({ a: { ...NOTHING, num: '-', den: '46' } })).toEqual({
    a: { num: null, den: 46, none: false, confirmed: false },
  });
});

test('where there is none of the kind, no number is sent; a confirmed value says so', () => {
  expect(valuesOf({ a: { num: '1', den: '2', none: true, confirmed: false } })['a']).toEqual({
    num: null,
    den: null,
    none: true,
    confirmed: false,
  });
  expect(confirmedEntry(measure('a', null))).toEqual({ num: '41', den: '46', none: false, confirmed: true });
});
