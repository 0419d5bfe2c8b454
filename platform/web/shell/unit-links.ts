// SPDX-License-Identifier: Apache-2.0
import { createContext, useContext } from 'react';
import type { Words } from '../words/language.tsx';
import type { UnitLink } from './web-module.ts';

/** With the title of its screen; only what the reader may open. */
export type OfferedLink = UnitLink & { readonly title: Words };

export const UnitLinksContext = createContext<readonly OfferedLink[]>([]);

type Unit = { readonly id: number; readonly kind: string };

/** The pages of other domains about a unit. */
export function useUnitLinks(): (unit: Unit) => { readonly title: Words; readonly href: string }[] {
  const offered = useContext(UnitLinksContext);
  return ({ id, kind }) =>
    offered
      .filter(({ kinds }) => kinds === undefined || kinds.includes(kind))
      .map(({ title, href }) => ({ title, href: href(id) }));
}
