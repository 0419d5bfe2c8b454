// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BrokenPack } from '@beichen/platform-server/packs/pack-fault.ts';
import { NoMasterKey } from '@beichen/platform-server/vault/master-keys.ts';
import { openVault } from '@beichen/platform-server/vault/open-vault.ts';
import type { Vault } from '@beichen/platform-server/vault/vault.ts';
import { type Given, textOf } from './command.ts';
import { Unusable, unusable } from './failure.ts';

/** The text of a file that people may also type: `/dev/stdin`. */
export function typedText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unusable(file, 'no-file', {
      what: { zh: '读不到这个文件', en: `cannot be read: ${(error as Error).message}` },
      mend: { zh: '核对文件名和权限；从键盘输入用/dev/stdin', en: 'check its name and rights; /dev/stdin to type' },
    });
  }
}

/** The vault, by the keys that `--vault-keys` names. */
export async function vaultOf(given: Given): Promise<Vault> {
  return await openVault({ keyFile: textOf(given, 'vault-keys'), create: false }).catch((error: Error) => {
    if (!(error instanceof NoMasterKey)) throw error;
    throw unusable('--vault-keys', 'no-master-key', {
      what: { zh: '主密钥文件不能用', en: error.message },
      mend: { zh: '核对文件名，权限须为600', en: 'check its name; its mode must be 600' },
    });
  });
}

/** Reads of the pack that `--pack` names; its faults are those of an input. */
export async function packOf<T>(given: Given, read: (folder: string) => Promise<T>): Promise<T> {
  return await read(resolve(textOf(given, 'pack'))).catch((error: Error) => {
    if (!(error instanceof BrokenPack)) throw error;
    throw new Unusable(error.faults.map(({ file, line, what, mend }) => ({ file, line, code: 'pack', what, mend })));
  });
}
