// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { dateOf } from '@beichen/kernel/time.ts';
import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import pg from 'pg';
import type { Logger } from 'pino';
import { platformErrors } from '../errors.ts';
import { identify } from '../login/identify.ts';
import type { Services } from '../services.ts';
import { SESSION_COOKIE } from './request.ts';

/** Who wants to know when something changed. */
type Listener = () => void;

/** Hears the worker's notices on one connection and passes them on. They say that something changed, never what. */
export type Changes = { subscribe(listener: Listener): () => void; readonly listeners: number; close(): Promise<void> };

const RETRY = 1_000;

export function hearChanges(directUrl: string, log: Logger): Changes {
  const listeners = new Set<Listener>();
  let client: pg.Client | undefined;
  let closed = false;
  const again = (): void => {
    client = undefined;
    if (!closed) setTimeout(() => void listen(), RETRY).unref();
  };
  const listen = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: directUrl, application_name: 'beichen changes' });
    client = next;
    next.on('error', () => undefined);
    next.on('end', again);
    next.on('notification', () => {
      for (const listener of listeners) listener();
    });
    try {
      await next.connect();
      await next.query(`DO $$ BEGIN EXECUTE format('LISTEN %I', 'beichen_' || current_schema()); END $$`);
      // What changed while nobody listened is told now.
      for (const listener of listeners) listener();
    } catch (error) {
      log.warn({ err: error }, 'changes cannot be heard; trying again');
      await next.end().catch(() => undefined);
    }
  };
  void listen();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get listeners() {
      return listeners.size;
    },
    close: async () => {
      closed = true;
      await client?.end().catch(() => undefined);
    },
  };
}

async function refuseStrangers(services: Services, c: Context): Promise<void> {
  const now = services.time.now();
  const asked = { command: null, today: dateOf(now, services.time.zone), now };
  const { actor, barred } = await identify(services.db, getCookie(c, SESSION_COOKIE) ?? '', asked);
  if (actor === undefined) throw new Refusal(barred ?? platformErrors.notSignedIn);
}

/**
 * `GET /api/changes`: a stream of events without content, for whoever is signed in. A browser asks again for what it shows, under its own
 * rights.
 */
export function changesRoute(
  app: Hono,
  services: Services,
  { changes, stopping }: { readonly changes: Changes; readonly stopping: AbortSignal },
): void {
  app.get('/api/changes', async (c) => {
    await refuseStrangers(services, c);
    return streamSSE(c, async (stream) => {
      let wake = (): void => undefined;
      let pending = true;
      const leave = changes.subscribe(() => {
        pending = true;
        wake();
      });
      const stop = (): void => void stream.abort();
      stopping.addEventListener('abort', stop);
      try {
        while (!stream.aborted && !stream.closed) {
          if (pending) await stream.writeSSE({ event: 'changed', data: '' });
          else await stream.write(': alive\n\n');
          pending = false;
          await new Promise<void>((resolve) => {
            wake = resolve;
            const timer = setTimeout(resolve, 20_000);
            stream.onAbort(() => {
              clearTimeout(timer);
              resolve();
            });
          });
        }
      } finally {
        leave();
        stopping.removeEventListener('abort', stop);
      }
    });
  });
}
