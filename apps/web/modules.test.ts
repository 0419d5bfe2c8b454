// SPDX-License-Identifier: Apache-2.0
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';
import { webModule } from '@beichen/platform-web/shell/web-module.ts';
import { describe, expect, test } from 'vitest';
import { modules } from './modules.ts';

const screens = modules.flatMap((module) => module.screens);

/** `/cases/$case` and `/cases/$id` are one address. */
const shapeOf = (path: string): string => path.replace(/\$\w+/g, '$');

test('no two screens share an id or an address, and none is where the frame stands', () => {
  const shapes = [...screens.map(({ path }) => shapeOf(path)), '/sign-in'];
  expect(shapes.filter((shape, at) => shapes.indexOf(shape) !== at)).toEqual([]);
  const ids = screens.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every place in the menu is an address without gaps', () => {
  expect(screens.filter(({ menu, path }) => menu !== null && path.includes('$'))).toEqual([]);
});

test('every page that is offered about a unit is a declared screen', () => {
  const offered = modules.flatMap((module) => module.unitLinks ?? []).map(({ screen }) => screen);
  expect(offered.filter((id) => !screens.some((screen) => screen.id === id))).toEqual([]);
});

test.each(screens)('$id has a component to show', { timeout: 60_000 }, async ({ load }) => {
  expect(typeof (await load()).default).toBe('function');
});

describe('binding', () => {
  // Its type has lost the ids, as a declaration written `: ModuleDeclaration` has: the binding itself must notice.
  const declared: ModuleDeclaration = {
    id: 'tennis',
    title: { zh: '网球', en: 'Tennis' },
    needs: [],
    permissions: [],
    events: [],
    measures: [],
    errors: [],
    screens: [{ id: 'tennis.court', path: '/court', title: { zh: '球场', en: 'Court' }, permission: null, menu: null }],
  };
  const load = () => Promise.resolve({ default: () => null });

  test('a declared screen without code is refused, and code without a declared screen', () => {
    expect(() => webModule(declared, {})).toThrow('the screen tennis.court has no code');
    expect(() => webModule(declared, { 'tennis.court': load, 'tennis.net': load })).toThrow('tennis.net');
    expect(webModule(declared, { 'tennis.court': load }).screens[0]).toMatchObject({ path: '/court', load });
  });
});
