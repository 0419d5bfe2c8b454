// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { request } from '../../data/request.ts';

let locked = false;
const listeners = new Set<() => void>();

function put(next: boolean): void {
  if (next === locked) return;
  locked = next;
  for (const listener of listeners) listener();
}

/** Other tabs of the same browser show the same session: they go dark together. */
const others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('beichen.lock');
if (others !== undefined) others.onmessage = ({ data }: MessageEvent<unknown>) => put(data === true);

const answer = z.object({ locked: z.boolean() });
const AGAIN = 2_000;

async function tell(): Promise<void> {
  try {
    await request('/api/session/lock', { answer, method: 'POST', body: {} });
  } catch {
    // The screen is dark in any case; the server hears of it as soon as it can be reached.
    if (locked) setTimeout(() => void tell(), AGAIN);
  }
}

/** Darkens the screen at once, here and in the other tabs, and locks the session at the server. */
export function lockNow(): void {
  put(true);
  others?.postMessage(true);
  void tell();
}

/** The server says that the session is locked, or is no longer. */
export function lockIs(next: boolean): void {
  put(next);
  others?.postMessage(next);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function useLocked(): boolean {
  return useSyncExternalStore(subscribe, () => locked);
}
