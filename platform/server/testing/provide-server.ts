// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTestServer } from './test-server.ts';
import { testedVersion } from './tested-version.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A socket; who connects is told where the run's server is. */
    readonly postgresDoor: string;
  }
}

/**
 * One server for the whole run, in the process that outlives the workers. It starts when the first test asks for it, so
 * that a run without a database pays nothing.
 */
export default async function provideServer(project: TestProject): Promise<() => Promise<void>> {
  const version = testedVersion(project.config.env?.['BEICHEN_TEST_POSTGRES'] ?? process.env['BEICHEN_TEST_POSTGRES']);
  const folder = await mkdtemp(join(tmpdir(), 'beichen-door-'));
  let server: ReturnType<typeof startTestServer> | undefined;
  const door = createServer((visitor) => {
    visitor.on('error', () => undefined);
    server ??= startTestServer(version);
    server.then(
      ({ superuserUrl }) => visitor.end(JSON.stringify({ superuserUrl, version })),
      (error: Error) => visitor.end(JSON.stringify({ failed: error.message })),
    );
  });
  const address = join(folder, 'door');
  await new Promise<void>((resolve) => door.listen(address, resolve));
  project.provide('postgresDoor', address);
  return async () => {
    door.close();
    const running = await server?.catch(() => undefined);
    await running?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
