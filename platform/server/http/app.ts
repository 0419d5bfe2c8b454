// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import { platformErrors } from '../errors.ts';
import type { Services } from '../services.ts';
import { answerUpload } from './answer-upload.ts';
import { type Metrics, measured } from './health.ts';
import { MOST_READINGS, paced } from './pace.ts';
import { type Language, problemOf } from './problem.ts';
import { answerCommand, answerQuery } from './request.ts';
import type { Route } from './route.ts';

const MOST_BODY = 1 << 20;

function languageOf(c: Context): Language {
  return /^\s*en\b/i.test(c.req.header('Accept-Language') ?? '') ? 'en' : 'zh';
}

/** Errors that mean "not now": the connection to the database is gone, or the pool is closing. */
function isUnavailable(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return (
    /^(ECONN|EPIPE|57P0|08)/.test(code) ||
    /terminat|closed the connection|not queryable|Cannot use a pool|driver has already been destroyed/i.test(
      String(error),
    )
  );
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  // Only the guard against foreign forms throws these.
  if (error instanceof HTTPException && error.status === 403) return new Refusal(platformErrors.otherSite);
  return isUnavailable(error) ? new Refusal(platformErrors.unavailable) : undefined;
}

/** One line a request: the row of the table, never the address itself, which may hold what somebody searched for. */
function logged(log: Logger): MiddlewareHandler {
  return async (c, next) => {
    const begun = performance.now();
    await next();
    const ms = Math.round((performance.now() - begun) * 10) / 10;
    const request = c.res.headers.get('X-Request-Id') ?? undefined;
    log.info({ method: c.req.method, route: c.req.routePath, status: c.res.status, ms, request }, 'request');
  };
}

/** No body is longer than it may be. Where its length is said, it is not touched here: nothing that is longer arrives. */
function limited(): MiddlewareHandler {
  const tooLarge = (): never => {
    throw new Refusal(platformErrors.tooLarge);
  };
  const counting = bodyLimit({ maxSize: MOST_BODY, onError: tooLarge });
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return await next();
    const said = c.req.header('Content-Length');
    if (said === undefined || c.req.header('Transfer-Encoding') !== undefined) return await counting(c, next);
    if (Number(said) > MOST_BODY) tooLarge();
    return await next();
  };
}

/** Binds one row of the table to the router. Whoever has no account is held to a pace. */
function bind(app: Hono, services: Services, route: Route): void {
  const path = route.path.replace(/\{(\w+)\}/g, ':$1');
  if (route.kind === 'query' && route.door === 'public')
    app.get(path, paced(MOST_READINGS), (c) => answerQuery(services, c, route));
  else if (route.kind === 'query') app.get(path, (c) => answerQuery(services, c, route));
  else if (route.kind === 'upload') app.post(path, (c) => answerUpload(services, c, route));
  else if (route.door === 'public') app.post(path, paced(), (c) => answerCommand(services, c, route));
  else app.post(path, (c) => answerCommand(services, c, route));
}

/** Whatever goes wrong leaves as a problem with a number; only what was not foreseen is logged as an error. */
function onError(services: Services): (error: Error, c: Context) => Response {
  return (error, c) => {
    const request = c.res.headers.get('X-Request-Id') ?? randomUUID();
    const refusal = refusalOf(error);
    if (refusal === undefined) services.log.error({ err: error, request, path: c.req.routePath }, 'request failed');
    const { row, detail } = refusal ?? new Refusal(platformErrors.internal);
    const problem = problemOf(row, { detail }, { language: languageOf(c), request });
    return c.body(JSON.stringify(problem), row.status as 400, {
      'Content-Type': 'application/problem+json; charset=utf-8',
    });
  };
}

/** The HTTP face of the server: a row per route, everything else refused. `extra` mounts what is no row: streams, files, the built staff app. */
export function httpApp(
  services: Services,
  { routes, metrics }: { readonly routes: readonly Route[]; readonly metrics: Metrics },
  extra: (app: Hono) => void,
): Hono {
  const app = new Hono();
  app.use(measured(metrics));
  app.use(logged(services.log));
  app.use(secureHeaders({ xFrameOptions: 'DENY', referrerPolicy: 'same-origin' }));
  app.use('/api/*', csrf());
  app.use('/api/*', async (c, next) => {
    c.header('Cache-Control', 'no-store');
    c.header('X-Request-Id', randomUUID());
    await next();
  });
  // Before the limit for all others: an upload has its own.
  for (const route of routes) if (route.kind === 'upload') bind(app, services, route);
  app.use('/api/*', limited());
  for (const route of routes) if (route.kind !== 'upload') bind(app, services, route);
  extra(app);
  app.all('/api/*', () => {
    throw new Refusal(platformErrors.notFound);
  });
  app.onError(onError(services));
  return app;
}
