// SPDX-License-Identifier: Apache-2.0
import type { Words } from './fault.ts';

/** A part of a method with its title in both languages. */
export type TitledId = { readonly id: string; readonly title: Words };

/** A part of a method as written: it may have no title, or one in Chinese alone. */
export type Titled = {
  readonly id: string;
  readonly title?: { readonly zh: string; readonly en?: string | undefined } | undefined;
};

/** The title of a part, its id where it has none. */
export function titleOf({ id, title }: Titled): Words {
  return { zh: title?.zh ?? id, en: title?.en ?? title?.zh ?? id };
}

/** A part with its title filled in. */
export const titled = (part: Titled): TitledId => ({ id: part.id, title: titleOf(part) });
