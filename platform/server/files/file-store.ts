// SPDX-License-Identifier: Apache-2.0
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** Content that is safe on disk and has no name yet. */
export type Staged = { readonly hash: string; readonly id: string };

/** Where contents are kept, each under the SHA-256 of its bytes, in hex; a folder, or elsewhere. */
export type FileStore = {
  /** Writes content beside the store, so that it outlives a power cut. */
  stage(bytes: Uint8Array): Promise<Staged>;
  /** Gives it its name, at once and whole; doing it twice changes nothing. */
  place(staged: Staged): Promise<void>;
  /** Removes what was staged and not placed. */
  discard(staged: Staged): Promise<void>;
  open(hash: string): Promise<ReadableStream<Uint8Array>>;
  /** The hashes of all that is kept. */
  all(): AsyncIterable<string>;
  remove(hash: string): Promise<void>;
  /** Removes what was staged before then by a process that died. */
  discardBefore(time: Date): Promise<void>;
};

const HASH = /^[0-9a-f]{64}$/;

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** A store in a folder: `ab/abcdef…`, 256 folders below it, and `staged/` for what is being written. */
export function folderStore(root: string): FileStore {
  const staging = join(root, 'staged');
  const folderOf = (hash: string): string => {
    if (!HASH.test(hash)) throw new Error(`no hash: ${hash}`);
    return join(root, hash.slice(0, 2));
  };
  const pathOf = (hash: string): string => join(folderOf(hash), hash);
  const discard = ({ id }: Staged): Promise<void> => rm(join(staging, id), { force: true });
  return {
    async stage(bytes) {
      const staged = { hash: createHash('sha256').update(bytes).digest('hex'), id: randomUUID() };
      await mkdir(staging, { recursive: true, mode: 0o700 });
      const handle = await open(join(staging, staged.id), 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      return staged;
    },
    async place({ hash, id }) {
      await mkdir(folderOf(hash), { recursive: true, mode: 0o700 });
      // Placed before, by the try that lost its race.
      await rename(join(staging, id), pathOf(hash)).catch(async (error: unknown) => {
        if (!(await exists(pathOf(hash)))) throw error;
      });
      await synced(folderOf(hash));
      await synced(root);
    },
    discard,
    async open(hash) {
      const handle = await open(pathOf(hash), 'r');
      return Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>;
    },
    async *all() {
      const folders = await readdir(root).catch(() => []);
      for (const folder of folders.filter((name) => /^[0-9a-f]{2}$/.test(name))) {
        for (const name of await readdir(join(root, folder))) if (HASH.test(name)) yield name;
      }
    },
    remove: (hash) => rm(pathOf(hash), { force: true }),
    async discardBefore(time) {
      for (const id of await readdir(staging).catch(() => [])) {
        const found = await stat(join(staging, id)).catch(() => undefined);
        if (found !== undefined && found.mtime < time) await rm(join(staging, id), { force: true });
      }
    },
  };
}
