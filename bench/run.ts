// SPDX-License-Identifier: Apache-2.0
// Runs the benchmarks that are named, or all of them: `npm run bench`, `npm run bench -- platform`, `npm run bench -- platform intake`.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const BENCHES = ['method', 'platform', 'assessment', 'ground'];

const [wanted, ...rest] = process.argv.slice(2);
if (wanted !== undefined && !BENCHES.includes(wanted)) {
  process.stderr.write(`there is no benchmark "${wanted}"; there are: ${BENCHES.join(', ')}\n`);
  process.exit(2);
}
for (const name of wanted === undefined ? BENCHES : [wanted]) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, name, 'run.ts'), ...rest], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
