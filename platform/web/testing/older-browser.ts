// SPDX-License-Identifier: Apache-2.0

/** Takes away what browsers learned after Chromium 87 and code is tempted to use. Runs in the page, before its scripts. */
export function olderBrowser(): void {
  const lacking: readonly (readonly [object, readonly string[]])[] = [
    [Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
    [String.prototype, ['at', 'isWellFormed', 'toWellFormed']],
    [Object.getPrototypeOf(Uint8Array.prototype) as object, ['at', 'findLast', 'toSorted', 'toReversed', 'with']],
    [Object, ['hasOwn', 'groupBy']],
    [Map, ['groupBy']],
    [Promise, ['withResolvers', 'try']],
    [Array, ['fromAsync']],
    [AbortSignal, ['timeout', 'any']],
    [URL, ['canParse', 'parse']],
    [Crypto.prototype, ['randomUUID']],
    [Set.prototype, ['union', 'intersection', 'difference', 'isSubsetOf']],
    [Document.prototype, ['startViewTransition']],
    [Element.prototype, ['checkVisibility', 'getHTML', 'setHTMLUnsafe']],
    [HTMLElement.prototype, ['showPopover', 'hidePopover', 'togglePopover']],
    [globalThis, ['structuredClone', 'reportError', 'scheduler', 'navigation', 'CloseWatcher']],
  ];
  for (const [owner, names] of lacking) for (const name of names) Reflect.deleteProperty(owner, name);
}
