// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { hrefOf, readAsked } from './asked.ts';

test('an address is read and written back', () => {
  const asked = readAsked({ unit: 17, by: 'handler', category: 'drainage', group: 'overdue' });
  expect(asked).toEqual({ unit: 17, by: 'handler', category: 'drainage', group: 'overdue' });
  expect(hrefOf(asked)).toBe('/cases?unit=17&by=handler&category=drainage&group=overdue');
});

test('days stand in the address too, and then no group', () => {
  const asked = readAsked({ due: '..2026-09-25', group: 'overdue' });
  expect(asked).toMatchObject({ due: { until: '2026-09-25' }, group: undefined });
  expect(hrefOf(asked)).toBe('/cases?due=..2026-09-25');
});

test('what means nothing is left out, and the plain board has a plain address', () => {
  const plain = readAsked({ unit: 'Wolong', by: 'x', category: '', group: 'soon' });
  expect(plain).toEqual({ unit: undefined, by: 'place', category: undefined, group: undefined });
  expect(hrefOf(plain)).toBe('/cases');
  expect(readAsked({ unit: -3 }).unit).toBeUndefined();
});
