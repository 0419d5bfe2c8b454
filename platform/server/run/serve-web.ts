// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';

const FOREVER = 'public, max-age=31536000, immutable';

/**
 * Serves the built staff app: files by their names, and its page for every other address, so that a link to a screen opens it. Nothing
 * from outside may run in it.
 */
export async function serveWeb(app: Hono, folder: string): Promise<boolean> {
  // Read at each visit: a build that is put under a running server names other files.
  const read = async (): Promise<string> => await readFile(join(folder, 'index.html'), 'utf8');
  if ((await read().catch(() => undefined)) === undefined) return false;
  const root = relative(process.cwd(), folder);
  app.use('/assets/*', async (c, next) => {
    await next();
    if (c.res.status === 200) c.res.headers.set('Cache-Control', FOREVER);
  });
  app.use('/*', serveStatic({ root, index: '-' }));
  // A file of an older build is gone: the page in its place would be kept by browsers as that file, for ever.
  app.get('/assets/*', (c) => c.notFound());
  app.get('*', async (c) => {
    c.header('Cache-Control', 'no-cache');
    c.header(
      'Content-Security-Policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
    return c.html(await read());
  });
  return true;
}
