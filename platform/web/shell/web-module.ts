// SPDX-License-Identifier: Apache-2.0
import type { ModuleDeclaration, ScreenDeclaration } from '@beichen/kernel/module.ts';
import type { FunctionComponent } from 'react';
import type { WeekSourceProps } from '../week/week-found.ts';
import type { Language, Words } from '../words/language.tsx';

/** Where the code of a screen is loaded from when it is shown; the file exports the component as its default. */
export type Loader<P = object> = () => Promise<{ readonly default: FunctionComponent<P> }>;

/** A declared screen, bound to its code. */
export type Screen = ScreenDeclaration & { readonly load: Loader };

export type SearchProps = { readonly onClose: () => void };

/** What the head asks of the one domain that knows the units: where a unit has its page, and how one is found. */
export type Places = {
  readonly unitHref: (unit: number) => string;
  /** The page that searches, for phones, and its inside, for the dialog of a desk. */
  readonly searchHref: string;
  readonly search: Loader<SearchProps>;
};

/** A page of a domain about one unit, offered on the page of the unit itself. */
export type UnitLink = {
  /** The id of the declared screen: its title and its permission hold. */
  readonly screen: string;
  readonly href: (unit: number) => string;
  /** The kinds of unit that have such a page; all where it says none. */
  readonly kinds?: readonly string[];
};

/** What a domain has waiting for the reader, for the page of the week: a component that gives what it found to its children. */
export type WeekSource = { readonly permission: string; readonly load: Loader<WeekSourceProps> };

/** A page of the server for people without an account: the way in shows where it is. */
export type PublicPage = { readonly title: Words; readonly href: (language: Language) => string };

type Offers = {
  readonly places?: Places;
  readonly unitLinks?: readonly UnitLink[];
  readonly week?: WeekSource;
  readonly publicPages?: readonly PublicPage[];
};

/** The web side of a domain: its declared screens with their code. Paths, titles, rights and menu stand in the declaration alone. */
export type WebModule = { readonly id: string; readonly screens: readonly Screen[] } & Offers;

/**
 * Binds code to the screens that a domain declares: `webModule(casesModule, { 'cases.board': () => import('./board/board.tsx'), … })`.
 * Of a declaration written `as const satisfies ModuleDeclaration`, a screen without code, or code without a screen, does not compile.
 */
export function webModule<D extends ModuleDeclaration>(
  { id, screens }: D,
  loaders: Readonly<Record<D['screens'][number]['id'], Loader>>,
  offers: Offers = {},
): WebModule {
  const byId = new Map(Object.entries<Loader>(loaders));
  const bound = screens.map((screen) => {
    const load = byId.get(screen.id);
    if (load === undefined) throw new Error(`the screen ${screen.id} has no code`);
    byId.delete(screen.id);
    return { ...screen, load };
  });
  const [stray] = byId.keys();
  if (stray !== undefined) throw new Error(`${id} binds code to ${stray}, which it does not declare`);
  return { id, screens: bound, ...offers };
}
