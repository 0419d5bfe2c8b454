// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { chmod, chown, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { notYours } from './postgres-fault.ts';
import { isRoot } from './server-user.ts';

/** What is kept about a server, in `server.json` of its folder, readable by the owner only. */
export type ServerFile = {
  /** Of the superuser `postgres`. */
  readonly password: string;
  /** Where the data are: relative to the folder, or absolute where the server cannot enter the folder. */
  readonly data: string;
  /** The port of the last start; absent until a start has succeeded. */
  readonly port?: number;
};

const NAME = 'server.json';

export function serverFileOf(folder: string): string {
  return join(folder, NAME);
}

function refused(path: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    throw error.code === 'EACCES' || error.code === 'EPERM' ? notYours(path) : error;
  };
}

/** Others may pass through to the data, which are closed themselves; they see no more than names. */
export async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true }).catch(refused(folder));
  if (made !== undefined) await chmod(folder, 0o711);
}

export async function findServerFile(folder: string): Promise<ServerFile | undefined> {
  const text = await readFile(serverFileOf(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    return error.code === 'ENOENT' ? undefined : refused(serverFileOf(folder))(error);
  });
  return text === undefined ? undefined : (JSON.parse(text) as ServerFile);
}

async function draftOf(folder: string, file: ServerFile): Promise<string> {
  const draft = `${serverFileOf(folder)}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(file, undefined, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true }).catch(
    refused(folder),
  );
  // Root leaves the file to whom the folder belongs, so that he can start by himself next time.
  const { uid, gid } = await stat(folder);
  if (isRoot()) await chown(draft, uid, gid);
  return draft;
}

/** Keeps the file where there is none, and returns the one that is there: of two starts at once, one makes it. */
export async function keepFirst(folder: string, data: string): Promise<ServerFile> {
  const draft = await draftOf(folder, { password: randomBytes(24).toString('base64url'), data });
  await link(draft, serverFileOf(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  const kept = await findServerFile(folder);
  if (kept === undefined) throw notYours(folder);
  return kept;
}

export async function replaceServerFile(folder: string, file: ServerFile): Promise<void> {
  await rename(await draftOf(folder, file), serverFileOf(folder));
}
