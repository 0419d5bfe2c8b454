// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { testServer } from '@beichen/platform-server/testing/test-database.ts';
import { expect, test } from 'vitest';
import { writtenTables } from './database/written-tables.ts';
import { copyOfTree } from './testing/copy-of-tree.ts';
import { Tree } from './tree.ts';

test("a new domain's migration applies, and its row types are what it makes", async () => {
  const root = copyOfTree();
  try {
    spawnSync(process.execPath, [join(import.meta.dirname, 'new-domain.ts'), 'night-watch'], { cwd: root });
    const tree = new Tree(root);
    const written = await writtenTables((await testServer()).superuserUrl, tree);
    const path = 'domains/night-watch/server/row-types.ts';
    expect(tree.text(path)).toContain('export type NightWatchRows');
    expect(written.get(path)).toBe(tree.text(path));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
