// SPDX-License-Identifier: Apache-2.0
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';
import type { ComponentType } from 'react';
import type { MenuItem } from './head.tsx';

/** One page: its path (TanStack Router's, such as `/cases/$id`) and where its code is loaded from when it is shown. */
export type Screen = {
  readonly path: string;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
};

/** What the web side of a domain gives to the app: pages, and the places in the menu that lead to them. */
export type WebModule = {
  readonly id: string;
  readonly screens: readonly Screen[];
  readonly menu: readonly MenuItem[];
};

type Loader = Screen['load'];

/**
 * Binds code to the screens that a domain declares: `webModule(casesModule, { 'cases.board': () => import('./board/board.tsx'), … })`.
 * Of a declaration written `as const satisfies ModuleDeclaration`, a screen without code, or code without a screen, does not compile.
 */
export function webModule<D extends ModuleDeclaration>(
  { id, screens }: D,
  loaders: Readonly<Record<D['screens'][number]['id'], Loader>>,
): WebModule {
  const byId: Readonly<Record<string, Loader | undefined>> = loaders;
  const bound = screens.map((screen) => {
    const load = byId[screen.id];
    if (load === undefined) throw new Error(`the screen ${screen.id} has no code`);
    return { ...screen, load };
  });
  const inMenu = bound.filter(({ menu }) => menu !== null);
  return {
    id,
    screens: bound,
    menu: inMenu.map((screen) => ({ id: screen.id, href: screen.path, name: screen.title })),
  };
}
