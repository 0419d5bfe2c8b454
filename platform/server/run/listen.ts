// SPDX-License-Identifier: Apache-2.0
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Connection } from '../db/connect.ts';
import { httpApp } from '../http/app.ts';
import { changesRoute, hearChanges } from '../http/changes.ts';
import { healthRoutes, makeMetrics } from '../http/health.ts';
import { openApi } from '../http/open-api.ts';
import type { ServerModule } from '../server-module.ts';
import type { Services } from '../services.ts';
import type { Tally } from '../worker/worker.ts';
import type { Composition } from './composition.ts';
import { serveWeb } from './serve-web.ts';

/** A line of the router: what tests hold their lists against. */
export type Endpoint = { readonly method: string; readonly path: string };

export type Listening = { readonly url: string; readonly endpoints: readonly Endpoint[]; close(): Promise<void> };

type Parts = {
  readonly services: Services;
  readonly modules: readonly ServerModule[];
  readonly app: Connection;
  readonly directUrl: string;
  readonly doors: (app: Hono) => void;
  readonly tally: Tally | undefined;
};

/** Requests that are still running get so long, in ms, before their connections are cut. */
const GRACE = 5_000;

/**
 * Bytes of the first line and the headers. Previews of changes are asked for in the address: the longest, of a split with 2,000 units
 * below, takes 102 KiB of it as browsers write it. What is longer is answered by 431.
 */
export const HEAD = 128 * 1024;

/** Serves an app. @throws Error where the port is taken */
export function opened(app: Hono, at: { readonly hostname: string; readonly port: number }): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, serverOptions: { maxHeaderSize: HEAD }, ...at }, () => resolve(server));
    server.on('error', reject);
  });
}

export function closed(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, GRACE).unref();
  });
}

/** Opens the HTTP side of a server. */
export async function listen(of: Composition, parts: Parts): Promise<Listening> {
  const { services, modules } = parts;
  const { config } = of;
  const stopping = new AbortController();
  const changes = hearChanges(parts.directUrl, of.log);
  const metrics = makeMetrics(parts.tally);
  const routes = modules.flatMap((module) => module.routes);
  const document = JSON.stringify(openApi(routes, of.version));
  let hasWeb = false;
  const app = httpApp(services, { routes, metrics }, (http) => {
    healthRoutes(http, {
      db: parts.app.db,
      metrics,
      token: config.BEICHEN_METRICS_TOKEN,
      stopping: () => stopping.signal.aborted,
    });
    changesRoute(http, services, { changes, stopping: stopping.signal });
    parts.doors(http);
    http.get('/api/openapi.json', (c) => c.body(document, 200, { 'Content-Type': 'application/json' }));
  });
  hasWeb = await serveWeb(app, of.web);
  if (!hasWeb) of.log.warn('the staff app is not built: npm run build:web');
  const server = await opened(app, { hostname: config.HOST, port: config.PORT });
  const { port } = server.address() as AddressInfo;
  const host = config.HOST === '127.0.0.1' ? 'localhost' : config.HOST;
  const close = async (): Promise<void> => {
    stopping.abort();
    await closed(server);
    await changes.close();
  };
  const endpoints = app.routes.map(({ method, path }) => ({ method, path }));
  return { url: `http://${host}:${port}`, endpoints, close };
}
