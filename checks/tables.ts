// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestServer } from '@beichen/platform-server/testing/test-server.ts';
import { writtenTables } from './database/written-tables.ts';
import { Tree } from './tree.ts';

// node checks/tables.ts: writes the row types from the database that the migrations make.
const tree = new Tree(process.cwd());
const server = await startTestServer(18);
try {
  for (const [path, text] of await writtenTables(server.superuserUrl, tree)) {
    if (tree.files.includes(path) && tree.text(path) === text) continue;
    writeFileSync(join(tree.root, path), text);
    process.stdout.write(`${path}: written\n`);
  }
} finally {
  await server.stop();
}
