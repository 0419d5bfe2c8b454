// SPDX-License-Identifier: Apache-2.0
import type { QueryClient } from '@tanstack/react-query';
import { coalesced } from './coalesced.ts';
import { lineIs } from './line.ts';

/** Milliseconds: a burst of records redraws a page once. */
const GATHER = 250;
/** Milliseconds until a line is tried again that the server, or something before it, has refused. */
const AGAIN = 3_000;
/** `EventSource.CLOSED`, which older test doubles and browsers alike agree on. */
const CLOSED = 2;

/**
 * Listens to the server, which says that something changed and never what (`changed`, without content). What is shown is asked for
 * again, under the reader's own rights; what is not shown, when it is shown next.
 * @returns stops listening.
 */
export function followChanges(queries: QueryClient, path = '/api/changes'): () => void {
  const renew = coalesced(() => void queries.invalidateQueries(), GATHER);
  let source: EventSource;
  let first = true;
  let stopped = false;
  const listen = (): void => {
    if (stopped) return;
    source = new EventSource(path, { withCredentials: true });
    source.addEventListener('open', () => lineIs('up'));
    source.addEventListener('error', () => {
      lineIs('down');
      // A browser tries again by itself where the line broke, but not where the answer was no.
      if (source.readyState === CLOSED) setTimeout(listen, AGAIN);
    });
    source.addEventListener('changed', () => {
      lineIs('up');
      // The server begins every line with one, since nobody knows what was missed. At the very first, what is on its way is new enough.
      if (first) void queries.invalidateQueries({}, { cancelRefetch: false });
      else renew();
      first = false;
    });
  };
  listen();
  return () => {
    stopped = true;
    source.close();
  };
}
