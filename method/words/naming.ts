// SPDX-License-Identifier: Apache-2.0
import type { Reading } from '../amount.ts';
import type { Vocabulary } from '../explain/vocabulary.ts';
import type { Words } from '../fault.ts';
import { kindNames } from './kind-names.ts';

/** Where names come from; a name that nobody knows is shown as its id. */
export type Names = {
  readonly measures?: Vocabulary | undefined;
  readonly kinds?: ((kind: string) => Words | undefined) | undefined;
};

export const same = (text: string): Words => ({ zh: text, en: text });

/** Words one after the other, as a list is said. */
export function listed(parts: readonly Words[], between: Words = { zh: '、', en: ', ' }): Words {
  return { zh: parts.map(({ zh }) => zh).join(between.zh), en: parts.map(({ en }) => en).join(between.en) };
}

/** Sentences or clauses one after the other. */
export const clauses = (parts: readonly Words[]): Words => listed(parts, { zh: '；', en: '; ' });

/** The names of one document. */
export class Naming {
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  /** A measure by its title, in quotation marks. */
  measure(id: string): Words {
    const title = this.names.measures?.(id)?.title;
    return { zh: `“${title?.zh ?? id}”`, en: `“${title?.en ?? id}”` };
  }

  reading(id: string): Reading {
    return this.names.measures?.(id) ?? {};
  }

  kind(id: string): Words {
    return this.names.kinds?.(id) ?? kindNames[id] ?? { zh: `类别为“${id}”的单位`, en: `units of the kind “${id}”` };
  }
}
