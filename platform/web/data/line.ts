// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

export type Line = 'up' | 'down';

type State = { readonly line: Line /** When it broke, by this device's clock. */; readonly since: number };

let state: State = { line: 'up', since: 0 };
const listeners = new Set<() => void>();

/** Notes whether the server can be reached: told by the stream of changes, which notices first. */
export function lineIs(line: Line): void {
  if (line === state.line) return;
  state = { line, since: Date.now() };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether the server can be reached now. */
export function useLine(): State {
  return useSyncExternalStore(subscribe, () => state);
}
