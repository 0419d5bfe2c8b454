// SPDX-License-Identifier: Apache-2.0
import type { Draft, Entry } from './draft.ts';

type Named = { readonly id: string };

/** The ids of a list's entries. */
export const idsOf = (entries: readonly Entry<Named>[]): Set<string> =>
  new Set(entries.flatMap(({ value }) => (value.id === undefined ? [] : [value.id])));

/** Refuses an id that stands twice in its list. */
export function refuseTwice(draft: Draft, entries: readonly Entry<Named>[]): void {
  const seen = new Set<string>();
  for (const { path, value } of entries) {
    if (value.id === undefined) continue;
    if (seen.has(value.id))
      draft.fault([...path, 'id'], {
        code: 'id-twice',
        what: { zh: `标识“${value.id}”在这个列表里重复`, en: `the id "${value.id}" stands twice in this list` },
        mend: { zh: '改用不同的标识', en: 'give it an id of its own' },
      });
    seen.add(value.id);
  }
}
