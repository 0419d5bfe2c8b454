// SPDX-License-Identifier: Apache-2.0
import { type Draft, draftShape } from './draft.ts';

const nameOf = (unit: number): string => `beichen.change.${unit}`;

/** What was prepared in this tab and not submitted: a phone drops pages that it has put aside. */
export function keptDraft(unit: number): Draft | undefined {
  try {
    const read = draftShape.safeParse(JSON.parse(sessionStorage.getItem(nameOf(unit)) ?? 'null'));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(unit: number, draft: Draft): void {
  try {
    sessionStorage.setItem(nameOf(unit), JSON.stringify(draft));
  } catch {
    // Where the browser keeps nothing, it holds until the page is left.
  }
}

export function dropDraft(unit: number): void {
  try {
    sessionStorage.removeItem(nameOf(unit));
  } catch {
    // Nothing was kept.
  }
}
