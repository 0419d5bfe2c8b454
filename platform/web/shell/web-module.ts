// SPDX-License-Identifier: Apache-2.0
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
