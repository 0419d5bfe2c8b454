// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { currentOf, menuOf, unitLinksOf } from './menu.ts';
import type { Screen } from './web-module.ts';

const screen = (id: string, path: string, { menu, permission }: { menu: number | null; permission: string | null }) =>
  ({ id, path, title: { zh: id, en: id }, menu, permission, load: () => Promise.reject() }) satisfies Screen;

const screens = [
  screen('cases', '/cases', { menu: 30, permission: 'cases.read' }),
  screen('case', '/cases/$case', { menu: null, permission: 'cases.read' }),
  screen('mine', '/cases/mine', { menu: 29, permission: 'cases.read' }),
  screen('chart', '/', { menu: 1, permission: 'assessment.read' }),
  screen('help', '/help', { menu: 99, permission: null }),
];

const idsOf = (permissions: readonly string[]): string[] =>
  menuOf(screens, (permission) => permissions.includes(permission)).map(({ id }) => id);

test('the menu holds what has a place in it and may be opened, in order', () => {
  expect(idsOf(['cases.read', 'assessment.read'])).toEqual(['chart', 'mine', 'cases', 'help']);
  expect(idsOf(['cases.read'])).toEqual(['mine', 'cases', 'help']);
  expect(idsOf([])).toEqual(['help']);
});

test('a page belongs to the item whose address it lies under; everything lies under home, which counts for itself alone', () => {
  const menu = menuOf(screens, () => true);
  expect(currentOf(menu, '/')).toBe('chart');
  expect(currentOf(menu, '/cases')).toBe('cases');
  expect(currentOf(menu, '/cases/0199')).toBe('cases');
  expect(currentOf(menu, '/cases/mine')).toBe('mine');
  expect(currentOf(menu, '/casework')).toBeUndefined();
});

test('a page about a unit is offered with the title of its screen, to those who may open it', () => {
  const unitLinks = [{ screen: 'case', href: (unit: number) => `/cases?unit=${unit}` }];
  const modules = [{ id: 'cases', screens, unitLinks }];
  expect(unitLinksOf(modules, (permission) => permission === 'cases.read')).toEqual([
    { ...unitLinks[0], title: { zh: 'case', en: 'case' } },
  ]);
  expect(unitLinksOf(modules, () => false)).toEqual([]);
});
