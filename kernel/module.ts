// SPDX-License-Identifier: Apache-2.0
import type { ErrorDeclaration } from './errors.ts';
import type { EventDeclaration } from './events.ts';
import type { MeasureDeclaration } from './measures.ts';
import type { PermissionDeclaration } from './permissions.ts';
import type { Words } from './words.ts';

/** A screen of the staff app: where it is, who may open it, and whether the head's menu shows it. */
export type ScreenDeclaration = {
  readonly id: string;
  readonly path: string;
  readonly title: Words;
  /** `null` where being signed in is enough. */
  readonly permission: string | null;
  /** Place in the menu, ascending; `null` where it has none. */
  readonly menu: number | null;
};

/** What a domain says of itself: data only. Server and web bind code to these names. */
export type ModuleDeclaration = {
  readonly id: string;
  readonly title: Words;
  /** Domains whose public.ts it uses; the import rules are computed from it. */
  readonly needs: readonly string[];
  readonly permissions: readonly PermissionDeclaration[];
  readonly events: readonly EventDeclaration[];
  readonly measures: readonly MeasureDeclaration[];
  readonly errors: readonly ErrorDeclaration[];
  readonly screens: readonly ScreenDeclaration[];
};
