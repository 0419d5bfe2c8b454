// SPDX-License-Identifier: Apache-2.0
import { useEffect, useSyncExternalStore } from 'react';

/** The as-of lines of the page that is shown, for the foot of its print. */
let shown: readonly string[] = [];
const listeners = new Set<() => void>();

function show(stamps: readonly string[]): void {
  shown = stamps;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Has a line printed in the foot as long as it stands on the page. */
export function useStamped(line: string): void {
  useEffect(() => {
    show([...shown, line]);
    return () => show(shown.filter((_, at) => at !== shown.indexOf(line)));
  }, [line]);
}

/** The lines, each once. */
export function useShownStamps(): readonly string[] {
  return [...new Set(useSyncExternalStore(subscribe, () => shown))];
}
