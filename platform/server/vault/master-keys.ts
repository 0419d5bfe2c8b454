// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { KEY_BYTES } from './seal.ts';

const secret = z.base64().transform((text, ctx): Buffer => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== KEY_BYTES) ctx.addIssue(`a key has ${KEY_BYTES} bytes`);
  return bytes;
});

/** The file of master keys: the last one wraps, the others only unwrap. `index` is the key of the blind index and does not rotate. */
const fileShape = z.object({
  index: secret,
  masters: z.array(z.object({ number: z.int().min(1), key: secret })).min(1),
});

export type MasterKeys = z.infer<typeof fileShape>;

/** The file of master keys cannot be used: missing, open to others, or not what it should be. */
export class NoMasterKey extends Error {}

const complaint = (file: string, zh: string, en: string): NoMasterKey => new NoMasterKey(`${file}: ${zh} · ${en}`);

async function write(file: string, keys: MasterKeys, put: (from: string, to: string) => Promise<void>): Promise<void> {
  const text = {
    index: keys.index.toString('base64'),
    masters: keys.masters.map(({ number, key }) => ({ number, key: key.toString('base64') })),
  };
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(text, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await put(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

const freshKey = (): Buffer => randomBytes(KEY_BYTES);

/** Makes the file with a first master key, unless there is one. */
export async function createKeyFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // A link fails where the name exists, and shows the file only when it is whole: two processes that start at once agree on one.
  await write(file, { index: freshKey(), masters: [{ number: 1, key: freshKey() }] }, link).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** Replaces the file as a whole, in one step. */
export async function replaceKeyFile(file: string, keys: MasterKeys): Promise<void> {
  await write(file, keys, rename);
}

/** @throws NoMasterKey */
export function readKeyFile(file: string): MasterKeys {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined)
    throw complaint(
      file,
      '没有主密钥文件；从保管处取回，缺了它个人信息无法读出',
      'the file of master keys is missing: bring it back from where it is kept; without it personal data cannot be read',
    );
  if ((found.mode & 0o077) !== 0)
    throw complaint(file, '其他用户可读，请执行 chmod 600', 'open to other users: chmod 600');
  try {
    return fileShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // What the parser says would quote the key.
    throw complaint(file, '不是主密钥文件，或已损坏', 'is no file of master keys, or is damaged');
  }
}

/** With one more master key, which is the one that wraps from now on. */
export function withNewMaster({ index, masters }: MasterKeys): MasterKeys {
  return { index, masters: [...masters, { number: newest({ masters }).number + 1, key: freshKey() }] };
}

export function newest({ masters }: Pick<MasterKeys, 'masters'>): MasterKeys['masters'][number] {
  return masters[masters.length - 1] as MasterKeys['masters'][number];
}

/** @throws NoMasterKey */
export function getMaster({ masters }: MasterKeys, number: number): Buffer {
  const found = masters.find((master) => master.number === number);
  if (found === undefined)
    throw new NoMasterKey(`主密钥文件里没有第${number}号 · the file of master keys lacks number ${number}`);
  return found.key;
}

/** The keys as the file has them now: another process may rotate them while this one runs. */
export function followKeyFile(file: string): () => MasterKeys {
  let keys = readKeyFile(file);
  let seen = stamp(file);
  return () => {
    const now = stamp(file);
    if (now === seen) return keys;
    keys = readKeyFile(file);
    seen = now;
    return keys;
  };
}

function stamp(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 'gone' : `${found.ino} ${found.mtimeMs}`;
}
