// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './city.ts';
import { startProgram } from './program.ts';

/** Seconds from an empty folder to the first good answer of /readyz, and what the server said of the parts, in the order of its log. */
export type FirstStart = {
  readonly seconds: number;
  readonly parts: readonly { readonly part: string; readonly seconds: number }[];
};

type Line = { readonly time: string; readonly msg: string; readonly domain?: string };

/** What lies between two lines of the log belongs to the later one. */
function partsOf(log: string, begun: number): FirstStart['parts'] {
  const lines = log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
  let last = begun;
  return lines.flatMap(({ time, msg, domain }) => {
    const at = Date.parse(time);
    const seconds = (at - last) / 1000;
    last = at;
    return seconds < 0.05 ? [] : [{ part: domain === undefined ? msg : `${msg}: ${domain}`, seconds }];
  });
}

/** What `npm start` does, with a data folder that is not there yet. */
export async function firstStart(): Promise<FirstStart> {
  const folder = await mkdtemp(join(tmpdir(), 'beichen-bench-start-'));
  await chmod(folder, 0o711);
  try {
    const log = join(folder, 'server.log');
    const begun = Date.now();
    const env = { BEICHEN_DATA: join(folder, 'data') };
    const server = await startProgram(join(ROOT, 'apps/server/main.ts'), { ready: '/readyz', log, env });
    const { took: seconds } = server;
    await server.stop();
    return { seconds, parts: partsOf(await readFile(log, 'utf8'), begun) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
