// SPDX-License-Identifier: Apache-2.0
import type { QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { coalesced } from './coalesced.ts';

const change = z.object({ topics: z.array(z.string()) });

/** Milliseconds: a burst of records redraws a page once. */
const GATHER = 250;

/**
 * Listens to what changes on the server; every topic is the first part of the keys of its queries. After a broken line
 * everything shown is asked for again: nobody knows what was missed.
 * @returns stops listening.
 */
export function followChanges(queries: QueryClient, path = '/api/changes'): () => void {
  const source = new EventSource(path, { withCredentials: true });
  const invalidate = coalesced((topics) => {
    for (const topic of topics) void queries.invalidateQueries({ queryKey: [topic] });
  }, GATHER);
  let broken = false;
  source.addEventListener('error', () => {
    broken = true;
  });
  source.addEventListener('open', () => {
    if (broken) void queries.invalidateQueries();
    broken = false;
  });
  source.addEventListener('change', (event) => {
    const read = change.safeParse(parsed(event.data));
    if (read.success) invalidate(read.data.topics);
  });
  return () => source.close();
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
