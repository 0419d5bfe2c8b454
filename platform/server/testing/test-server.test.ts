// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { startTestServer } from './test-server.ts';
import { programsOfVersion, testedVersion } from './tested-version.ts';

async function folderOf(superuserUrl: string): Promise<string> {
  const session = new pg.Client({ connectionString: superuserUrl });
  session.on('error', () => undefined);
  await session.connect();
  const { rows } = await session.query<{ data_directory: string }>('show data_directory').finally(() => session.end());
  return rows[0]?.data_directory ?? '';
}

test('a stopped server leaves nothing', async () => {
  const { superuserUrl, stop } = await startTestServer(18);
  const data = await folderOf(superuserUrl);
  expect(existsSync(data)).toBe(true);
  await stop();
  expect(existsSync(join(data, '..'))).toBe(false);
  await expect(folderOf(superuserUrl)).rejects.toThrow('ECONNREFUSED');
});

test('a killed run leaves nothing either', async () => {
  const module = pathToFileURL(join(import.meta.dirname, 'test-server.ts')).href;
  const script = `const { startTestServer } = await import('${module}');
    process.stdout.write((await startTestServer(18)).superuserUrl);
    setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(child.stdout, 'data')) as [Buffer];
  const data = await folderOf(url.toString('utf8'));
  child.kill('SIGKILL');
  await vi.waitFor(() => expect(existsSync(join(data, '..'))).toBe(false), { timeout: 30_000 });
  await expect(folderOf(url.toString('utf8'))).rejects.toThrow('ECONNREFUSED');
});

test('a version that is not supported is refused, and a missing one says what to install', async () => {
  expect(() => testedVersion('14')).toThrow('BEICHEN_TEST_POSTGRES is 14; it may be 15 or 18');
  vi.stubEnv('POSTGRES_15_BIN', import.meta.dirname);
  await expect(programsOfVersion(15, {})).rejects.toThrow('Install the Debian package postgresql-15');
  vi.unstubAllEnvs();
});
