// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyForAll } from './programs.ts';

test('a copy of the programs may be run by all, though the original is closed to others', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'beichen-programs-'));
  const from = join(parent, 'from');
  const to = join(parent, 'made/postgresql');
  try {
    await mkdir(join(from, 'bin'), { recursive: true, mode: 0o700 });
    await writeFile(join(from, 'bin/postgres'), 'program', { mode: 0o700 });
    await writeFile(join(from, 'bin/words'), 'words', { mode: 0o600 });
    await writeFile(join(from, 'bin/for-linking.a'), 'archive');
    await symlink('words', join(from, 'bin/link'));
    await chmod(from, 0o700);
    await Promise.all([copyForAll(from, to), copyForAll(from, to)]);

    const modes = ['', 'bin', 'bin/postgres', 'bin/words'].map(
      async (name) => (await stat(join(to, name))).mode & 0o777,
    );
    expect(await Promise.all(modes)).toEqual([0o755, 0o755, 0o755, 0o644]);
    expect(await readFile(join(to, 'bin/postgres'), 'utf8')).toBe('program');
    expect(await readlink(join(to, 'bin/link'))).toBe('words');
    expect(await readdir(join(to, 'bin'))).not.toContain('for-linking.a');
    // No draft stays, of the quicker or of the slower.
    expect(await readdir(join(parent, 'made'))).toEqual(['postgresql']);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
});
