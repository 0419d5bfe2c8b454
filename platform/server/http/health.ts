// SPDX-License-Identifier: Apache-2.0
import { timingSafeEqual } from 'node:crypto';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../db/connect.ts';
import type { Tally } from '../worker/worker.ts';

/** The figures of one process for Prometheus: numbers about the software, none about people. */
export type Metrics = { readonly registry: Registry; readonly requests: Histogram<'method' | 'route' | 'status'> };

export function makeMetrics(tally: Tally | undefined): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'beichen_http_seconds',
    help: 'Time from request to answer, by row of the route table',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.015, 0.05, 0.15, 0.5, 1.5, 5],
    registers: [registry],
  });
  for (const name of ['taken', 'rung', 'reckoned', 'sealed', 'failed'] as const) {
    if (tally === undefined) continue;
    new Gauge({
      name: `beichen_worker_${name}`,
      help: `What the worker has ${name} since the start`,
      registers: [registry],
      collect() {
        this.set(tally[name]);
      },
    });
  }
  return { registry, requests };
}

/** Measures each request under the pattern of its route, so that no id becomes a label. */
export function measured({ requests }: Metrics): MiddlewareHandler {
  return async (c, next) => {
    const end = requests.startTimer();
    await next();
    end({ method: c.req.method, route: c.req.routePath, status: String(c.res.status) });
  };
}

function mayScrape(c: Context, token: string | undefined): boolean {
  if (token === undefined) return false;
  const given = Buffer.from(c.req.header('Authorization') ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** `/healthz`: the process lives. `/readyz`: it can serve. `/metrics`: for whoever shows the token, for nobody where none is set. */
export function healthRoutes(
  app: Hono,
  about: { readonly db: Database; readonly metrics: Metrics; readonly token: string | undefined; stopping(): boolean },
): void {
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    if (about.stopping()) return c.text('stopping', 503);
    const reached = await sql`SELECT 1`.execute(about.db).then(
      () => true,
      () => false,
    );
    return reached ? c.text('ok') : c.text('the database is not reachable', 503);
  });
  app.get('/metrics', async (c) => {
    if (!mayScrape(c, about.token)) return c.notFound();
    return c.text(await about.metrics.registry.metrics(), 200, { 'Content-Type': about.metrics.registry.contentType });
  });
}
