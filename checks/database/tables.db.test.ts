// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { testServer } from '@beichen/platform-server/testing/test-database.ts';
import { beforeAll, expect, test } from 'vitest';
import { Tree } from '../tree.ts';
import { writtenTables } from './written-tables.ts';

const tree = new Tree(join(import.meta.dirname, '../..'));
let written: ReadonlyMap<string, string>;

beforeAll(async () => {
  written = await writtenTables((await testServer()).superuserUrl, tree);
});

test('the row types in the code are those of the database', () => {
  for (const [path, text] of written) {
    const committed = tree.files.includes(path) ? tree.text(path) : '';
    expect(committed, `${path} is not what the migrations make: run \`npm run tables\``).toBe(text);
  }
});

test('there are no others', () => {
  const committed = tree.files.filter((file) =>
    /^(platform\/server\/db\/tables|domains\/[^/]+\/server\/row-types)\.ts$/.test(file),
  );
  expect(committed).toEqual([...written.keys()].sort());
});
