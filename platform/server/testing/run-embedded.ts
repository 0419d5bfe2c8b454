// SPDX-License-Identifier: Apache-2.0
// node run-embedded.ts <folder> [port]: starts the server on a folder, says so in a line of JSON, and stops it when its
// input ends. A test kills it, or runs it as another user.

import { startPostgres } from '../postgres/embedded.ts';
import { PostgresFault } from '../postgres/postgres-fault.ts';

const [folder = '', port] = process.argv.slice(2);
const say = (answer: object) => process.stdout.write(`${JSON.stringify(answer)}\n`);
try {
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const { url, data, takenOver, stop } = await startPostgres({
    folder,
    log,
    ...(port === undefined ? {} : { port: Number(port) }),
  });
  say({ url, data, takenOver });
  process.stdin.resume().once('end', () => void stop().then(() => process.exit()));
} catch (error) {
  if (!(error instanceof PostgresFault)) throw error;
  say({ zh: error.zh, en: error.en });
}
